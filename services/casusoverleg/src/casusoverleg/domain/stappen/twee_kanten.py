"""Nobody stands on both sides by standing in.

Who asks neither weighs nor answers, and who offers does not accept.

It looks at the capacities of the day on which something is done.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.steps import Accepteer, Weiger
from casusoverleg.domain.stappen.circumstances import Zetel
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.hindernis import kandidaten
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.steps import BeantwoordNavraag
from casusoverleg.domain.verstrekken.steps import LegWegingVast
from contracts.covenant import Convenant
from contracts.vocabulary import Functie, Naam


@dataclass(frozen=True)
class HandeltAls:
    """For which seat somebody does something, and as what else he acts today.

    Attributes:
        functies: his capacities, with the seats that he stands in for.
        waargenomen: those seats.
    """

    zetel: Zetel
    functies: Collection[Functie]
    waargenomen: Collection[Functie]


def twee_kanten(
    casus: Casus, commando: Commando, hij: HandeltAls, convenant: Convenant
) -> Weigering | None:
    """Refuse a step of somebody who is its other side too, because he stands in for a seat."""
    voor = hij.zetel.functie
    for ander in _andere_kant(casus, commando, hij.zetel, convenant):
        neemt_waar = {voor, ander}.intersection(hij.waargenomen)
        if ander != voor and ander in hij.functies and neemt_waar:
            return Weigering(
                f"U handelt vandaag ook voor {ander}, en die is hier de andere kant. Laat een "
                "ander dit doen."
            )
    return None


def _andere_kant(
    casus: Casus, commando: Commando, zetel: Zetel, convenant: Convenant
) -> tuple[Functie, ...]:
    """Who asked for what is weighed; who directs the table that offers or asks."""
    match commando:
        case LegWegingVast():
            return tuple(
                verzoek.door
                for verzoek in casus.verstrekken.verzoeken
                if verzoek.verstrekking == commando.verstrekking
            )
        case Accepteer() | Weiger():
            gevonden = kandidaten(casus, commando.maakt, zetel)
            overdrachten = () if isinstance(gevonden, Weigering) else gevonden
            gekozen = (een for een in overdrachten if commando.overdracht in (None, een.id))
            return _regies(convenant, (een.ander_overleg for een in gekozen))
        case BeantwoordNavraag():
            navraag = casus.vastleggen.wachtende_navraag(commando.navraag)
            return _regies(convenant, (navraag.ander_overleg,) if navraag else ())
        case _:
            return ()


def _regies(convenant: Convenant, overleggen: Iterable[Naam]) -> tuple[Functie, ...]:
    return tuple(convenant.regie_van(een) for een in overleggen if een in convenant.overleggen)
