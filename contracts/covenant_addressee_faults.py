"""Whom a covenant would let hear the wrong thing, or let hear nothing at all.

Services find who must hear by a role, by the school that leads a ZAT, or by the first step that
names somebody. Where such a search can find another than was meant, or nobody, the file is refused.
What stands in the log stays readable: only a file that is laid down is held to this.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice

from contracts.covenant import Convenant
from contracts.covenant_places import MOST_FAULTS, Mistake, YamlPlace
from contracts.covenant_text import Weg
from contracts.vocabulary import (
    Draagsoort,
    Functie,
    Naam,
    Organisatietype,
    Overlegsoort,
    Wanneer,
)

_COMPARED = 500
"""Seats that a wrong one is compared with: comparing is slow."""

MISTYPED = 0.9
"""How much alike two seats are of which one is the other mistyped."""


def faults_of_addressees(covenant: Convenant) -> Iterator[Mistake]:
    """Every place where somebody else, or nobody, would hear what was meant for one."""
    yield from _of_schools(covenant)
    tables_of = _tables_of_seats(covenant)
    for name, road in covenant.wegen.items():
        yield from _of_road(covenant, ("wegen", name), road, tables_of)
    yield from _of_schools_role(covenant)
    yield from _of_coordinators(covenant)
    yield from _of_substituted_seats(covenant)
    yield from _of_carriers(covenant)


def _schools(covenant: Convenant) -> Sequence[Naam]:
    return [n for n, o in covenant.organisaties.items() if o.type is Organisatietype.SCHOOL]


def _zats(covenant: Convenant) -> Mapping[Naam, Naam]:
    """Each ZAT, with the organisation that leads it."""
    return {
        name: table.functies()[0].organisatie
        for name, table in covenant.overleggen.items()
        if table.soort is Overlegsoort.ZAT
    }


def _tables_of_seats(covenant: Convenant) -> Mapping[Functie, Sequence[Naam]]:
    """The tables at which each seat sits; looked up for every road and school."""
    found: dict[Functie, list[Naam]] = defaultdict(list)
    for name, table in covenant.overleggen.items():
        for seat in table.functies():
            found[seat].append(name)
    return found


def _holders(covenant: Convenant, table: Naam, role: Naam) -> Sequence[Functie]:
    """Who has this role at a table."""
    return [seat for seat in covenant.overleggen[table].functies() if seat.rol == role]


def _of_schools(covenant: Convenant) -> Iterator[Mistake]:
    """What became of a pupil is told at the one ZAT that his school leads."""
    schools, led = _schools(covenant), dict[Naam, Naam]()
    for zat, leader in _zats(covenant).items():
        here: YamlPlace = ("overleggen", zat, "regie")
        if leader not in schools:
            yield (
                here,
                f"'{leader}' is geen school: van een leerling van dit ZAT hoort niemand wat een "
                "ander overleg besluit; geef de regie aan een zetel van de school",
            )
        elif led.setdefault(leader, zat) != zat:
            yield (
                here,
                f"'{leader}' leidt ook '{led[leader]}': wat zij moet horen komt altijd daar aan; "
                "geef elke locatie met een eigen ZAT een eigen organisatie",
            )
    for school in schools:
        if school not in led:
            yield (
                ("organisaties", school),
                "deze school leidt geen ZAT: van haar leerlingen hoort zij niet wat een overleg "
                "besluit; geef haar een eigen ZAT, of laat haar weg",
            )


def _of_road(
    covenant: Convenant,
    here: YamlPlace,
    road: Weg,
    tables_of: Mapping[Functie, Sequence[Naam]],
) -> Iterator[Mistake]:
    place: YamlPlace = (*here, "terugkoppeling", "aan_rol")
    always = road.terugkoppeling.wanneer is Wanneer.ALTIJD
    role = road.terugkoppeling.aan_rol
    if road.houder is None:
        for origin in road.van:
            yield from _of_role(covenant, place, origin, role)
    else:
        yield from _of_other_schools(covenant, here, road)
    if road.houder is not None and always:
        yield from _of_first_reports(covenant, place, road, tables_of)
    elif road.houder is not None:
        yield from _of_decisions(covenant, place, role)


def _of_role(covenant: Convenant, place: YamlPlace, table: Naam, role: Naam) -> Iterator[Mistake]:
    found = _holders(covenant, table, role)
    if len(found) > 1:
        yield (
            place,
            f"aan '{table}' hebben {_listed(found)} deze rol: alleen de eerste zou het horen; "
            "geef ieder een eigen rol",
        )


def _of_other_schools(covenant: Convenant, here: YamlPlace, road: Weg) -> Iterator[Mistake]:
    """From a ZAT on, its pupils are known as those of the school that leads it."""
    leader = _zats(covenant).get(road.naar)
    for index, origin in enumerate(road.van):
        if leader not in (None, origin) and origin in _schools(covenant):
            yield (
                (*here, "van", index),
                f"'{leader}' leidt '{road.naar}': wat '{origin}' van een eigen leerling moet "
                f"horen, hoort '{leader}'; laat '{origin}' bij het eigen ZAT melden",
            )


def _of_first_reports(
    covenant: Convenant,
    place: YamlPlace,
    road: Weg,
    tables_of: Mapping[Functie, Sequence[Naam]],
) -> Iterator[Mistake]:
    """Who reported hears it or, where that one has no such role, the school of the pupil."""
    role = road.terugkoppeling.aan_rol

    def listening(body: Naam) -> Sequence[Naam]:
        return tables_of.get(Functie(organisatie=body, rol=role), ())

    reporters = {body: listening(body) for body in road.van if listening(body)}
    if len(reporters) < len(road.van):
        reporters |= {body: listening(body) for body in _schools(covenant)}
    heard_at = _heard_at(covenant, road.naar)
    for body, tables in reporters.items():
        if len(tables) == 1:
            yield from _of_role(covenant, place, tables[0], role)
            if tables[0] not in heard_at:
                yield (
                    place,
                    f"wie dit moet horen zit aan '{tables[0]}', dat niets bij '{road.naar}' "
                    f"inbrengt: de poort houdt het tegen; noem een rol aan '{road.naar}' zelf",
                )
        elif tables:
            yield (
                place,
                f"'{body}/{role}' heeft een zetel aan {_listed(tables)}: waar die het hoort, is "
                "niet te zeggen; noem een rol die daar aan een enkel overleg zit",
            )
        else:
            yield (
                place,
                f"'{body}' heeft nergens een zetel met de rol '{role}': van een leerling van die "
                "school hoort niemand het; geef haar die zetel",
            )


def _heard_at(covenant: Convenant, reported: Naam) -> Collection[Naam]:
    """The gate lets feedback through to a ZAT, and to who brings cases to the table."""
    roads = (road for road in covenant.wegen.values() if road.naar == reported)
    return {reported, *_zats(covenant), *(origin for road in roads for origin in road.van)}


def _of_decisions(covenant: Convenant, place: YamlPlace, role: Naam) -> Iterator[Mistake]:
    """Where a decision is needed, it is the school that hears, at its own ZAT."""
    at_school = (
        seat.organisatie == leader
        for zat, leader in _zats(covenant).items()
        for seat in _holders(covenant, zat, role)
    )
    if not any(at_school):
        yield (
            place,
            "na een besluit hoort de school het, en geen school heeft aan haar ZAT de rol "
            f"'{role}'; noem een rol van de school, of koppel altijd terug",
        )


def _of_schools_role(covenant: Convenant) -> Iterator[Mistake]:
    """Hold the role by which a school hears at its ZAT to the school that leads it.

    That is the role of the road or, where nobody there has it, the first that any road names and
    somebody there has.
    """
    for zat, leader in _zats(covenant).items():
        roles = {seat.rol for seat in covenant.overleggen[zat].functies()}
        present = [
            (name, road)
            for name, road in covenant.wegen.items()
            if road.terugkoppeling.aan_rol in roles
        ]
        for name, road in present:
            decided = road.terugkoppeling.wanneer is not Wanneer.ALTIJD and zat not in road.van
            role = road.terugkoppeling.aan_rol
            others = [s for s in _holders(covenant, zat, role) if s.organisatie != leader]
            if others and (decided or name == present[0][0]):
                yield (
                    ("wegen", name, "terugkoppeling", "aan_rol"),
                    f"aan '{zat}' heeft {_listed(others)} deze rol: wat de school moet horen, komt "
                    "dan daar; noem een rol die aan een ZAT alleen de school heeft",
                )


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


def _listed(names: Sequence[object]) -> str:
    quoted = [f"'{name}'" for name in names]
    return " en ".join((", ".join(quoted[:-1]), quoted[-1])) if len(quoted) > 1 else quoted[0]
