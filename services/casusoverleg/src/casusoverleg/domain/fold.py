"""What a casus becomes by a fact of its own or by what it hears, and how that is told."""

from collections.abc import Iterable
from datetime import date

from casusoverleg.domain.casus import Casus, Persoon
from casusoverleg.domain.onderwerpen import GEVOUWEN, ONDERWERPEN, VERTELLERS
from casusoverleg.domain.overdragen.state import Inbrenger, Verplaatsing
from casusoverleg.domain.stappen.onderwerp import Noem, Verhaalregel
from contracts.events.casusoverleg import (
    AfspraakAfgerond,
    AfspraakGemaakt,
    CasusGeopend,
    CasusHeropend,
)
from contracts.events.gezinsplan import DoelGeevalueerd
from contracts.events.payload import Payload
from contracts.events.vernietiging import GegevensVernietigd
from contracts.vocabulary import Functie, Relatie

_TELT_NOG = CasusHeropend | GegevensVernietigd
"""What still counts in a casus that was erased."""

_STIL = (AfspraakGemaakt, AfspraakAfgerond, DoelGeevalueerd)
"""Who made an agreement may say who helps; that is for those who may open it."""


def vouw(gebeurd: Iterable[tuple[Payload, date]], casus: Casus | None = None) -> Casus | None:
    """The casus after these facts, each with its date."""
    for feit, op in gebeurd:
        casus = evolve(casus, feit, op)
    return casus


def evolve(casus: Casus | None, feit: Payload, op: date) -> Casus | None:
    """The casus after one fact. Before a casus was opened, only opening it counts.

    Once it was erased, only what opens it again, and what is erased of it after all.
    """
    if isinstance(feit, CasusGeopend):
        return _geopend(feit, op)
    if casus is None or (casus.vernietigd and not isinstance(feit, _TELT_NOG)):
        return casus
    for onderwerp in ONDERWERPEN:
        if type(feit) in GEVOUWEN[onderwerp]:
            casus = onderwerp.fold(casus, feit, op)
    return casus


def _geopend(feit: CasusGeopend, op: date) -> Casus:
    ingebracht = feit.herkomst == "inbreng" and feit.van_overleg is not None
    inbrenger = Inbrenger(overleg=feit.van_overleg) if ingebracht and feit.van_overleg else None
    return Casus(
        id=feit.casus,
        overleg=feit.overleg,
        betrokkene=feit.betrokkene,
        gezin=feit.gezin,
        leeftijdsband=feit.leeftijdsband,
        herkomst=feit.herkomst,
        weg=feit.weg,
        school=feit.school,
        convenant=feit.convenant,
        geopend_op=op,
        houder=feit.houder,
        houder_sinds=op,
        houder_door=feit.herkomst,
        aan_zet=feit.herkomst in ("aanmelding", "inbreng"),
        personen=(Persoon(id=feit.betrokkene, relatie=Relatie.JEUGDIGE),),
        overdragen=Verplaatsing(inbrenger=inbrenger),
    )


def verhaal(feit: Payload, op: date, noem: Noem) -> Verhaalregel | None:
    """The line of the history that tells this fact; None for what needs no telling."""
    vertel = VERTELLERS.get(type(feit))
    tekst = vertel(feit, noem) if vertel else None
    if tekst is None:
        return None
    door = None if isinstance(feit, _STIL) else getattr(feit, "door", None)
    return Verhaalregel(op=op, tekst=tekst, door=door if isinstance(door, Functie) else None)
