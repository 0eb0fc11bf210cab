"""What is wrong with who carries by a road, and with roads that cannot be told apart."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from contracts.covenant_places import Mistake, YamlPlace, repeated, unknown
from contracts.covenant_text import Convenanttekst
from contracts.covenant_wegen import JAREN, Dragerrij, Voor, Weg
from contracts.vocabulary import Naam, Organisatietype

_GRENZEN = (
    frozenset(low for low, _ in JAREN.values()),
    frozenset(high for _, high in JAREN.values()),
)
"""Where an age may begin and end where only the band of the young person is known."""


def faults_of_carriers(covenant: Convenanttekst, name: str, road: Weg) -> Iterator[Mistake]:
    """Carriers that do not sit where they carry from, and rows by which nobody ever carries."""
    here: YamlPlace = ("wegen", name, "terugkoppeling")
    yield from _of_seats(covenant, (*here, "door"), road, road.terugkoppeling.door)
    rows = road.terugkoppeling.dragers
    for index, row in enumerate(rows):
        place: YamlPlace = (*here, "dragers", index)
        yield from _of_seats(covenant, (*place, "door"), road, row.door)
        yield from _of_conditions(covenant, place, row)
        for number, table in enumerate(row.overleggen):
            if road.houder is not None or table not in road.van:
                spot = (*place, "overleggen", number)
                yield spot, f"langs deze weg brengt '{table}' niets in: deze regel past nooit"
        first = next((n for n, one in enumerate(rows[:index]) if _gaat_voor(one, row)), None)
        if first is not None:
            yield place, f"deze regel past nooit: regel {first + 1} past altijd al eerder"


def _of_seats(
    covenant: Convenanttekst, place: YamlPlace, road: Weg, seats: Sequence[str]
) -> Iterator[Mistake]:
    table = covenant.overleggen.get(road.naar)
    twice = frozenset(repeated(seats))
    for index, seat in enumerate(seats):
        spot = (*place, index) if len(seats) > 1 else place
        if index in twice:
            yield spot, f"'{seat}' staat hier twee keer"
        elif table is not None and seat not in (table.regie, *table.zetels):
            yield (
                spot,
                f"'{seat}' heeft geen zetel aan '{road.naar}' en kan daar niet over terugkoppelen",
            )


def _of_conditions(covenant: Convenanttekst, place: YamlPlace, voor: Voor) -> Iterator[Mistake]:
    """A condition that is none, and schools that are none."""
    tables = voor.overleggen if isinstance(voor, Dragerrij) else ()
    if voor.leeftijd is None and not (voor.scholen or tables):
        yield place, "noem een leeftijd, scholen of overleggen: nu past dit altijd"
    schools = [n for n, o in covenant.organisaties.items() if Organisatietype.SCHOOL in o.typen]
    for index, school in enumerate(voor.scholen):
        spot: YamlPlace = (*place, "scholen", index)
        if school in covenant.organisaties and school not in schools:
            yield spot, f"'{school}' is geen school"
        else:
            yield from unknown(spot, school, schools, "organisaties van het type school")


def _gaat_voor(eerder: Dragerrij, later: Dragerrij) -> bool:
    """Does the earlier row fit wherever the later one does?"""
    years = (later.leeftijd.van, later.leeftijd.tot) if later.leeftijd else None
    return (
        (eerder.leeftijd is None or eerder.leeftijd.omvat(years))
        and _ruimer(eerder.scholen, later.scholen)
        and _ruimer(eerder.overleggen, later.overleggen)
    )


def _ruimer(eerder: tuple[Naam, ...], later: tuple[Naam, ...]) -> bool:
    return not eerder or (bool(later) and {*later} <= {*eerder})


def faults_of_same_way(covenant: Convenanttekst) -> Iterator[Mistake]:
    """Roads between the same two of which no case can say which is its own."""
    for name, road in covenant.wegen.items():
        if road.voor is not None:
            yield from _of_voor(covenant, ("wegen", name, "voor"), road)
    told = set[tuple[str, str]]()
    pairs = dict.fromkeys((o, road.naar) for road in covenant.wegen.values() for o in road.van)
    for origin, target in pairs:
        roads = covenant.wegen_van(origin, target)
        for (first, one), (second, other) in combinations(roads, 2):
            wrong = _zelfde(one, other)
            if wrong and (first, second) not in told:
                told.add((first, second))
                place = ("wegen", second, "van", other.van.index(origin))
                yield place, f"van '{origin}' naar '{target}' loopt al de weg '{first}'{wrong}"
        if all(road.voor for _, road in roads):
            yield (
                ("wegen", roads[0][0], "voor"),
                f"van '{origin}' naar '{target}' loopt geen weg voor de andere casussen, ook als "
                "de leeftijd of school niet bekend is; laat bij een van de wegen voor weg",
            )


def _zelfde(one: Weg, other: Weg) -> str:
    """Why two roads cannot be told apart; nothing where they can."""
    if one.voor is None and other.voor is None:
        return "; zeg met voor bij een van beide voor welke casussen die is"
    if one.voor is not None and other.voor is not None and one.voor.raakt(other.voor):
        return (
            ", en een casus kan van beide zijn; noem bij voor leeftijden of scholen die elkaar "
            "uitsluiten"
        )
    return ""


def _of_voor(covenant: Convenanttekst, here: YamlPlace, road: Weg) -> Iterator[Mistake]:
    if road.voor is None:
        return
    yield from _of_conditions(covenant, here, road.voor)
    ages = road.voor.leeftijd
    if ages is None or road.houder is not None:
        return
    if ages.van not in _GRENZEN[0] or ages.tot not in _GRENZEN[1]:
        yield (
            (*here, "leeftijd"),
            "tussen overleggen gaat alleen mee of iemand onder de 12, van 12 tot en met 15, of 16 "
            "of ouder is: begin bij 0, 12 of 16, en eindig bij 11, 15 of 27",
        )
