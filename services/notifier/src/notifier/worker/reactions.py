"""What follows from the facts that the notifier hears: load, decide, keep, say."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

from sqlmodel import Session

from contracts.envelope import Envelope
from contracts.events.afwezigheid import AfwezigheidBeeindigd, AfwezigheidGemeld
from contracts.events.casusoverleg import (
    CasusAfgesloten,
    CasusGeopend,
    OverdrachtGewijzigd,
    OverdrachtOntvangen,
    OverdrachtstapVernomen,
    TerugkoppelingBesloten,
    UitkomstVastgesteld,
    WegingVastgelegd,
)
from contracts.events.gezinsplan import GezinVastgesteld
from contracts.events.intake import CasusAangemeld
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.vernietiging import GegevensVernietigd
from contracts.events.verstrekking import Aanvulling, Ontvangstbevestiging, Stap, Terugkoppeling
from contracts.events.verwijsindex import MatchOntvangen
from contracts.events.wegen import WegingGevraagd
from contracts.topics import facts
from contracts.vocabulary import Domein, OpaqueId
from infra.kernel import Emission, Moment, NotYet, Poison, Reactions
from infra.register import UnknownName, load_register
from infra.register_reactions import take_said_absence
from infra.working_days import working_days_after
from notifier import store
from notifier.domain import aanleiding, casus, vertegenwoordigen, wie_kan
from notifier.domain.aanleiding import Aanleiding, VanDeKlok
from notifier.domain.antwoorden import EigenDaad
from notifier.domain.bericht import Bericht
from notifier.domain.casus import Casus
from notifier.worker import closing


@dataclass(frozen=True)
class Notifying:
    """The reactions of the notifier of one domain."""

    domein: Domein

    def all(self) -> Reactions:
        """Each reaction by the fact that it is about."""
        return {
            **dict.fromkeys(get_args(EigenDaad), self.bevestig_on_eigen_daad),
            CasusAangemeld: self.leer_on_casus_aangemeld,
            CasusGeopend: self.leer_on_casus_geopend,
            UitkomstVastgesteld: self.meld_on_uitkomst_vastgesteld,
            **dict.fromkeys(get_args(casus.Casusfeit), self.onthoud_on_casusfeit),
            TerugkoppelingBesloten: self.meld_on_terugkoppeling_besloten,
            OverdrachtstapVernomen: self.meld_on_overdrachtstap_vernomen,
            OverdrachtGewijzigd: self.onthoud_on_overdracht_gewijzigd,
            OverdrachtOntvangen: self.meld_on_overdracht_ontvangen,
            MatchOntvangen: self.meld_on_match_ontvangen,
            WegingGevraagd: self.meld_on_weging_gevraagd,
            WegingVastgelegd: self.bevestig_on_weging_vastgelegd,
            **dict.fromkeys((CasusAfgesloten, GezinVastgesteld), self.bevestig_on_einde),
            VerstrekkingBezorgd: self.meld_on_verstrekking_bezorgd,
            VerstrekkingAfgehandeld: self.meld_on_verstrekking_afgehandeld,
            **dict.fromkeys(get_args(VanDeKlok), self.meld_on_klok),
            **dict.fromkeys((AfwezigheidGemeld, AfwezigheidBeeindigd), self.leer_on_afwezigheid),
            GegevensVernietigd: self.vergeet_on_gegevens_vernietigd,
        }

    def leer_on_casus_aangemeld(
        self, session: Session, _envelope: Envelope, event: CasusAangemeld, moment: Moment
    ) -> Sequence[Emission]:
        """Keep where it came from."""
        known = store.load_casus(session, event.casus)
        return self._leer(session, casus.casus_on_casus_aangemeld(event, known), moment)

    def leer_on_casus_geopend(
        self, session: Session, _envelope: Envelope, event: CasusGeopend, moment: Moment
    ) -> Sequence[Emission]:
        """Keep where it came from."""
        known = store.load_casus(session, event.casus)
        return self._leer(session, casus.casus_on_casus_geopend(event, known), moment)

    def meld_on_uitkomst_vastgesteld(
        self, session: Session, _envelope: Envelope, event: UitkomstVastgesteld, moment: Moment
    ) -> Sequence[Emission]:
        """Ask the carrier to tell the outcome."""
        known = casus.casus_on_uitkomst_vastgesteld(_casus(session, event.casus), event)
        store.save_casus(session, known)
        told = aanleiding.berichten_on_uitkomst_vastgesteld(at_hand(session, known, moment))
        also = vertegenwoordigen.berichten_voor_wie_helpen(at_hand(session, known, moment))
        read = closing.by_own_deed(session, event, event.op, self._topic)
        return [*read, *self._say(session, (*told, *also))]

    def onthoud_on_casusfeit(
        self, session: Session, _envelope: Envelope, event: casus.Casusfeit, moment: Moment
    ) -> Sequence[Emission]:
        """Keep it: who carries and who hears is asked when it is read and when it is passed on."""
        before = _casus(session, event.casus)
        known = casus.casus_on_casusfeit(before, event)
        store.save_casus(session, known)
        bij = at_hand(session, known, moment)
        return self._say(session, vertegenwoordigen.berichten_on_casusfeit(bij, event, before))

    def meld_on_terugkoppeling_besloten(
        self, session: Session, _envelope: Envelope, event: TerugkoppelingBesloten, moment: Moment
    ) -> Sequence[Emission]:
        """Ask the carrier to tell what became known before this decision."""
        before = _casus(session, event.casus)
        known = casus.casus_on_terugkoppeling_besloten(before, event)
        store.save_casus(session, known)
        told = aanleiding.berichten_on_terugkoppeling_besloten(
            at_hand(session, known, moment), before
        )
        return self._say(session, told)

    def meld_on_overdrachtstap_vernomen(
        self, session: Session, _envelope: Envelope, event: OverdrachtstapVernomen, moment: Moment
    ) -> Sequence[Emission]:
        """Tell what the other side did with a hand-off."""
        known = _casus(session, event.casus)
        if event.stap is Stap.ACTIE_BEVESTIGD:
            known = casus.casus_on_actie_bevestigd(known, event)
        known = casus.casus_on_stap_vernomen(known, event)
        store.save_casus(session, known)
        closing.lapse_by_step(session, event)
        bij = at_hand(session, known, moment)
        return self._say(session, aanleiding.berichten_on_overdrachtstap_vernomen(bij, event))

    def meld_on_overdracht_ontvangen(
        self, session: Session, _envelope: Envelope, event: OverdrachtOntvangen, moment: Moment
    ) -> Sequence[Emission]:
        """Tell that an offer waits for an answer."""
        known = casus.casus_on_overdracht_ontvangen(_casus(session, event.casus), event)
        store.save_casus(session, known)
        bij = at_hand(session, known, moment)
        return self._say(session, aanleiding.berichten_on_overdracht_ontvangen(bij, event))

    def onthoud_on_overdracht_gewijzigd(
        self, session: Session, envelope: Envelope, event: OverdrachtGewijzigd, moment: Moment
    ) -> Sequence[Emission]:
        """Keep that there is nothing left to withdraw; who does what was asked has read it."""
        known = store.load_casus(session, event.casus)
        if known is not None:
            store.save_casus(session, casus.casus_on_overdracht_gewijzigd(known, event))
        return self.bevestig_on_eigen_daad(session, envelope, event, moment)

    def bevestig_on_eigen_daad(
        self, session: Session, _envelope: Envelope, event: EigenDaad, moment: Moment
    ) -> Sequence[Emission]:
        """Who does what a message asked has read it."""
        return closing.by_own_deed(session, event, moment.today, self._topic)

    def meld_on_weging_gevraagd(
        self, session: Session, _envelope: Envelope, event: WegingGevraagd, moment: Moment
    ) -> Sequence[Emission]:
        """Ask who may weigh to do so; the gate's answer may be heard before or after this."""
        known = casus.casus_on_weging_gevraagd(_casus(session, event.casus), event)
        store.save_casus(session, known)
        return self._say(session, _to_be_weighed(session, at_hand(session, known, moment)))

    def bevestig_on_weging_vastgelegd(
        self, session: Session, _envelope: Envelope, event: WegingVastgelegd, moment: Moment
    ) -> Sequence[Emission]:
        """Who weighs the last of it has read that it waited."""
        known = store.load_casus(session, event.casus)
        if known is None:
            return ()
        known = casus.casus_on_weging_vastgelegd(known, event)
        store.save_casus(session, known)
        return closing.by_verdict(session, known, event.door, moment.today, self._topic)

    def bevestig_on_einde(
        self,
        session: Session,
        envelope: Envelope,
        event: CasusAfgesloten | GezinVastgesteld,
        moment: Moment,
    ) -> Sequence[Emission]:
        """A casus that is closed, and goals that lapse, need no weighing any more."""
        known = store.load_casus(session, event.casus)
        if known is not None:
            closing.lapse_weighing(session, known)
        return self.bevestig_on_eigen_daad(session, envelope, event, moment)

    def meld_on_match_ontvangen(
        self, session: Session, _envelope: Envelope, event: MatchOntvangen, moment: Moment
    ) -> Sequence[Emission]:
        """Tell who is to call whom."""
        bij = at_hand(session, _casus(session, event.casus), moment)
        return self._say(session, aanleiding.berichten_on_match_ontvangen(bij, event))

    def meld_on_verstrekking_bezorgd(
        self, session: Session, _envelope: Envelope, event: VerstrekkingBezorgd, moment: Moment
    ) -> Sequence[Emission]:
        """Tell of feedback, of its receipt, and of what was provided later on."""
        content = event.inhoud
        if event.deel_van is not None:
            return ()
        known = store.load_casus(session, event.casus)
        if known is not None and (vraag := known.vraag_van(event)):
            known = casus.casus_on_vraag(known, vraag)
            store.save_casus(session, known)
            bij = at_hand(session, known, moment)
            return self._say(session, wie_kan.berichten_on_vraag(bij, vraag, event))
        if not isinstance(content, Terugkoppeling | Ontvangstbevestiging | Aanvulling):
            return ()
        if known is None:
            known = casus.casus_on_verstrekking_bezorgd(event)
            store.save_casus(session, known)
        return self._say(
            session, _arrived(session, at_hand(session, known, moment), event, content)
        )

    def meld_on_verstrekking_afgehandeld(
        self, session: Session, _envelope: Envelope, event: VerstrekkingAfgehandeld, moment: Moment
    ) -> Sequence[Emission]:
        """Tell what the gate stopped, or left to a person."""
        known = store.load_casus(session, event.casus)
        if known is None:
            store.save_early(session, event)
            return ()
        return self._say(session, _answered(session, known, event, moment))

    def meld_on_klok(
        self, session: Session, _envelope: Envelope, event: VanDeKlok, moment: Moment
    ) -> Sequence[Emission]:
        """Tell who was reminded, called in or reported to."""
        bij = at_hand(session, _casus(session, event.casus), moment)
        return self._say(session, aanleiding.berichten_on_klok(bij, event))

    def leer_on_afwezigheid(
        self,
        session: Session,
        _envelope: Envelope,
        event: AfwezigheidGemeld | AfwezigheidBeeindigd,
        _moment: Moment,
    ) -> Sequence[Emission]:
        """Keep who is away, for inbox and mail."""
        take_said_absence(session, event)
        return ()

    def vergeet_on_gegevens_vernietigd(
        self, session: Session, _envelope: Envelope, event: GegevensVernietigd, _moment: Moment
    ) -> Sequence[Emission]:
        """Nobody need be told anything any more."""
        store.forget(session, event.casus)
        return ()

    def _leer(self, session: Session, known: Casus, moment: Moment) -> Sequence[Emission]:
        """Between topics there is no order: the gate may have answered about it before."""
        store.save_casus(session, known)
        early = store.take_early(session, known.casus)
        told = [one for event in early for one in _answered(session, known, event, moment)]
        return self._say(session, told)

    @property
    def _topic(self) -> str:
        return facts("notifier", self.domein)

    def _say(self, session: Session, berichten: Sequence[Bericht]) -> Sequence[Emission]:
        for bericht in berichten:
            store.save_bericht(session, bericht)
        return [Emission(self._topic, b.inhoud.casus, b.inhoud) for b in berichten]


def _arrived(
    session: Session,
    bij: Aanleiding,
    event: VerstrekkingBezorgd,
    content: Terugkoppeling | Ontvangstbevestiging | Aanvulling,
) -> Sequence[Bericht]:
    match content:
        case Terugkoppeling():
            return aanleiding.berichten_on_terugkoppeling(bij, event, content)
        case Ontvangstbevestiging():
            passed_on = _passed_on(session, content.terugkoppeling)
            store.save_bericht(session, passed_on.ontvangen(content.op))
            return aanleiding.berichten_on_ontvangstbevestiging(bij, content, passed_on.inhoud.aan)
        case Aanvulling():
            return aanleiding.berichten_on_aanvulling(bij)


def _answered(
    session: Session, known: Casus, event: VerstrekkingAfgehandeld, moment: Moment
) -> Sequence[Bericht]:
    known = casus.casus_on_verstrekking_afgehandeld(_casus(session, known.casus), event)
    store.save_casus(session, known)
    closing.lapse_weighed(session, known)
    bij = at_hand(session, known, moment, event.verstrekking)
    own = store.bericht_bij(session, event.verstrekking)
    if own is not None and not event.doorgelaten:
        store.save_bericht(session, own.tegengehouden())
    stopped = aanleiding.berichten_on_verstrekking_afgehandeld(
        bij,
        event,
        own.inhoud.aan if own else None,
        before={bericht.inhoud.soort for bericht in closing.waiting(session, known.casus)},
    )
    return (*stopped, *_to_be_weighed(session, bij))


def _to_be_weighed(session: Session, bij: Aanleiding) -> Sequence[Bericht]:
    asked = closing.to_weigh(session, bij.casus)
    return wie_kan.berichten_on_te_wegen(bij, [one.inhoud.aan for one in asked])


def at_hand(session: Session, known: Casus, moment: Moment, *about: str) -> Aanleiding:
    """What is at hand; `about` tells apart what follows from one and the same event."""
    register, op = load_register(session), moment.today
    try:
        convenant = register.convenant(known.convenant, op)
    except UnknownName:
        raise NotYet("het convenant van deze casus is hier nog niet gehoord") from None
    tafel = convenant.overleggen[known.overleg]
    due = working_days_after(
        op, convenant.termijnen.terugkoppelen, convenant.stille_dagen(tafel.domein)
    )
    new_id = partial(moment.new_id, *about)
    return Aanleiding(known, convenant, new_id, op, due, lambda seat: register.bezet(seat, op))


def _casus(session: Session, key: OpaqueId) -> Casus:
    found = store.load_casus(session, key)
    if found is None:
        raise Poison("van deze casus is nog niets gehoord")
    return found


def _passed_on(session: Session, terugkoppeling: OpaqueId) -> Bericht:
    found = store.bericht_bij(session, terugkoppeling)
    if found is None:
        raise Poison("deze terugkoppeling is hier niet doorgegeven")
    return found
