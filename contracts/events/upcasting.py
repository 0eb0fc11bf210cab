"""Older forms of events, and how each becomes the next: pure, one version at a time.

A form that was released stays readable for ever. Whoever changes what an event is made of raises
its version in `table`, and says here what the form before it becomes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from contracts.events.table import FORMS, Form, type_name

Data: TypeAlias = dict[str, Any]


class BrokenTable(Exception):
    """The table of events and the upcasters do not fit together; nothing may start on them."""


@dataclass(frozen=True)
class Upcaster:
    """What an older form becomes.

    Attributes:
        name: the event's name on the wire.
        version: the older one; it becomes the next.
        convert: the data in the next form; it leaves what it is given as it was.
    """

    name: str
    version: int
    convert: Callable[[Data], Data]

    @property
    def type(self) -> str:
        """The older type."""
        return type_name(self.name, self.version)

    @property
    def next(self) -> str:
        """The type that it becomes."""
        return type_name(self.name, self.version + 1)


def _uitvoerder(data: Data) -> Data:
    """Who works at a goal is called as who carries out a plan or an agreement."""
    return {"uitvoerder" if name == "wie" else name: value for name, value in data.items()}


def _wat_niet_gezegd_was(data: Data) -> Data:
    """Say what was not said: who is two things, which schools a table serves, who listens."""
    covenant = data["convenant"]
    bodies = {name: {"ook": {}, **body} for name, body in covenant["organisaties"].items()}
    roads = {
        name: {**road, "terugkoppeling": {"melder_hoort": False, **road["terugkoppeling"]}}
        for name, road in covenant["wegen"].items()
    }
    tables = {name: {"scholen": [], **table} for name, table in covenant["overleggen"].items()}
    parts = {"organisaties": bodies, "overleggen": tables, "wegen": roads}
    return {**data, "convenant": {**covenant, **parts}}


def _een_drager_per_weg(data: Data) -> Data:
    """One seat carried by a road, one road led to a table from another, and none spoke for any."""
    covenant = data["convenant"]
    said_now = {"eerst": "volgorde", "dragers": []}
    roads = {
        name: {"voor": None, **road, "terugkoppeling": {**said_now, **road["terugkoppeling"]}}
        for name, road in covenant["wegen"].items()
    }
    tables = {n: {"vertegenwoordigt": {}, **table} for n, table in covenant["overleggen"].items()}
    return {**data, "convenant": {**covenant, "overleggen": tables, "wegen": roads}}


_NIET_GEZEGD = {
    "inbreng": "school",
    "overdrachtsaanbod": "school",
    "aanvulling": "school",
    "terugkoppeling": "aan_organisatie",
}


def _met_geadresseerde(data: Data) -> Data:
    """Which school, and which organisation in a role, was not said yet."""
    content = data["inhoud"]
    field = _NIET_GEZEGD.get(content["soort"])
    return {**data, "inhoud": {field: None, **content}} if field else data


UPCASTERS: tuple[Upcaster, ...] = (
    Upcaster("beheer.ConvenantVastgesteld", 1, _wat_niet_gezegd_was),
    Upcaster("beheer.ConvenantVastgesteld", 2, _een_drager_per_weg),
    Upcaster("privacy-gate.VerstrekkingBezorgd", 1, _met_geadresseerde),
    Upcaster("verstrekking.VerstrekkingGevraagd", 1, _met_geadresseerde),
    Upcaster("gezinsplan.DoelGesteld", 1, _uitvoerder),
    Upcaster("gezinsplan.DoelBijgesteld", 1, _uitvoerder),
)
"""Every form that is no longer written, oldest first per event."""


def upcast(type_: str, data: Data, upcasters: Mapping[str, Upcaster] | None = None) -> Data:
    """The data of an older form in the newest one; the newest is given back as it is."""
    steps = _BY_TYPE if upcasters is None else upcasters
    while step := steps.get(type_):
        type_, data = step.next, step.convert(data)
    return data


def check(forms: Iterable[Form], upcasters: Sequence[Upcaster]) -> None:
    """Hold the table and the upcasters against each other.

    Raises:
        BrokenTable: a name, a class or a step that is there twice; a version that cannot be read.
    """
    rows = tuple(forms)
    _each_once("name", [form.name for form in rows])
    _each_once("class", [form.kind.__name__ for form in rows])
    _each_once("upcaster", [step.type for step in upcasters])
    needed = {type_name(form.name, number) for form in rows for number in range(1, form.version)}
    there = {step.type for step in upcasters}
    if missing := sorted(needed - there):
        raise BrokenTable(f"nothing reads {', '.join(missing)}")
    if loose := sorted(there - needed):
        raise BrokenTable(f"an upcaster leads from {', '.join(loose)}, which never was an event")


def _each_once(what: str, names: Sequence[str]) -> None:
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BrokenTable(f"the same {what} twice: {', '.join(twice)}")


_BY_TYPE: dict[str, Upcaster] = {step.type: step for step in UPCASTERS}

check(FORMS, UPCASTERS)

READABLE: dict[str, Form] = {
    type_name(form.name, version): form for form in FORMS for version in range(1, form.version + 1)
}
"""Every type that can be read, older ones too, and what it is today."""
