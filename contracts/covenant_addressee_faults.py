"""Whom a covenant would let hear nothing at all, or of which nobody can say whom it means.

Who hears is an organisation in a role, as it stands in a casus. What no casus can settle, such as a
school that no ZAT serves, is refused. What stands in the log stays readable: only a file that is
laid down is held to this.
"""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from itertools import islice

from contracts.covenant import Convenant
from contracts.covenant_addressees import hoort_terug, is_school, met_rol, scholen, scholen_van
from contracts.covenant_places import MOST_FAULTS, Mistake, YamlPlace, unknown
from contracts.covenant_text import Overleg
from contracts.covenant_wegen import Weg
from contracts.vocabulary import Draagsoort, Naam, Overlegsoort, Wanneer

_COMPARED = 500
"""Seats that a wrong one is compared with: comparing is slow."""

MISTYPED = 0.9
"""How much alike two seats are of which one is the other mistyped."""


def faults_of_addressees(covenant: Convenant) -> Iterator[Mistake]:
    """Every place where somebody else, or nobody, would hear what was meant for one."""
    yield from _of_schools(covenant)
    for name, road in covenant.wegen.items():
        yield from _of_road(covenant, ("wegen", name, "terugkoppeling"), road)
    yield from _of_coordinators(covenant)
    yield from _of_substituted_seats(covenant)
    yield from _of_carriers(covenant)


def _of_schools(covenant: Convenant) -> Iterator[Mistake]:
    """Each ZAT serves schools, and each school is served by one ZAT."""
    served = dict[Naam, Naam]()
    for name, table in covenant.overleggen.items():
        here: YamlPlace = ("overleggen", name)
        yield from _of_named_schools(covenant, here, table)
        for school in dict.fromkeys(scholen_van(covenant, name)):
            yield from _of_guests(covenant, (*here, "scholen"), name, school)
            first = served.setdefault(school, name)
            if first != name:
                place = (*here, "scholen" if table.scholen else "regie")
                yield (
                    place,
                    f"'{school}' hoort al bij '{first}': wat zij moet horen komt altijd daar aan; "
                    "noem bij elk ZAT zijn scholen",
                )
    for school in scholen(covenant):
        if school not in served:
            yield (
                ("organisaties", school),
                "geen ZAT bespreekt de leerlingen van deze school: van haar leerlingen hoort zij "
                "niet wat een overleg besluit; noem haar bij de scholen van een ZAT, of laat haar "
                "weg",
            )


def _of_guests(covenant: Convenant, here: YamlPlace, zat: Naam, school: Naam) -> Iterator[Mistake]:
    """Another school that leads the ZAT never hears for this one."""
    seats = covenant.overleggen[zat].functies()
    led_by_other = is_school(covenant, seats[0].organisatie)
    if led_by_other and all(seat.organisatie != school for seat in seats):
        yield (
            here,
            f"'{school}' heeft geen zetel aan '{zat}', dat een andere school leidt: wat zij moet "
            "horen, hoort niemand; geef haar een zetel",
        )


def _of_named_schools(covenant: Convenant, here: YamlPlace, table: Overleg) -> Iterator[Mistake]:
    if table.soort is not Overlegsoort.ZAT:
        if table.scholen:
            yield (*here, "scholen"), "alleen een ZAT bespreekt de leerlingen van bepaalde scholen"
        return
    leader = table.functies()[0].organisatie
    if not table.scholen and not is_school(covenant, leader):
        yield (
            (*here, "regie"),
            f"'{leader}' is geen school: noem bij scholen van welke scholen dit ZAT de leerlingen "
            "bespreekt",
        )
    known = scholen(covenant)
    for index, school in enumerate(table.scholen):
        place: YamlPlace = (*here, "scholen", index)
        if school in covenant.organisaties and school not in known:
            yield place, f"'{school}' is geen school"
        else:
            yield from unknown(place, school, known, "organisaties van het type school")


def _of_road(covenant: Convenant, here: YamlPlace, road: Weg) -> Iterator[Mistake]:
    role, always = road.terugkoppeling.aan_rol, road.terugkoppeling.wanneer is Wanneer.ALTIJD
    if road.terugkoppeling.melder_hoort and (road.houder is None or not always):
        yield (
            (*here, "melder_hoort"),
            "een melder hoort het alleen bij een eerste melding waarvan altijd wordt "
            "teruggekoppeld; laat dit weg, of koppel altijd terug",
        )
    elif road.houder is not None and always:
        yield from _of_reporters(covenant, (*here, "aan_rol"), road)
    elif road.houder is not None and role not in _roles_of_schools(covenant):
        yield (
            (*here, "aan_rol"),
            "na een besluit hoort de school het, en geen school heeft aan haar ZAT de rol "
            f"'{role}'; noem een rol van de school, of koppel altijd terug",
        )


def _of_reporters(covenant: Convenant, here: YamlPlace, road: Weg) -> Iterator[Mistake]:
    """Who reports listens, or sits where it is heard in this role, or it is a role of schools."""
    role = road.terugkoppeling.aan_rol
    if road.terugkoppeling.melder_hoort or role in _roles_of_schools(covenant):
        return
    tables = covenant.overleggen
    heard = {t for t in tables if t == road.naar or hoort_terug(covenant, t, road.naar)}
    present = {seat.organisatie for table in heard for seat in met_rol(covenant, table, role)}
    for body in road.van:
        if body not in present:
            yield (
                here,
                f"'{body}' meldt, en heeft nergens waar het te horen is een zetel met de rol "
                f"'{role}': niemand hoort het; zet melder_hoort: true, of noem een andere rol",
            )


def _roles_of_schools(covenant: Convenant) -> Collection[Naam]:
    """The roles by which schools hear: their own at their ZAT, or who hears there for all."""
    found = set[Naam]()
    for zat in covenant.overleggen:
        served = scholen_van(covenant, zat)
        seats = covenant.overleggen[zat].functies()
        found |= {seat.rol for seat in seats if seat.organisatie in served}
        if served and not is_school(covenant, seats[0].organisatie):
            found |= {
                road.terugkoppeling.aan_rol
                for road in covenant.wegen.values()
                if zat in (*road.van, road.naar)
            }
    return found


def _of_coordinators(covenant: Convenant) -> Iterator[Mistake]:
    for domein, ladder in covenant.opschaling.items():
        naming = [index for index, step in enumerate(ladder) if step.benoemt]
        for index in naming[1:]:
            yield (
                ("opschaling", str(domein), index, "benoemt"),
                f"'{ladder[naming[0]].naar}' benoemt al: van twee treden kan alleen de eerste dat; "
                "zet benoemt bij een enkele trede",
            )


def _of_substituted_seats(covenant: Convenant) -> Iterator[Mistake]:
    """A substitute for a seat that nothing names is never asked: its name was mistyped."""
    seats = {str(f) for table in covenant.overleggen.values() for f in table.functies()}
    seats |= {step.naar for ladder in covenant.opschaling.values() for step in ladder}
    if covenant.jeugdzorg is not None:
        seats |= {covenant.jeugdzorg.coordineert, covenant.jeugdzorg.meldpunt}
    strange = (seat for seat in covenant.vervanging if seat not in seats)
    for seat in islice(strange, MOST_FAULTS):
        for one in get_close_matches(seat, _akin(seat, seats), n=1, cutoff=MISTYPED):
            yield (
                ("vervanging", seat),
                f"geen overleg, trede of meldpunt noemt deze zetel; bedoelt u '{one}'?",
            )


def _akin(seat: str, seats: Collection[str]) -> Iterator[str]:
    """Those of the same organisation or role, as far as it can be afforded to compare them."""
    parts = set(seat.split("/"))
    akin = (one for one in sorted(seats) if not parts.isdisjoint(one.split("/")))
    return islice(akin, _COMPARED)


def _of_carriers(covenant: Convenant) -> Iterator[Mistake]:
    """Where carriers were named, one of them must sit at the table that asks."""
    for name, table in covenant.overleggen.items():
        for target in table.vraagt_na_bij:
            for kind in Draagsoort:
                named = [d for d in covenant.dragers(name, target) if kind in d.informatie]
                seats = {seat for carrier in named for seat in carrier.door}
                if named and seats.isdisjoint(map(str, table.functies())):
                    index = covenant.informatiedragers.index(named[0])
                    yield (
                        ("informatiedragers", index, "door"),
                        f"geen van de dragers heeft een zetel aan '{name}': van daar kan niemand "
                        f"'{target}' iets vragen; noem ook een zetel aan '{name}'",
                    )
