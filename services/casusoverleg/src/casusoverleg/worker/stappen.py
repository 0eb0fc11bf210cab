"""Carrying out a command at a table: seal its words, decide, keep, say."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.besluit import Besluit, decide
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.commandos import (
    STAPPEN,
    Commando,
    LegToestemmingVast,
    TrekToestemmingIn,
)
from casusoverleg.domain.elementen import te_verzegelen
from casusoverleg.domain.hindernis import hindernis
from casusoverleg.domain.omstandigheden import Omstandigheden, zetel_aan
from casusoverleg.domain.weigering import Weigering
from casusoverleg.store import Dossier
from casusoverleg.worker.leeftijd import leeftijd_van
from casusoverleg.worker.register import convenant_voor, noemer
from contracts.covenant import Convenant
from contracts.events.casusoverleg import CommandoGeweigerd
from contracts.events.payload import Payload
from contracts.topics import facts
from contracts.vocabulary import Domein, Frozen, Functie
from infra.kernel import Emission, Kernel, Moment
from infra.keys import KeyStore
from infra.register import load_register
from infra.working_days import working_days_after


class Antwoord(Frozen):
    """What came of a command: the facts by their type, or why it was refused."""

    feiten: tuple[str, ...] = ()
    geweigerd: str | None = None


class NietGevonden(LookupError):
    """There is no such casus at a table where the user has a seat."""


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
            NietGevonden: see there.
        """

        def deed(session: Session, moment: Moment) -> tuple[Sequence[Emission], str]:
            dossier = store.dossier_van(session, casus)
            gevonden = dossier.casus
            if gevonden is None:
                raise NietGevonden(casus)
            convenant = self._convenant(session, gevonden, moment)
            zetels = aan_tafel(convenant, gevonden.overleg, functies)
            if not zetels:
                raise NietGevonden(casus)
            door = _wie(gevonden, commando, zetels, convenant)
            omst = self._omstandigheden(gevonden, commando, convenant, moment)
            besluit = decide(gevonden, commando, door, omst)
            feiten, antwoord = self._gevolg(gevonden, commando, door, besluit)
            if not isinstance(besluit, Weigering):
                store.noteer(session, casus, feiten, moment.today, noemer(convenant))
            topic, na = facts("casusoverleg", self.domein), _na(dossier, commando)
            emissions = [Emission(topic, casus, feit, na) for feit in feiten]
            return emissions, antwoord.model_dump_json()

        return Antwoord.model_validate_json(self.kernel.act(command_id, deed))

    def _convenant(self, session: Session, casus: Casus, moment: Moment) -> Convenant:
        register = load_register(session)
        return convenant_voor(register, casus.overleg, casus.convenant, moment.today)

    def _omstandigheden(
        self, casus: Casus, commando: Commando, convenant: Convenant, moment: Moment
    ) -> Omstandigheden:
        band, leeftijd = leeftijd_van(casus, self.keys, moment.today) or (None, None)
        return Omstandigheden(
            op=moment.today,
            domein=self.domein,
            convenant=convenant,
            nieuw=moment.new_id,
            na_werkdagen=working_days_after,
            leeftijdsband=band,
            leeftijd=leeftijd,
            verzegeld={
                woorden.als: self.keys.seal(woorden.tekst, woorden.over, woorden.context)
                for woorden in te_verzegelen(casus, commando, moment.new_id)
            },
        )

    def _gevolg(
        self, casus: Casus, commando: Commando, door: Functie, besluit: Besluit
    ) -> tuple[tuple[Payload, ...], Antwoord]:
        if not isinstance(besluit, Weigering):
            soorten = tuple(type(feit).__name__ for feit in besluit)
            return besluit, Antwoord(feiten=soorten)
        geweigerd = CommandoGeweigerd(
            casus=casus.id,
            overleg=casus.overleg,
            commando=commando.stap,
            reden=besluit.reden,
            door=door,
            domein=self.domein,
        )
        return (geweigerd,), Antwoord(geweigerd=besluit.reden)


def aan_tafel(
    convenant: Convenant, overleg: str, functies: tuple[Functie, ...]
) -> tuple[Functie, ...]:
    """With which functions someone sits at a table, the one that directs it first."""
    tafel = convenant.overleggen.get(overleg)
    return tuple(functie for functie in tafel.functies() if functie in functies) if tafel else ()


def mogelijke_stappen(
    casus: Casus, convenant: Convenant, functies: tuple[Functie, ...]
) -> tuple[type[Commando], ...]:
    """The steps that someone with these functions can take now."""
    zetels = [zetel_aan(convenant, casus.overleg, functie) for functie in functies]
    return tuple(
        soort
        for soort in STAPPEN.values()
        if any(zetel and hindernis(casus, soort, zetel) is None for zetel in zetels)
    )


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
    """In which function: the first one in which the step is possible."""
    for functie in zetels:
        if type(commando) in mogelijke_stappen(casus, convenant, (functie,)):
            return functie
    return zetels[0]
