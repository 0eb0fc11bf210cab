"""A covenant from the text of its YAML file; whatever is wrong is said with line and place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from contracts.covenant import Convenant
from contracts.covenant_addressee_faults import faults_of_addressees
from contracts.covenant_places import Place

_KEY = "[key]"
"""How pydantic says that a name, and not what stands under it, is at fault."""


@dataclass(frozen=True, order=True)
class FileFault:
    """A fault in the file: where, and in Dutch what."""

    regel: int
    pad: str
    tekst: str

    def __str__(self) -> str:
        where = f", {self.pad}" if self.pad else ""
        return f"regel {self.regel}{where}: {self.tekst}"


def read_covenant(text: str) -> Convenant | tuple[FileFault, ...]:
    """The covenant, or every fault that could be found, from the top of the file down."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as fault:
        return (_not_yaml(text, fault),)
    except RecursionError:
        return (FileFault(1, "", "het bestand is te diep genest"),)
    if node is None:
        return (FileFault(1, "", "het bestand is leeg"),)
    if not isinstance(node, yaml.MappingNode):
        return (FileFault(1, "", "een convenant begint met namen, zoals 'convenant: tilburg'"),)
    read = _Read()
    plain = read.value(node, ())
    if read.faults:
        return tuple(sorted(read.faults))
    try:
        covenant = Convenant.model_validate(plain)
    except ValidationError as wrong:
        return tuple(sorted({fault for error in wrong.errors() for fault in _said(error, read)}))
    wrongly_heard = {read.fault(place, text) for place, text in faults_of_addressees(covenant)}
    return tuple(sorted(wrongly_heard)) or covenant


@dataclass
class _Read:
    """One walk over the nodes: plain values, the line of each place, what YAML would swallow."""

    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, place: Place) -> object:
        """Text, lists and mappings; pydantic makes numbers and dates of them."""
        self.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self.seen:
            text = "verwijzingen met & en * worden niet gelezen: schrijf het uit"
            self.faults.append(FileFault(self.lines[place], _shown(place), text))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, i)) for i, item in enumerate(node.value)]
        return None if node.tag.endswith(":null") else node.value

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, place, "een naam is een enkel woord")
                continue
            name = str(key.value)
            if name in found:
                self._fault(key, (*place, name), "deze naam staat hier twee keer")
            self.lines[*place, name] = key.start_mark.line + 1
            found[name] = self.value(value, (*place, name))
        return found

    def _fault(self, node: yaml.Node, place: Place, text: str) -> None:
        self.faults.append(FileFault(node.start_mark.line + 1, _shown(place), text))

    def fault(self, place: Place, text: str) -> FileFault:
        """A fault at its line."""
        return FileFault(self.line(place), _shown(place), text)

    def line(self, place: Place) -> int:
        """The line of a place or, when that is not in the file, of what it should stand in."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


def _said(error: ErrorDetails, read: _Read) -> Iterator[FileFault]:
    """One of pydantic's errors, in Dutch and at its line."""
    if error["type"] == "convenant":
        for place, text in error["ctx"]["faults"]:
            yield read.fault(place, text)
        return
    place = error["loc"]
    text = _dutch(error)
    if place and place[-1] == _KEY:
        place = place[:-1]
        text = f"deze naam kan niet: {text}"
    yield read.fault(place, text)


def _shown(place: Place) -> str:
    """A place as a reader counts: the first of a list is 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


SENTENCES: Mapping[str, str] = {
    "missing": "dit ontbreekt",
    "extra_forbidden": "deze naam hoort hier niet; is hij goed gespeld?",
    "string_pattern_mismatch": "gebruik kleine letters, cijfers en streepjes, hoogstens 60",
    "string_too_short": "vul hier iets in",
    "string_type": "hier hoort een enkel woord of een zin",
    "enum": "kies uit: {expected}",
    "literal_error": "kies uit: {expected}",
    "int_parsing": "hier hoort een heel getal",
    "int_type": "hier hoort een heel getal",
    "bool_parsing": "schrijf true of false",
    "bool_type": "schrijf true of false",
    "date_from_datetime_parsing": "hier hoort een datum die bestaat: jjjj-mm-dd",
    "date_from_datetime_inexact": "hier hoort een datum zonder tijd: jjjj-mm-dd",
    "date_type": "hier hoort een datum: jjjj-mm-dd",
    "greater_than_equal": "dit is ten minste {ge}",
    "less_than_equal": "dit is hoogstens {le}",
    "too_short": "hier hoort er ten minste een",
    "too_long": "hier kunnen er hoogstens {max_length} staan",
    "tuple_type": "hier hoort een lijst, met een streepje voor elke regel",
    "dict_type": "hier horen namen met een dubbele punt onder",
    "model_type": "hier horen namen met een dubbele punt onder",
    "value_error": "{error}",
}
"""What a fault that pydantic finds is called, by its type."""


def _dutch(error: ErrorDetails) -> str:
    """The sentence for an error."""
    if error["input"] is None and error["type"] != "missing":
        return "vul hier iets in"
    sentence = SENTENCES.get(error["type"], "deze waarde past hier niet")
    context = {
        name: str(value).replace(" or ", " of ") for name, value in error.get("ctx", {}).items()
    }
    return sentence.format_map(context)


def _not_yaml(text: str, fault: yaml.YAMLError) -> FileFault:
    """Where the text stops being YAML. The parser's own words are English and do not help."""
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark is not None:
        line = fault.problem_mark.line + 1
    else:
        line = text.count("\n", 0, getattr(fault, "position", 0)) + 1
    return FileFault(
        line,
        "",
        "hier klopt de opmaak niet; kijk naar het inspringen (met spaties), de dubbele punten en "
        "de aanhalingstekens, ook op de regel ervoor",
    )
