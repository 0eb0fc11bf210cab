"""A group of young people on the agenda of a table: what it is, and what was decided about it."""

from datetime import date
from typing import TypeAlias

from casusoverleg.domain.bespreken.group_steps import AgendeerGroep, BespreekGroep
from casusoverleg.domain.overdragen.overdracht import Wie
from casusoverleg.domain.stappen.circumstances import Omstandigheden, Zetel, functie_van
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events.casusoverleg import GroepBesproken, GroepGeagendeerd
from contracts.vergadering import Groepsomvang, Groepsoort, Groepsvervolg, Plek
from contracts.vocabulary import Frozen, Functie, Naam, OpaqueId

Groepsfeit: TypeAlias = GroepGeagendeerd | GroepBesproken


class Groepsbespreking(Frozen):
    """The group was discussed in a meeting."""

    op: date
    aanwezig: tuple[Functie, ...]
    vervolg: Groepsvervolg


class Groep(Frozen):
    """A group; `vergadering` is the meeting where it comes back, if it does."""

    id: OpaqueId
    overleg: Naam
    soort: Groepsoort
    omvang: Groepsomvang
    plek: Plek
    vergadering: date | None
    besprekingen: tuple[Groepsbespreking, ...] = ()


def agendeer(commando: AgendeerGroep, zetel: Zetel, omst: Omstandigheden) -> Groepsfeit | Weigering:
    """Put a group on the agenda."""
    bezwaar = _bezwaar(zetel, commando.vergadering, omst.op)
    if bezwaar:
        return bezwaar
    return GroepGeagendeerd(
        groep=omst.nieuw("groep"), door=zetel.functie, op=omst.op, **commando.model_dump()
    )


def bespreek(
    groep: Groep, commando: BespreekGroep, zetel: Zetel, omst: Omstandigheden
) -> Groepsfeit | Weigering:
    """Record that it was discussed, and whether it comes back."""
    bezwaar = _bezwaar(zetel, commando.volgende, omst.op)
    if bezwaar:
        return bezwaar
    if commando.op > omst.op:
        return Weigering("Een bespreking die nog komt kan niet worden vastgelegd.")
    if groep.vergadering is None:
        return Weigering("Deze groep is van de agenda af.")
    if (commando.vervolg is Groepsvervolg.AFGEROND) is (commando.volgende is not None):
        return Weigering("Kies wanneer de groep terugkomt, of rond haar af.")
    aanwezig = tuple(functie_van(naam) for naam in commando.aanwezig) or (zetel.functie,)
    if not set(aanwezig) <= set(zetel.overleg.functies()):
        return Weigering("Wie aanwezig was moet een zetel aan dit overleg hebben.")
    return GroepBesproken(
        groep=groep.id,
        overleg=groep.overleg,
        op=commando.op,
        aanwezig=aanwezig,
        vervolg=commando.vervolg,
        volgende=commando.volgende,
        door=zetel.functie,
    )


def vouw_groep(groep: Groep | None, feit: Groepsfeit) -> Groep | None:
    """The group after a fact."""
    match feit:
        case GroepGeagendeerd():
            velden = feit.model_dump(include=set(Groep.model_fields))
            return Groep(id=feit.groep, **velden)
        case GroepBesproken() if groep:
            bespreking = Groepsbespreking(op=feit.op, aanwezig=feit.aanwezig, vervolg=feit.vervolg)
            return groep.model_copy(
                update={
                    "vergadering": feit.volgende,
                    "besprekingen": (*groep.besprekingen, bespreking),
                }
            )
        case _:
            return groep


def _bezwaar(zetel: Zetel, vergadering: date | None, op: date) -> Weigering | None:
    if zetel.wie is not Wie.REGIE:
        return Weigering(f"Dit is aan de regie van dit overleg ({zetel.overleg.regie}).")
    if vergadering is not None and vergadering < op:
        return Weigering("De datum van het overleg ligt in het verleden.")
    return None
