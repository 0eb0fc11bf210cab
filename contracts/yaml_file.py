"""The text of a YAML file as plain values, with the line of each; what it may hold is bounded.

It is read event by event, and stops at the first that is one too many: what a few characters
can blow up (aliases, merge keys, nesting) is refused before anything is built from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from contracts.covenant_places import MOST_FAULTS, YamlPlace

MOST_CHARACTERS = 1_000_000
MOST_DEPTH = 20

_SHOWN = 60
"""Characters of a name that are repeated in a fault."""

_NO_REFERENCES = "verwijzingen met &, * en << worden niet gelezen: schrijf het uit"
_NO_KINDS = (
    "een soort met ! wordt niet gelezen: laat die weg, of zet de tekst tussen aanhalingstekens"
)

_NULLS = ("", "~", "null", "Null", "NULL")
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class FileFault:
    """A fault in the file: where, and in Dutch what."""

    regel: int
    pad: str
    tekst: str

    def __str__(self) -> str:
        where = f", {self.pad}" if self.pad else ""
        return f"regel {self.regel}{where}: {self.tekst}"


@dataclass(frozen=True)
class YamlDocument:
    """What stands in the file: texts, lists and mappings, and the line of each place."""

    plain: object
    lines: Mapping[YamlPlace, int]

    def line(self, place: YamlPlace) -> int:
        """The line of a place or, when that is not in the file, of what it should stand in."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


def read_yaml(text: str, most_values: int) -> YamlDocument | tuple[FileFault, ...]:
    """The document, None in it for an empty file; or what is wrong, from the top down.

    At most `most_values` texts, lists and mappings are read.
    """
    if len(text) > MOST_CHARACTERS:
        return (FileFault(1, "", f"het bestand is te lang: hoogstens {MOST_CHARACTERS} tekens"),)
    try:
        walk = _Walk(_LOADER(text), most_values)
        plain = walk.document()
    except yaml.YAMLError as fault:
        return (_not_yaml(text, fault),)
    except _Stop as stop:
        return (stop.fault,)
    if walk.faults:
        return first_of(walk.faults)
    return YamlDocument(plain, walk.lines)


def first_of(faults: Iterable[FileFault]) -> tuple[FileFault, ...]:
    """These faults from the top of the file down; of too many the first, and that more is wrong."""
    found = sorted(faults)
    first = tuple(found[:MOST_FAULTS])
    if len(found) > MOST_FAULTS:
        return (*first, FileFault(first[-1].regel, "", "er is meer mis: verbeter eerst dit"))
    return first


def shown(place: YamlPlace) -> str:
    """A place as a reader counts: the first of a list is 1."""
    parts = (str(part + 1) if isinstance(part, int) else part[:_SHOWN] for part in place)
    return ".".join(parts)


class _Stop(Exception):
    """Reading on would cost too much."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass
class _Walk:
    """One walk over the events: plain values, the line of each place, what YAML would swallow."""

    loader: yaml.SafeLoader
    most_values: int
    lines: dict[YamlPlace, int] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)
    values: int = 0

    def document(self) -> object:
        """The only document in the file; None if there is none."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self.lines[()] = 1
            return None
        plain = self._value(self._next(), ())
        self._next()
        end = self._next()
        if not isinstance(end, yaml.StreamEndEvent):
            self._fault(end, (), "hier begint een tweede document: haal de regel --- weg")
        return plain

    def _value(self, event: yaml.Event, place: YamlPlace) -> object:
        """Text, lists and mappings; pydantic makes numbers and dates of them."""
        self.values += 1
        line = self.lines.setdefault(place, _line(event))
        if len(place) > MOST_DEPTH:
            raise _Stop(FileFault(line, "", "het bestand is te diep genest"))
        if self.values > self.most_values:
            tekst = f"het bestand is te groot: hoogstens {self.most_values} waarden"
            raise _Stop(FileFault(line, "", tekst))
        self._look_before(event, place)
        match event:
            case yaml.MappingStartEvent():
                return self._mapping(place)
            case yaml.SequenceStartEvent():
                return self._sequence(place)
            case yaml.ScalarEvent():
                return None if event.implicit[0] and event.value in _NULLS else event.value
            case _:
                return None

    def _look_before(self, event: yaml.Event, place: YamlPlace) -> None:
        """Refuse what makes another value of a text than stands there, or the same one twice."""
        if getattr(event, "anchor", None) is not None:
            self._fault(event, place, _NO_REFERENCES)
        if getattr(event, "tag", None) is not None:
            self._fault(event, place, _NO_KINDS)

    def _sequence(self, place: YamlPlace) -> list[object]:
        found: list[object] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._value(event, (*place, len(found))))
        return found

    def _mapping(self, place: YamlPlace) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self._fault(key, place, "een naam is een enkel woord")
                self._value(key, (*place, ""))
                self._value(self._next(), (*place, ""))
                continue
            name = str(key.value)
            self._look_before(key, (*place, name))
            if name == "<<" and key.implicit[0]:
                self._fault(key, (*place, name), _NO_REFERENCES)
            if name in found:
                self._fault(key, (*place, name), "deze naam staat hier twee keer")
            self.lines[*place, name] = _line(key)
            found[name] = self._value(self._next(), (*place, name))
        return found

    def _next(self) -> yaml.Event:
        event: yaml.Event = self.loader.get_event()  # type: ignore[no-untyped-call]  # its stubs
        return event

    def _fault(self, event: yaml.Event, place: YamlPlace, text: str) -> None:
        self.faults.append(FileFault(_line(event), shown(place), text))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _not_yaml(text: str, fault: yaml.YAMLError) -> FileFault:
    """Where the text stops being YAML. The parser's own words are English and do not help."""
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark is not None:
        line = fault.problem_mark.line + 1
    else:
        read = text.encode("utf-8", "replace")[: getattr(fault, "position", 0)]
        line = read.count(b"\n") + 1
    return FileFault(
        min(line, text.count("\n") + 1),
        "",
        "hier klopt de opmaak niet; kijk naar het inspringen (met spaties), de dubbele punten en "
        "de aanhalingstekens, ook op de regel ervoor",
    )
