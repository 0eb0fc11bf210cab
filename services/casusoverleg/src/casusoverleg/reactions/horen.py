"""Reactions to what the tables of a domain hear: load, decide, keep, say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.opschalen.feiten import TERUG_TE_KOPPELEN
from casusoverleg.domain.stappen.circumstances import Omstandigheden
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.leeftijd_bijgesteld import leeftijd_bijgesteld
from casusoverleg.domain.verstrekken.horen import hoor, hoor_aanmelding
from casusoverleg.domain.verstrekken.verzoeken import opnieuw_voor_eigen_overleg
from casusoverleg.domain.verwijsindex.decide import ontvangen
from casusoverleg.reactions.aansluiten import sluit_aan, volg_melding
from casusoverleg.reactions.delen import met_delen
from casusoverleg.reactions.nagekomen import te_laat_gekomen
from casusoverleg.reactions.opnemen import neem_op, onthoud_verzoek, zeg
from casusoverleg.reactions.wegen import weging_gevraagd
from casusoverleg.views.leeftijd import band_van, leeftijd_van
from casusoverleg.views.register import convenant_bij, convenant_voor
from contracts.covenant import Convenant
from contracts.envelope import Envelope
from contracts.events.casusoverleg import CasusHeropend
from contracts.events.intake import CasusAangemeld
from contracts.events.notifier import (
    BerichtKlaargezet,
    OntvangstBevestigd,
    TerugkoppelingDoorgegeven,
    TerugkoppelingNietNodig,
)
from contracts.events.payload import Payload
from contracts.events.privacy_gate import MatchGemeld, VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Domein
from infra.kernel import Emission, Moment, NotYet, Poison, Reactions
from infra.keys import KeyStore
from infra.register import UnknownName, load_register
from infra.working_days import working_days_after


@dataclass(frozen=True)
class Horen:
    """The reactions of the tables of one domain."""

    domein: Domein
    keys: KeyStore

    def alle(self) -> Reactions:
        """Each reaction by the fact that it is about."""
        return {
            CasusAangemeld: self.open_on_casus_aangemeld,
            VerstrekkingBezorgd: self.neem_op_on_verstrekking_bezorgd,
            MatchGemeld: self.neem_op_on_match_gemeld,
            VerstrekkingAfgehandeld: self.noteer_on_verstrekking_afgehandeld,
            VerstrekkingGevraagd: self.volg_on_verstrekking_gevraagd,
            TerugkoppelingDoorgegeven: self.noteer_on_bericht,
            OntvangstBevestigd: self.noteer_on_bericht,
            TerugkoppelingNietNodig: self.noteer_on_bericht,
            BerichtKlaargezet: self.noteer_on_bericht_klaargezet,
        }

    def open_on_casus_aangemeld(
        self, session: Session, _envelope: Envelope, feit: CasusAangemeld, moment: Moment
    ) -> Sequence[Emission]:
        """A case that was reported lies on its table."""
        convenant = _convenant(session, feit.overleg, feit.convenant, moment)
        geopend = self._zeg(session, feit.casus, hoor_aanmelding(feit), moment)
        gevraagd = weging_gevraagd(session, feit.casus, None, convenant, moment.today)
        return [
            *geopend,
            *self._zeg(session, feit.casus, gevraagd, moment),
            *self._neem_op(session, feit.casus, feit, moment),
            *self._volg_melding(session, feit.casus, convenant, moment),
            *self._sluit_aan(session, feit.casus, convenant, moment),
        ]

    def neem_op_on_verstrekking_bezorgd(
        self, session: Session, _envelope: Envelope, feit: VerstrekkingBezorgd, moment: Moment
    ) -> Sequence[Emission]:
        """Take in what the gate delivered, and do what follows from it."""
        casus = store.load_dossier(session, feit.casus).casus
        convenant = _convenant(session, feit.naar_overleg, feit.convenant, moment)
        gevolg = hoor(casus, feit, self._omstandigheden(session, casus, convenant, moment))
        if isinstance(gevolg, Weigering):
            raise Poison(gevolg.reden)
        gezegd = [
            *self._zeg(session, feit.casus, gevolg, moment),
            *self._neem_op(session, feit.casus, feit, moment),
        ]
        te_laat = te_laat_gekomen(session, feit, moment.today)
        gezegd += self._zeg(session, feit.casus, te_laat, moment)
        gezegd += self._volg_leeftijd(session, casus, feit, convenant, moment)
        if any(isinstance(een, CasusHeropend) for een in gevolg):
            gezegd += self._sluit_aan(session, feit.casus, convenant, moment)
        return gezegd

    def neem_op_on_match_gemeld(
        self, session: Session, _envelope: Envelope, feit: MatchGemeld, moment: Moment
    ) -> Sequence[Emission]:
        """Another table reported this child too; of what was erased meanwhile nobody hears that."""
        casus = store.load_dossier(session, feit.casus).casus
        if casus is None:
            raise Poison("een match over een casus die hier niet is")
        if casus.vernietigd:
            return ()
        convenant = _convenant(session, feit.overleg, casus.convenant, moment)
        omst = self._omstandigheden(session, casus, convenant, moment)
        gevolg = ontvangen(casus, feit, omst)
        return self._zeg(session, feit.casus, gevolg, moment)

    def noteer_on_verstrekking_afgehandeld(
        self, session: Session, _envelope: Envelope, feit: VerstrekkingAfgehandeld, moment: Moment
    ) -> Sequence[Emission]:
        """Keep what became of a request: what passed, what waits for a person, what did not."""
        casus = store.load_dossier(session, feit.casus).casus
        overleg = casus.overleg if casus else feit.naar_overleg
        convenant = _convenant(session, overleg, casus.convenant if casus else "", moment)
        gehoord = self._neem_op(session, feit.casus, feit, moment)
        gevraagd = weging_gevraagd(session, feit.casus, casus, convenant, moment.today)
        return [*gehoord, *self._zeg(session, feit.casus, gevraagd, moment)]

    def volg_on_verstrekking_gevraagd(
        self, session: Session, envelope: Envelope, feit: VerstrekkingGevraagd, moment: Moment
    ) -> Sequence[Emission]:
        """Keep what was asked of the gate; what intake rested on may have changed meanwhile."""
        gehoord = self._neem_op(session, feit.casus, feit, moment)
        if not onthoud_verzoek(session, feit, envelope):
            return gehoord
        casus = store.load_dossier(session, feit.casus).casus
        if casus is None or casus.vastleggen.toestemmingen == feit.toestemmingen:
            return gehoord
        convenant = _convenant(session, casus.overleg, feit.convenant, moment)
        omst = self._omstandigheden(session, casus, convenant, moment)
        gevraagd = opnieuw_voor_eigen_overleg(casus, omst, feit.elementen)
        opnieuw = met_delen(gevraagd, load_register(session), moment.new_id)
        return [*gehoord, *self._zeg(session, feit.casus, opnieuw, moment, na=(envelope.id,))]

    def noteer_on_bericht(
        self,
        session: Session,
        _envelope: Envelope,
        feit: TerugkoppelingDoorgegeven | TerugkoppelingNietNodig | OntvangstBevestigd,
        moment: Moment,
    ) -> Sequence[Emission]:
        """Keep what the notifier did for this casus."""
        return self._neem_op(session, feit.casus, feit, moment)

    def noteer_on_bericht_klaargezet(
        self, session: Session, _envelope: Envelope, feit: BerichtKlaargezet, moment: Moment
    ) -> Sequence[Emission]:
        """Keep what is to be fed back, and by when; other messages have no clock of their own."""
        if feit.soort not in TERUG_TE_KOPPELEN:
            return ()
        return self._neem_op(session, feit.casus, feit, moment)

    def _volg_leeftijd(
        self,
        session: Session,
        was: Casus | None,
        feit: VerstrekkingBezorgd,
        convenant: Convenant,
        moment: Moment,
    ) -> Sequence[Emission]:
        """Where a delivery says another age, what rests on it is asked again and told on."""
        nu, op = store.load_dossier(session, feit.casus).casus, moment.today
        if was is None or nu is None or nu.vernietigd:
            return ()
        if band_van(was, self.keys, op) is band_van(nu, self.keys, op):
            return ()
        omst = self._omstandigheden(session, nu, convenant, moment)
        gevraagd = leeftijd_bijgesteld(
            nu, omst, omst.convenant.regie_van(nu.overleg), (feit.van_overleg,)
        )
        return self._zeg(session, nu.id, gevraagd, moment)

    def _sluit_aan(
        self, session: Session, id_: str, convenant: Convenant, moment: Moment
    ) -> Sequence[Emission]:
        """What a file that is opened takes over from those of brothers and sisters."""
        casus = store.load_dossier(session, id_).casus
        omst = self._omstandigheden(session, casus, convenant, moment)
        return sluit_aan(session, casus, omst, self.keys) if casus else ()

    def _volg_melding(
        self, session: Session, id_: str, convenant: Convenant, moment: Moment
    ) -> Sequence[Emission]:
        """Only a report counts here: what is opened again stays in the family that it is in."""
        casus = store.load_dossier(session, id_).casus
        omst = self._omstandigheden(session, casus, convenant, moment)
        return volg_melding(session, casus, omst) if casus else ()

    def _omstandigheden(
        self, session: Session, casus: Casus | None, convenant: Convenant, moment: Moment
    ) -> Omstandigheden:
        bekend = leeftijd_van(casus, self.keys, moment.today) if casus else None
        band, leeftijd = bekend or (None, None)
        return Omstandigheden(
            op=moment.today,
            domein=self.domein,
            convenant=convenant,
            nieuw=moment.new_id,
            na_werkdagen=working_days_after,
            bij=convenant_bij(load_register(session)),
            leeftijdsband=band,
            leeftijd=leeftijd,
        )

    def _zeg(
        self,
        session: Session,
        casus: str,
        feiten: Iterable[Payload],
        moment: Moment,
        na: tuple[str, ...] = (),
    ) -> list[Emission]:
        return zeg(session, casus, feiten, self.domein, moment.today, oorzaak=moment.cause, na=na)

    def _neem_op(
        self, session: Session, casus: str, feit: Payload, moment: Moment
    ) -> list[Emission]:
        return neem_op(session, casus, feit, self.domein, moment)


def _convenant(session: Session, overleg: str, verwijzing: str, moment: Moment) -> Convenant:
    try:
        return convenant_voor(load_register(session), overleg, verwijzing, moment.today)
    except UnknownName:
        raise NotYet("no covenant knows this table") from None
