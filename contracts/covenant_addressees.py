"""Who can hear what became of a casus: the schools of a table, and who reported to it."""

from collections.abc import Sequence

from contracts.covenant_text import Convenanttekst
from contracts.vocabulary import Functie, Naam, Organisatietype, Overlegsoort


def is_school(convenant: Convenanttekst, organisatie: str) -> bool:
    """Is this organisation a school?"""
    known = convenant.organisaties.get(organisatie)
    return known is not None and Organisatietype.SCHOOL in known.typen


def scholen(convenant: Convenanttekst) -> Sequence[Naam]:
    """Every school of the covenant."""
    return [name for name in convenant.organisaties if is_school(convenant, name)]


def scholen_van(convenant: Convenanttekst, overleg: str) -> Sequence[Naam]:
    """The schools whose pupils a ZAT discusses; unless it says so, the school that leads it."""
    table = convenant.overleggen[overleg]
    if table.soort is not Overlegsoort.ZAT:
        return ()
    leader = table.functies()[0].organisatie
    return table.scholen or ((leader,) if is_school(convenant, leader) else ())


def zat_van(convenant: Convenanttekst, school: str) -> Naam | None:
    """The table that discusses the pupils of a school."""
    return next((t for t in convenant.overleggen if school in scholen_van(convenant, t)), None)


def met_rol(convenant: Convenanttekst, overleg: str, rol: str) -> Sequence[Functie]:
    """Who sits at a table in this role."""
    return [seat for seat in convenant.overleggen[overleg].functies() if seat.rol == rol]


def hoort_zelf(convenant: Convenanttekst, functie: Functie, overleg: str) -> bool:
    """Does this capacity hear what became of its own report to a table, even without a seat?"""
    roads = convenant.wegen_van(functie.organisatie, overleg)
    found = (road.terugkoppeling for _, road in roads)
    return any(back.melder_hoort and back.aan_rol == functie.rol for back in found)


def hoort_terug(convenant: Convenanttekst, hoort: str, meldt: str) -> bool:
    """Does one table hear what another made of a casus? A ZAT does, and who brings in there."""
    origins = (road.van for road in convenant.wegen.values() if road.naar == meldt)
    is_zat = convenant.overleggen[hoort].soort is Overlegsoort.ZAT
    return is_zat or any(hoort in van for van in origins)


def mag_horen(convenant: Convenanttekst, functie: Functie, overleg: str) -> bool:
    """May this capacity be told at this table? It sits there, or it reported there and listens."""
    seated = functie in convenant.overleggen[overleg].functies()
    return seated or hoort_zelf(convenant, functie, overleg)


def is_andere_school(
    convenant: Convenanttekst, functie: Functie, overleg: str, school: Naam | None
) -> bool:
    """Is this the seat of another school at the pupil's table? Who leads the table sees all."""
    served = scholen_van(convenant, overleg)
    leader = convenant.overleggen[overleg].functies()[0].organisatie
    return functie.organisatie in served and functie.organisatie not in (leader, school)
