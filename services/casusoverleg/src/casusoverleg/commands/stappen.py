"""Carrying out a command at a table: seal its words, decide, keep, say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.clocks.vernietigen import Vernietiger
from casusoverleg.commands.samenvoegen import voeg_samen
from casusoverleg.commands.weten import wat_er_over_is, wie_erbij_horen
from casusoverleg.domain.bespreken.steps import HeropenCasus
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.decide import decide
from casusoverleg.domain.gezinsplan.in_het_gezin import met_genoemde, ook_daar, voor_het_gezin
from casusoverleg.domain.gezinsplan.steps import NeemOpInGezin
from casusoverleg.domain.gezinsplan.zorgregisseur import Regisseurscommando, zorgregisseurs
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.stappen.circumstances import DOEL, NieuwId, Omstandigheden, zetel_aan
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from casusoverleg.domain.vastleggen.seals import TeVerzegelen, te_verzegelen
from casusoverleg.domain.vastleggen.steps import LegToestemmingVast, TrekToestemmingIn
from casusoverleg.domain.vernietigen.steps import Vernietig
from casusoverleg.reactions.aansluiten import sluit_aan
from casusoverleg.reactions.delen import met_delen
from casusoverleg.reactions.opnemen import zeg
from casusoverleg.store import Dossier
from casusoverleg.views.leeftijd import leeftijd_van
from casusoverleg.views.register import bezetting, convenant_bij, convenant_voor
from casusoverleg.views.zetels import aan_tafel, kan_nu
from contracts.covenant import Convenant
from contracts.elements import Verzegeld
from contracts.events.casusoverleg import CommandoGeweigerd
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.proef import LEEG
from contracts.vocabulary import Domein, Frozen, Functie, OpaqueId
from infra.kernel import Emission, Kernel, Moment, derived_id
from infra.keys import KeyStore
from infra.not_found import NotFound
from infra.register import load_register
from infra.working_days import working_days_after

_PROEF = b"proef"
"""The secret of ids that nobody keeps."""


class Antwoord(Frozen):
    """What came of a command: the facts by their type, or why it was refused."""

    feiten: tuple[str, ...] = ()
    geweigerd: str | None = None


@dataclass(frozen=True)
class _Zitting:
    """A command at a table: what it was decided on, by whom, and what was decided."""

    dossier: Dossier
    casus: Casus
    convenant: Convenant
    door: Functie
    omst: Omstandigheden
    vervolg: Vervolg


@dataclass(frozen=True)
class Tafels:
    """The tables of a domain, for who sits at them."""

    kernel: Kernel
    keys: KeyStore
    domein: Domein

    def doe(
        self, casus: str, commando: Commando, functies: tuple[Functie, ...], command_id: str
    ) -> Antwoord:
        """Carry out a command; the same command once more gives the same answer.

        Raises:
            NotFound: see there.
        """

        def deed(session: Session, moment: Moment) -> tuple[Sequence[Emission], str]:
            zitting = self._zitting(
                session,
                casus,
                commando,
                functies,
                op=moment.today,
                nieuw=moment.new_id,
                zegel=self._zegel,
            )
            vervolg = zitting.vervolg
            feiten, antwoord = self._gezegd(zitting.casus, commando, zitting.door, vervolg)
            emissions = zeg(
                session,
                casus,
                met_delen(feiten, load_register(session), moment.new_id),
                self.domein,
                moment.today,
                oorzaak=moment.cause,
                na=_na(zitting.dossier, commando),
            )
            if not isinstance(vervolg, Weigering):
                emissions += self._in_het_gezin(session, moment, zitting, commando)
            return emissions, antwoord.model_dump_json()

        antwoord = Antwoord.model_validate_json(self.kernel.act(command_id, deed))
        if isinstance(commando, Vernietig):
            Vernietiger(self.kernel, self.keys, nagezien=True).run()
        return antwoord

    def probeer(
        self, casus: str, commando: Commando, functies: tuple[Functie, ...], op: date
    ) -> tuple[VerstrekkingGevraagd, ...] | Weigering:
        """What a command would ask of the gate; nothing is sealed, kept or said.

        Raises:
            NotFound: see there.
        """
        nieuw = partial(derived_id, _PROEF)
        with self.kernel.database.reading() as session:
            zitting = self._zitting(
                session, casus, commando, functies, op=op, nieuw=nieuw, zegel=lambda _: LEEG
            )
        vervolg = zitting.vervolg
        if isinstance(vervolg, Weigering):
            return vervolg
        return tuple(feit for feit in vervolg if isinstance(feit, VerstrekkingGevraagd))

    def _zitting(
        self,
        session: Session,
        casus: str,
        commando: Commando,
        functies: tuple[Functie, ...],
        *,
        op: date,
        nieuw: NieuwId,
        zegel: Callable[[TeVerzegelen], Verzegeld],
    ) -> _Zitting:
        dossier = store.load_dossier(session, casus)
        gevonden = dossier.casus
        if gevonden is None:
            raise NotFound(casus)
        convenant = self._convenant(session, gevonden, op)
        zetels = aan_tafel(convenant, gevonden.overleg, functies)
        if isinstance(commando, Regisseurscommando):
            zetels = tuple(f for f in zorgregisseurs(convenant, self.domein) if f in functies)
        if not zetels:
            raise NotFound(casus)
        door = _wie(gevonden, commando, zetels, convenant)
        omst = self._omstandigheden(
            session, gevonden, commando, convenant, op=op, nieuw=nieuw, zegel=zegel
        )
        vervolg = decide(gevonden, commando, door, omst)
        return _Zitting(dossier, gevonden, convenant, door, omst, vervolg)

    def _omstandigheden(
        self,
        session: Session,
        casus: Casus,
        commando: Commando,
        convenant: Convenant,
        *,
        op: date,
        nieuw: NieuwId,
        zegel: Callable[[TeVerzegelen], Verzegeld],
    ) -> Omstandigheden:
        band, leeftijd = leeftijd_van(casus, self.keys, op) or (None, None)
        register = load_register(session)
        return Omstandigheden(
            op=op,
            domein=self.domein,
            convenant=convenant,
            nieuw=nieuw,
            na_werkdagen=working_days_after,
            bezet=bezetting(register, op),
            bij=convenant_bij(register),
            leeftijdsband=band,
            leeftijd=leeftijd,
            verzegeld={w.als: zegel(w) for w in te_verzegelen(casus, commando, nieuw)},
            **wie_erbij_horen(session, casus, commando),
            **wat_er_over_is(session, casus, commando, self.keys),
        )

    def _in_het_gezin(
        self, session: Session, moment: Moment, zitting: _Zitting, commando: Commando
    ) -> list[Emission]:
        """What the same command does in the files of brothers and sisters, each under its seal."""
        gezegd: list[Emission] = []
        if isinstance(commando, HeropenCasus | NeemOpInGezin):
            nu = store.load_dossier(session, zitting.casus.id).casus or zitting.casus
            doe = sluit_aan if isinstance(commando, HeropenCasus) else voeg_samen
            return doe(session, nu, zitting.omst, self.keys)
        mee = voor_het_gezin(zitting.casus, commando, moment.new_id)
        if mee is None:
            return gezegd
        for ander in store.gezin_van(session, zitting.casus):
            lid, nieuw = met_genoemde(ander, mee), partial(_id_van, moment.new_id, ander.id)
            omst = self._omstandigheden(
                session,
                lid,
                mee,
                zitting.convenant,
                op=moment.today,
                nieuw=nieuw,
                zegel=self._zegel,
            )
            feiten = ook_daar(lid, mee, zitting.door, omst)
            gezegd += zeg(session, lid.id, feiten, self.domein, moment.today)
        return gezegd

    def _convenant(self, session: Session, casus: Casus, op: date) -> Convenant:
        register = load_register(session)
        return convenant_voor(register, casus.overleg, casus.convenant, op)

    def _zegel(self, woorden: TeVerzegelen) -> Verzegeld:
        return self.keys.seal(woorden.tekst, woorden.over, woorden.context)

    def _gezegd(
        self, casus: Casus, commando: Commando, door: Functie, vervolg: Vervolg
    ) -> tuple[Feiten, Antwoord]:
        if not isinstance(vervolg, Weigering):
            soorten = tuple(type(feit).__name__ for feit in vervolg)
            return vervolg, Antwoord(feiten=soorten)
        geweigerd = CommandoGeweigerd(
            casus=casus.id,
            overleg=casus.overleg,
            commando=commando.stap,
            reden=vervolg.reden,
            door=door,
            domein=self.domein,
        )
        return (geweigerd,), Antwoord(geweigerd=vervolg.reden)


def _id_van(nieuw: NieuwId, casus: OpaqueId, *delen: str) -> OpaqueId:
    """An id for one file of a family; a goal has the same one in each."""
    return nieuw(*delen) if delen[0] == DOEL else nieuw(casus, *delen)


def _na(dossier: Dossier, commando: Commando) -> tuple[str, ...]:
    """What follows from a change of consent comes after what intake asked without it.

    Those two stand on topics between which there is no order.
    """
    anders = isinstance(commando, LegToestemmingVast | TrekToestemmingIn)
    eerst = dossier.verzoek_van_intake
    return (eerst,) if anders and eerst else ()


def _wie(
    casus: Casus, commando: Commando, zetels: tuple[Functie, ...], convenant: Convenant
) -> Functie:
    """In which capacity: the first one in which the step is possible."""
    soort = type(commando)
    if soort not in STAPPEN.values():
        return zetels[0]
    mogelijk = (f for f in zetels if kan_nu(casus, zetel_aan(convenant, casus.overleg, f), soort))
    return next(mogelijk, zetels[0])
