"""What changes between two versions of a covenant: for whom, in a sentence, and at which tables.

Every part of a covenant is compared, by walking through both: what has no sentence of its own is
told by its place in the file. So a field that is added to covenants is never passed over.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chain.setup.verschil_wegen import dragers_in_woorden, rijen_in_woorden, voor_in_woorden
from contracts.covenant import Convenant
from contracts.covenant_text import functie_van
from contracts.words import in_sentence, spoken

IEDEREEN = "Iedereen"
_IDENTITY = frozenset({"convenant", "versie"})
_WHOLE = frozenset(
    {
        "opschaling",
        "vervanging",
        "beperkingen",
        "informatiedragers",
        "schoolvakanties",
        "door",
        "dragers",
        "vertegenwoordigt",
    }
)
"""Parts of which an order or a whole is agreed: they are told as they are now."""

Path = tuple[str, ...]


@dataclass(frozen=True)
class Verandering:
    """A place in the covenant, with what stood there and what stands there now; None: nothing."""

    waar: Path
    was: Any
    wordt: Any


@dataclass(frozen=True)
class Verschil:
    """What changes for one party.

    Attributes:
        wie: who notices, by the name that the covenant gives.
        zin: what changes, in Dutch.
        waar: the place in the file.
        tafels: at which tables.
    """

    wie: str
    zin: str
    waar: str
    tafels: tuple[str, ...]


def verschillen(was: Convenant, wordt: Convenant) -> list[Verschil]:
    """Everything that changes, the tables first; nothing where both say the same."""
    found = changes_between(was.model_dump(mode="json"), wordt.model_dump(mode="json"))
    told = (_told(one, was, wordt) for one in found if one.waar[0] not in _IDENTITY)
    return sorted(told, key=lambda one: (one.wie == IEDEREEN, one.wie))


def changes_between(was: Any, wordt: Any) -> Iterator[Verandering]:
    """Find each place at which two covenants differ, as data."""
    return _walk((), was, wordt)


def _walk(path: Path, was: Any, wordt: Any) -> Iterator[Verandering]:
    if was == wordt:
        return
    if isinstance(was, Mapping) and isinstance(wordt, Mapping) and path[-1:] != ("voor",):
        for key in dict.fromkeys((*was, *wordt)):
            yield from _walk((*path, key), was.get(key), wordt.get(key))
    elif isinstance(was, list) and isinstance(wordt, list) and not _WHOLE.intersection(path):
        for gone in (one for one in was if one not in wordt):
            yield Verandering(path, gone, None)
        for new in (one for one in wordt if one not in was):
            yield Verandering(path, None, new)
        if sorted(map(str, was)) == sorted(map(str, wordt)):
            yield Verandering(path, was, wordt)
    else:
        yield Verandering(path, was, wordt)


def _told(one: Verandering, was: Convenant, wordt: Convenant) -> Verschil:
    names = _Names(was, wordt)
    wie, zin = _sentence(one, names)
    return Verschil(wie, zin, ".".join(one.waar), _tables(one, was, wordt))


class _Names:
    """The names of organisations and tables, as the newest version that knows them has it."""

    def __init__(self, was: Convenant, wordt: Convenant) -> None:
        self._names = {
            key: found.naam
            for covenant in (was, wordt)
            for known in (covenant.organisaties, covenant.overleggen)
            for key, found in known.items()
        }

    def of(self, key: str) -> str:
        return self._names.get(key, key)

    def seat(self, seat: str) -> str:
        functie = functie_van(seat)
        return f"{in_sentence(functie.rol)} van {self.of(functie.organisatie)}"

    def who(self, seat: str) -> str:
        return self.of(functie_van(seat).organisatie)


Says = Callable[[Verandering, _Names], tuple[str, str]]
"""Gives who notices, and the sentence."""


def _sentence(one: Verandering, names: _Names) -> tuple[str, str]:
    for pattern, says in _SAID.items():
        if _fits(pattern.split("."), one.waar):
            return says(one, names)
    return IEDEREEN, f"{'.'.join(one.waar)}: {_plain(one.was)} wordt {_plain(one.wordt)}."


def _fits(pattern: list[str], path: Path) -> bool:
    return len(pattern) == len(path) and all(
        p in ("*", key) for p, key in zip(pattern, path, strict=True)
    )


def _plain(value: Any) -> str:
    match value:
        case None | [] | {} | "":
            return "niets"
        case bool():
            return "ja" if value else "nee"
        case list():
            return ", ".join(map(_plain, value))
        case dict():
            return " ".join(f"{key} {_plain(part)}" for key, part in value.items() if part)
        case _:
            return str(value)


def _comes_or_goes(comes: str, goes: str, changes: str = "") -> Callable[[Verandering], str]:
    def says(one: Verandering) -> str:
        if one.was is None:
            return comes
        return goes if one.wordt is None else changes

    return says


def _organisation(one: Verandering, names: _Names) -> tuple[str, str]:
    return names.of(one.waar[1]), _comes_or_goes("doet mee.", "doet niet meer mee.")(one)


def _secrecy(one: Verandering, names: _Names) -> tuple[str, str]:
    if one.wordt:
        return names.of(one.waar[1]), "moet voortaan zwijgen, en kan gezondheidsgegevens krijgen."
    return (
        names.of(one.waar[1]),
        "hoeft niet meer te zwijgen, en krijgt geen gegevens meer over gezondheid.",
    )


def _type(one: Verandering, names: _Names) -> tuple[str, str]:
    return (
        names.of(one.waar[1]),
        f"is voor de wet {spoken(one.wordt)} in plaats van {spoken(one.was)}.",
    )


def _table(one: Verandering, names: _Names) -> tuple[str, str]:
    ends = "houdt op. Draag eerst over wat er open ligt, of noem een ander overleg."
    return names.of(one.waar[1]), _comes_or_goes("is nieuw.", ends)(one)


def _name(one: Verandering, names: _Names) -> tuple[str, str]:
    return names.of(one.waar[1]), f"heette {one.was}, en heet voortaan {one.wordt}."


def _directs(one: Verandering, names: _Names) -> tuple[str, str]:
    return (
        names.of(one.waar[1]),
        f"de regie gaat van de {names.seat(one.was)} naar de {names.seat(one.wordt)}.",
    )


def _seat(one: Verandering, names: _Names) -> tuple[str, str]:
    if one.was is not None and one.wordt is not None:
        return names.of(one.waar[1]), "de zetels staan in een andere volgorde."
    table = names.of(one.waar[1])
    if one.was is None:
        return names.who(one.wordt), f"de {_role(one.wordt)} krijgt een zetel aan {table}."
    return names.who(one.was), f"de {_role(one.was)} heeft geen zetel meer aan {table}."


def _role(seat: str) -> str:
    return in_sentence(functie_van(seat).rol)


def _may(deed: str) -> Says:
    def says(one: Verandering, names: _Names) -> tuple[str, str]:
        table = names.of(one.waar[1])
        if one.was is not None and one.wordt is not None:
            return table, f"de volgorde verandert van waar het {deed}."
        if one.was is None:
            return table, f"mag voortaan {deed} {names.of(one.wordt)}."
        return table, f"mag niet meer {deed} {names.of(one.was)}."

    return says


def _serves(one: Verandering, names: _Names) -> tuple[str, str]:
    table = names.of(one.waar[1])
    if one.was is not None and one.wordt is not None:
        return table, "de scholen staan in een andere volgorde."
    if one.was is None:
        return table, f"bespreekt voortaan de leerlingen van {names.of(one.wordt)}."
    return table, f"bespreekt de leerlingen van {names.of(one.was)} niet meer."


def _speaks_for(one: Verandering, names: _Names) -> tuple[str, str]:
    seat, table = one.waar[3], names.of(one.waar[1])
    if not one.wordt:
        return names.who(seat), f"de {_role(seat)} spreekt aan {table} voor niemand meer."
    partners = " en de ".join(names.seat(other) for other in one.wordt)
    return names.who(seat), f"de {_role(seat)} spreekt aan {table} voor de {partners}."


def _ages(one: Verandering, names: _Names) -> tuple[str, str]:
    which = "jongste" if one.waar[-1] == "van" else "oudste"
    return (
        names.of(one.waar[1]),
        f"bespreekt jeugdigen met als {which} leeftijd {one.wordt}; dat was {one.was}.",
    )


def _road(one: Verandering, _names: _Names) -> tuple[str, str]:
    name = (one.wordt or one.was)["naam"]
    says = _comes_or_goes("komt erbij.", "vervalt: zo komt geen casus meer binnen.")
    return IEDEREEN, f"De weg '{name}' {says(one)}"


def _carries(one: Verandering, names: _Names) -> tuple[str, str]:
    now, before = (dragers_in_woorden(door, names.seat) for door in (one.wordt, one.was))
    first = one.wordt if isinstance(one.wordt, str) else one.wordt[0]
    return (
        names.who(first),
        f"langs de weg {one.waar[1]} koppelt terug: de {now}; dat was: de {before}.",
    )


def _carries_for(one: Verandering, names: _Names) -> tuple[str, str]:
    now, before = (rijen_in_woorden(rows, names.seat, names.of) for rows in (one.wordt, one.was))
    told = f"Langs de weg {one.waar[1]} koppelt bovendien terug: {now}; dat was: {before}."
    return IEDEREEN, told


def _first(one: Verandering, _names: _Names) -> tuple[str, str]:
    said = "de volgorde telt" if one.wordt == "volgorde" else "wie bij de bespreking was gaat voor"
    return IEDEREEN, f"Wie terugkoppelt langs de weg {one.waar[1]}: {said}."


def _road_for(one: Verandering, names: _Names) -> tuple[str, str]:
    now, before = (voor_in_woorden(voor, names.of) for voor in (one.wordt, one.was))
    return IEDEREEN, f"De weg {one.waar[1]} is voortaan {now}; dat was {before}."


def _hears(one: Verandering, _names: _Names) -> tuple[str, str]:
    return (
        IEDEREEN,
        f"Langs de weg {one.waar[1]} hoort de {in_sentence(one.wordt)} de terugkoppeling, in "
        f"plaats van de {in_sentence(one.was)}.",
    )


def _when(one: Verandering, _names: _Names) -> tuple[str, str]:
    return (
        IEDEREEN,
        f"Langs de weg {one.waar[1]} wordt {in_sentence(one.wordt)} teruggekoppeld; dat was "
        f"{in_sentence(one.was)}.",
    )


def _reports(one: Verandering, names: _Names) -> tuple[str, str]:
    if one.was is not None and one.wordt is not None:
        return IEDEREEN, f"De volgorde van wie er melden langs de weg {one.waar[1]} verandert."
    if one.was is None:
        return names.of(one.wordt), f"mag voortaan langs de weg {one.waar[1]}."
    return names.of(one.was), f"mag niet meer langs de weg {one.waar[1]}."


def _term(one: Verandering, _names: _Names) -> tuple[str, str]:
    term = in_sentence(one.waar[1].replace("_", "-"))
    return IEDEREEN, f"De termijn voor {term} wordt {one.wordt} werkdagen; dat was {one.was}."


def _ladder(one: Verandering, _names: _Names) -> tuple[str, str]:
    return (
        IEDEREEN,
        f"De ladder in het domein {one.waar[1]} wordt: {_steps(one.wordt)}. Dat was: "
        f"{_steps(one.was)}.",
    )


def _steps(ladder: Any) -> str:
    steps = (
        f"{step['trede']} ({step['naar']}, na {step['na']} werkdagen)" for step in ladder or ()
    )
    return ", dan ".join(steps) or "geen ladder"


def _substitutes(one: Verandering, names: _Names) -> tuple[str, str]:
    seat = one.waar[1]
    if not one.wordt:
        return names.who(seat), f"voor de {_role(seat)} valt niemand meer in."
    stand_in = ", dan de ".join(names.seat(other) for other in one.wordt)
    return names.who(seat), f"voor de {_role(seat)} valt in: de {stand_in}."


_SAID: Mapping[str, Says] = {
    "organisaties.*": _organisation,
    "organisaties.*.naam": _name,
    "organisaties.*.type": _type,
    "organisaties.*.geheimhouding": _secrecy,
    "overleggen.*": _table,
    "overleggen.*.naam": _name,
    "overleggen.*.regie": _directs,
    "overleggen.*.zetels": _seat,
    "overleggen.*.scholen": _serves,
    "overleggen.*.brengt_in_bij": _may("inbrengen bij"),
    "overleggen.*.draagt_over_aan": _may("overdragen aan"),
    "overleggen.*.vraagt_na_bij": _may("navraag doen bij"),
    "overleggen.*.vertegenwoordigt.*": _speaks_for,
    "overleggen.*.leeftijden.van": _ages,
    "overleggen.*.leeftijden.tot": _ages,
    "wegen.*": _road,
    "wegen.*.van": _reports,
    "wegen.*.terugkoppeling.door": _carries,
    "wegen.*.terugkoppeling.dragers": _carries_for,
    "wegen.*.terugkoppeling.eerst": _first,
    "wegen.*.voor": _road_for,
    "wegen.*.terugkoppeling.aan_rol": _hears,
    "wegen.*.terugkoppeling.wanneer": _when,
    "termijnen.*": _term,
    "opschaling.*": _ladder,
    "vervanging.*": _substitutes,
}


def _tables(one: Verandering, was: Convenant, wordt: Convenant) -> tuple[str, ...]:
    """The tables at which it is noticed; what has no table of its own, at every one."""
    own = {**wordt.overleggen, **was.overleggen}
    roads = {**wordt.wegen, **was.wegen}
    match one.waar:
        case ("overleggen", table, *_):
            return (table,)
        case ("wegen", road, *_):
            return tuple(name for name in (roads[road].naar, *roads[road].van) if name in own)
        case ("organisaties", body, *_):
            return tuple(
                name
                for name, table in own.items()
                if body in {seat.organisatie for seat in table.functies()}
            )
        case ("opschaling", domein, *_):
            return tuple(name for name, table in own.items() if table.domein == domein)
        case _:
            return tuple(own)
