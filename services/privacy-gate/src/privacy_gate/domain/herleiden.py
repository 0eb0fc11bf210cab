"""From what was read back to a request of the contract, in which only what can decide is left.

So a decision may be remembered by its `Sleutel`: it was derived from nothing but that. Ids are
replaced by who they are and dates in parts by days around that of disclosure; whatever else is
asked for is not there, and fails.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from enum import EnumType
from itertools import count
from types import NoneType, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from msgspec import Struct
from msgspec.structs import astuple
from pydantic import BaseModel

from contracts.elements import Element, Verzegeld
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import OpaqueId
from privacy_gate.domain.feiten import BOUW, ELEMENT, VERZOEK, Zegel

Sleutel = tuple[Any, ...]
"""Equal to another one exactly when the same must be decided."""

Plekken = tuple[int, ...]
"""The places of a request where an id stands; place 0 is that of the young person."""

BETROKKENE, ANDER, DIT = "0" * 26, "1" * 26, "2" * 26
"""The young person, someone else whom the element is about, and the element itself."""

_NIETS: dict[str, Any] = {}
"""Of what is sealed only this is known."""

_OP = VERZOEK.__struct_fields__.index("op")
_EEN_DAG = timedelta(days=1)
_, ELEMENTEN, REEKS, STUKKEN = BOUW[VERZOEK].tot


def plekken_van(velden: Sleutel) -> tuple[Sleutel, Mapping[OpaqueId, Plekken]]:
    """What the parts of a request say apart from who is who, and where each id stands."""
    places: list[tuple[OpaqueId, ...]] = [(velden[1],), *velden[ELEMENTEN:REEKS]]
    shape: list[object] = []
    op = velden[_OP]
    for stukken in velden[REEKS:STUKKEN]:
        shape.append(len(stukken))
        for stuk in stukken:
            _, _, (ids, _, reeks, _), days = BOUW[type(stuk)]
            values = astuple(stuk)
            places += [(one,) for one in values[:ids]]
            places += values[ids:reeks]
            rest = list(values[reeks:])
            for day in days:
                rest[day] = _dag(rest[day], op)
            shape.append(tuple(rest))
    shape += map(len, places)
    found: dict[OpaqueId, Plekken] = {}
    for plek, here in enumerate(places):
        for one in here:
            found[one] = (*found.get(one, ()), plek)
    return tuple(shape), found


def _dag(dag: date | None, op: date) -> date | None:
    """A day that is as much before, on or after the day of disclosure."""
    if dag is None or dag == op:
        return dag
    return op + (_EEN_DAG if dag > op else -_EEN_DAG)


def element_van(rest: Sleutel, over: Plekken) -> Element:
    """An element, by what decides about it and where the one it is about stands."""
    about = BETROKKENE if 0 in over else ANDER
    named = dict(zip(ELEMENT.__struct_fields__, (DIT, about, *rest), strict=True))
    return cast(Element, _maak(ELEMENT(**named), {}))


def verzoek_van(
    verzoek: Struct, betrokkene: Plekken, element: Plekken = (), over: Plekken = ()
) -> VerstrekkingGevraagd:
    """The request as an element sees it that stands at these places, as whom it is about does."""
    known = {BETROKKENE: betrokkene, ANDER: () if 0 in over else over, DIT: element}
    plek = count()

    def ids(aantal: int) -> tuple[OpaqueId, ...]:
        """Who stand at the next place; whoever does not matter is never the same one twice."""
        here = next(plek)
        who = [name for name, places in known.items() if here in places]
        others = [f"{number:013d}{here:013d}" for number in range(1, aantal + 1 - len(who))]
        return (*who, *others)

    names, values = VERZOEK.__struct_fields__, astuple(verzoek)
    changes: dict[str, object] = {names[1]: ids(1)[0]}
    for name, value in zip(names[ELEMENTEN:REEKS], values[ELEMENTEN:REEKS], strict=True):
        changes[name] = ids(len(value))
    for name, value in zip(names[REEKS:STUKKEN], values[REEKS:STUKKEN], strict=True):
        changes[name] = tuple(_maak(stuk, _anders(stuk, ids, values[_OP])) for stuk in value)
    return cast(VerstrekkingGevraagd, _maak(verzoek, changes, ("verstrekking", "elementen")))


def _anders(
    stuk: Struct, ids: Callable[[int], tuple[OpaqueId, ...]], op: date
) -> dict[str, object]:
    """The ids and the days of a part, by its fields."""
    _, _, (single, _, reeks, _), days = BOUW[type(stuk)]
    names, values = stuk.__struct_fields__, astuple(stuk)
    found: dict[str, object] = {}
    for number in range(reeks):
        found[names[number]] = ids(1)[0] if number < single else ids(len(values[number]))
    for day in days:
        found[names[reeks + day]] = _dag(values[reeks + day], op)
    return found


def _maak(stuk: Struct, anders: Mapping[str, object], weg: Iterable[str] = ()) -> BaseModel:
    """A value of the contract out of what was read of it; what was not read, it does not have."""
    model, soorten, *_ = BOUW[type(stuk)]
    tag = stuk.__struct_config__.tag
    values: dict[str, Any] = {"soort": tag} if tag else {}
    for name, kind in soorten.items():
        if name not in weg:
            values[name] = anders[name] if name in anders else _terug(kind, getattr(stuk, name))
    made = model.model_construct(**values)
    for name in model.model_fields.keys() - values.keys():
        made.__dict__.pop(name, None)
    return made


def _terug(kind: Any, value: Any) -> Any:
    """A value of a type of the contract."""
    if type(value) in BOUW:
        return _maak(value, {})
    if isinstance(value, Zegel):
        return Verzegeld.model_construct(**_NIETS)
    args = get_args(kind)
    if isinstance(value, tuple):
        return tuple(_terug(args[0], one) for one in value)
    if isinstance(kind, EnumType):
        return kind(value)
    if get_origin(kind) is Annotated:
        return _terug(args[0], value)
    if get_origin(kind) in (Union, UnionType) and value is not None:
        return _terug(next(one for one in args if _kan(one, value)), value)
    return value


def _kan(kind: Any, value: Any) -> bool:
    """Can this kind, one of several, have the value?"""
    return kind is not NoneType and not (isinstance(kind, EnumType) and value not in [*kind])
