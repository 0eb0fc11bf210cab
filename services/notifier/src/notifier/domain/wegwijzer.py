"""Whom a message is for, by the covenant."""

from contracts.covenant import Convenant
from contracts.covenant_text import functie_van
from contracts.vocabulary import Functie, Naam, Organisatietype, Overlegsoort, Wanneer
from notifier.domain.casus import Casus

_T = Organisatietype

NOEMBAAR = frozenset(
    {
        _T.SCHOOL,
        _T.CJG,
        _T.JGZ,
        _T.MAATSCHAPPELIJK_WERK,
        _T.MEE,
        _T.JONGERENWERK,
        _T.BUREAU_JEUGDZORG,
        _T.LEERPLICHT,
        _T.RMC,
        _T.GEMEENTE,
        _T.VEILIGHEIDSHUIS,
    }
)
"""Who may be named to a school as the one who acted. That somebody is known to police,
justice, addiction care or mental health care is special information itself (Wbp 16)."""


def overbrenger(casus: Casus, convenant: Convenant) -> Functie:
    """Who carries feedback back: the seat that the road names, else the table's regie."""
    road = casus.langs(convenant)
    if road is None:
        return convenant.regie_van(casus.overleg)
    return functie_van(road.terugkoppeling.door)


def moet_terugkoppelen(casus: Casus, convenant: Convenant) -> bool:
    """Always on this road, or because it was so decided."""
    return casus.wanneer(convenant) is Wanneer.ALTIJD or casus.terugkoppelen


def bestemming(casus: Casus, convenant: Convenant) -> Naam | None:
    """The table that hears what became of it; None: there is none, feedback ends here.

    Where a road says always, that is the table that brought it in or, after a first report,
    the one where the named role of the reporter or the school has a seat. After a decision it
    is the ZAT of the school. Who no longer goes to school has no ZAT.
    """
    road = casus.langs(convenant)
    if road is None or road.terugkoppeling.wanneer is not Wanneer.ALTIJD:
        return _zat_van(casus.school, convenant)
    origin = convenant.overleggen.get(casus.van) if casus.van else None
    if origin is None or casus.van == casus.overleg:
        listeners = (casus.van, casus.school)
        return _tafel_met(road.terugkoppeling.aan_rol, listeners, convenant)
    return casus.van if origin.soort is not Overlegsoort.ZAT or casus.school else None


def rol_van_ontvanger(casus: Casus, naar: Naam, convenant: Convenant) -> Naam:
    """The role that hears it there: what this road names, or another one, or else the regie."""
    road = casus.langs(convenant)
    roads = (road, *convenant.wegen.values()) if road else convenant.wegen.values()
    seats = convenant.overleggen[naar].functies()
    present = {seat.rol for seat in seats}
    named = (road.terugkoppeling.aan_rol for road in roads)
    return next((role for role in named if role in present), seats[0].rol)


def ontvanger(overleg: Naam, rol: Naam, convenant: Convenant) -> Functie:
    """The seat with this role at a table; a table without it hears by its regie."""
    seats = convenant.overleggen[overleg].functies()
    return next((seat for seat in seats if seat.rol == rol), seats[0])


def te_noemen(door: Functie | None, casus: Casus, convenant: Convenant) -> Functie:
    """Who acted, if the school may know that; otherwise the one who carries it back."""
    if door and convenant.organisaties[door.organisatie].type in NOEMBAAR:
        return door
    return overbrenger(casus, convenant)


def _zat_van(school: Naam | None, convenant: Convenant) -> Naam | None:
    for name, table in convenant.overleggen.items():
        if table.soort is Overlegsoort.ZAT and table.functies()[0].organisatie == school:
            return name
    return None


def _tafel_met(
    rol: Naam, organisaties: tuple[Naam | None, ...], convenant: Convenant
) -> Naam | None:
    for organisatie in organisaties:
        for name, table in convenant.overleggen.items():
            if any(
                seat.rol == rol and seat.organisatie == organisatie for seat in table.functies()
            ):
                return name
    return None
