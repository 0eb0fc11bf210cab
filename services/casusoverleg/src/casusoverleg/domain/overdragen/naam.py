"""A table cannot take on a young person of whom it may know no name."""

from collections.abc import Iterable

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import Zetel
from contracts.elements import Element, Veld
from contracts.vocabulary import OpaqueId


def naam_is_bekend(casus: Casus, _zetel: Zetel) -> str | None:
    """Nothing is discussed or accepted of which no seat at this table may know the name."""
    gedeeld = (g.element for g in casus.gedeeld if g.zetels)
    if _noemt(casus, (*casus.elementen, *gedeeld)):
        return None
    return (
        "Dit overleg mag de naam van de jeugdige nog niet weten. Vraag de naam terug bij wie de "
        "casus bracht, of laat hem wegen."
    )


def geeft_de_naam(casus: Casus, naar: str, mee: Iterable[Element]) -> str | None:
    """Why a table cannot do anything with what goes along, unless it had the name before."""
    if _noemt(casus, mee):
        return None
    bekend = (*casus.elementen, *(g.element for g in casus.gedeeld))
    if naar in casus.ontvangers_van(e.id for e in bekend if is_naam(e, casus.betrokkene)):
        return None
    return "Geef de naam van de jeugdige mee: zonder naam kan dat overleg niets aannemen."


def is_naam(element: Element, betrokkene: OpaqueId) -> bool:
    """Is this the name of the young person whom it is about?"""
    return element.veld is Veld.NAAM and element.over == betrokkene


def _noemt(casus: Casus, elementen: Iterable[Element]) -> bool:
    return any(is_naam(element, casus.betrokkene) for element in elementen)
