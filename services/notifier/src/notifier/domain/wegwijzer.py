"""Whom a message is for: an organisation in a role, as it stands in this casus today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.aard_tabel import AARD
from contracts.covenant import Convenant
from contracts.covenant_addressees import (
    hoort_terug,
    is_school,
    met_rol,
    scholen_van,
    zat_van,
)
from contracts.covenant_wegen import Weg
from contracts.events.verstrekking import Terugkoppeling
from contracts.vocabulary import Functie, Naam, Wanneer
from notifier.domain.casus import Casus


def moet_terugkoppelen(casus: Casus, convenant: Convenant) -> bool:
    """Always on this road, or because it was so decided."""
    return casus.wanneer(convenant) is Wanneer.ALTIJD or casus.terugkoppelen


@dataclass(frozen=True)
class Adres:
    """Who hears it, and at which table.

    Attributes:
        organisatie: None: whom that table finds in this role.
    """

    naar: Naam
    rol: Naam
    organisatie: Naam | None


@dataclass(frozen=True)
class Onduidelijk:
    """It is for the school, and nobody said yet which school that is."""


def geadresseerde(casus: Casus, convenant: Convenant, op: date) -> Adres | Onduidelijk | None:
    """Who hears what became of it, as it stands on this day; None: nobody, it ends here.

    Where a road says always, that is the table that brought the casus in or, after a first report,
    who reported it and listens. Otherwise, and where the role is one of schools, it is the school
    of the young person.
    """
    road = casus.langs(convenant)
    if road is not None and road.terugkoppeling.wanneer is Wanneer.ALTIJD and casus.van:
        found = _van_herkomst(casus, casus.van, road, convenant)
        if found is not None:
            return found
    tijd = casus.school_op(op)
    if tijd.onduidelijk:
        return Onduidelijk()
    return _van_school(tijd.school, road, convenant) if tijd.school else None


def ontvangers(
    casus: Casus, overleg: Naam, content: Terugkoppeling, convenant: Convenant, op: date
) -> Sequence[Functie]:
    """Who hears feedback at the table where it arrived.

    Where it names no organisation, the table tells who reported the casus here or the school of
    the young person, if they have the role; else everybody who has it; else its regie.
    """
    if content.aan_organisatie is not None:
        return [Functie(organisatie=content.aan_organisatie, rol=content.aan_rol)]
    holders = met_rol(convenant, overleg, content.aan_rol)
    schools = {casus.school_op(op).school} & {*scholen_van(convenant, overleg)}
    known = {casus.van, *schools}
    own = [seat for seat in holders if seat.organisatie in known]
    others = [seat for seat in holders if not is_school(convenant, seat.organisatie)]
    return own[:1] or others or [convenant.regie_van(overleg)]


def _van_herkomst(casus: Casus, van: Naam, road: Weg, convenant: Convenant) -> Adres | None:
    role = road.terugkoppeling.aan_rol
    if van in convenant.overleggen and van != casus.overleg:
        return _van_tafel(van, role, convenant)
    reporter = Functie(organisatie=van, rol=role)
    if road.terugkoppeling.melder_hoort:
        return _adres(casus.overleg, reporter)
    tables = (casus.overleg, *convenant.overleggen)
    heard = (t for t in tables if t == casus.overleg or hoort_terug(convenant, t, casus.overleg))
    return next(
        (_adres(t, reporter) for t in heard if reporter in convenant.overleggen[t].functies()), None
    )


def _van_tafel(van: Naam, role: Naam, convenant: Convenant) -> Adres | None:
    """The table that brought it in; None where it is schools that have the role there."""
    holders = met_rol(convenant, van, role)
    bodies = [seat for seat in holders if not is_school(convenant, seat.organisatie)]
    served = scholen_van(convenant, van)
    match bodies:
        case _ if any(seat.organisatie in served for seat in holders):
            return None
        case []:
            return None if holders else _adres(van, convenant.regie_van(van))
        case [seat]:
            return _adres(van, seat)
        case _:
            return Adres(van, role, None)


def _van_school(school: Naam, road: Weg | None, convenant: Convenant) -> Adres | None:
    """The school at its ZAT, in the role that a road names; or who hears there for all schools."""
    zat = zat_van(convenant, school)
    if zat is None:
        return None
    own = [r.terugkoppeling.aan_rol for r in convenant.wegen.values() if zat in (*r.van, r.naar)]
    roles = [road.terugkoppeling.aan_rol, *own] if road else own
    seats = convenant.overleggen[zat].functies()
    of_school = (Functie(organisatie=school, rol=role) for role in roles)
    for_all = (seat for role in own for seat in met_rol(convenant, zat, role))
    leads = convenant.regie_van(zat)
    found = [
        *(seat for seat in of_school if seat in seats),
        *(seat for seat in for_all if not is_school(convenant, seat.organisatie)),
        *(seat for seat in seats if seat.organisatie == school),
        *(() if is_school(convenant, leads.organisatie) else (leads,)),
    ]
    return _adres(zat, found[0]) if found else None


def _adres(overleg: Naam, functie: Functie) -> Adres:
    return Adres(overleg, functie.rol, functie.organisatie)


def te_noemen(door: Functie | None, drager: Functie, convenant: Convenant) -> Functie:
    """Who acted, if the school may know that; otherwise the one who carries it back."""
    if door and all(AARD[t].noembaar for t in convenant.organisaties[door.organisatie].typen):
        return door
    return drager
