"""A request as it is decided on: read from the bytes of its event, and only what can decide.

The structures are made from the classes of the contract: a field that the contract gains is read,
and counts, unless it stands in `ONGELEZEN`. Ciphertext is never decoded. An id decides by one
thing only, where else in the request it stands; ids in a content are nobody's, and are not read.
A date in a part of the request, such as a consent, decides by being before, on or after the day
of disclosure.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import EnumType
from functools import reduce
from operator import or_
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
from pydantic import BaseModel

from contracts.elements import Element, Verzegeld
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import OpaqueId

ONGELEZEN = frozenset(
    {
        "casus",
        "convenant",
        "deel_van",
        "inhoud.op",
        "inhoud.actiedatum",
        "inhoud.school",
        "elementen.vastgelegd_door.rol",
        "elementen.vastgelegd_op",
        "elementen.waarde",
    }
)
"""What decides nothing. A derivation that asks for it fails at once: it is not there."""

_ID, _ELEMENTEN, _REEKS, _STUKKEN, _WAARDE = range(5)
"""In this order the fields of a structure stand: ids, elements, sets of ids, parts that bear ids
(such as consents), and then what decides by its value."""


class Bouw(NamedTuple):
    """How a class of the contract is read.

    Attributes:
        soorten: the fields that are read, with their types in the contract.
        tot: by kind of field (see `_ID` and so on), where those after it begin.
        dagen: which of the fields that decide by their value are dates.
    """

    model: type[BaseModel]
    soorten: Mapping[str, Any]
    tot: tuple[int, ...]
    dagen: tuple[int, ...]


BOUW: dict[Any, Bouw] = {}
"""By structure."""


class Zegel(msgspec.Struct, frozen=True):
    """That something sealed is there; not what."""


def _bouw(model: type[BaseModel], pad: str = "", inhoud: str = "") -> Any:
    """The structure for a class that stands at a path; `inhoud` names the kind of content it is."""
    hints = get_type_hints(model, include_extras=True)
    read = {name: hints[name] for name in model.model_fields if f"{pad}{name}" not in ONGELEZEN}
    tagged: dict[str, Any] = {}
    if inhoud:
        tagged = {"tag_field": "soort", "tag": inhoud}
        read = {name: k for name, k in read.items() if k != OpaqueId and name != "soort"}
    ranks = {name: _rang(kind) for name, kind in read.items()}
    hidden = {name for name, rank in ranks.items() if rank == _WAARDE and _draagt_ids(read[name])}
    if hidden or (pad and {_ELEMENTEN, _STUKKEN} & {*ranks.values()}):
        raise TypeError(f"{model.__name__}: ids stand too deep to be told apart")
    order = sorted(read, key=lambda name: ranks[name])
    fields = [(name, *_veld(model, name, read[name], pad)) for name in order]
    struct = msgspec.defstruct(
        model.__name__, fields, frozen=True, gc=False, kw_only=True, **tagged
    )
    upto = tuple(sum(rank <= kind for rank in ranks.values()) for kind in range(_WAARDE))
    days = tuple(n for n, name in enumerate(order[upto[-1] :]) if date in _kinds(read[name]))
    BOUW[struct] = Bouw(model, {name: read[name] for name in order}, upto, days)
    return struct


def _kinds(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) or (kind,)


def _rang(kind: Any) -> int:
    if kind == OpaqueId:
        return _ID
    if get_origin(kind) is not tuple:
        return _WAARDE
    (item, _) = get_args(kind)
    if item == OpaqueId:
        return _REEKS
    if item is Element:
        return _ELEMENTEN
    return _STUKKEN if _draagt_ids(item) else _WAARDE


def _draagt_ids(kind: Any) -> bool:
    if not _is_model(kind) or kind is Verzegeld:
        return False
    hints = get_type_hints(kind, include_extras=True)
    return any(hints[name] in (OpaqueId, tuple[OpaqueId, ...]) for name in kind.model_fields)


def _veld(model: type[BaseModel], name: str, kind: Any, pad: str) -> tuple[Any, ...]:
    """The type of a field and, unless it is required, its default."""
    info, read = model.model_fields[name], _soort(kind, f"{pad}{name}.")
    if info.is_required():
        return (read,)
    default = info.get_default(call_default_factory=True)
    return (read, default.value if isinstance(type(default), EnumType) else default)


def _soort(kind: Any, pad: str) -> Any:
    """What bytes are read as, for a type of the contract."""
    args = get_args(kind)
    if hasattr(kind, "__metadata__"):
        return _soort(args[0], pad)
    if get_origin(kind) is tuple:
        item: Any = _soort(args[0], pad)
        return tuple[item, ...]
    if get_origin(kind) in (Union, UnionType):
        kinds = [one for one in args if _is_model(one)]
        if len(kinds) > 1:
            named = [(one, str(one.model_fields["soort"].default)) for one in kinds]
            return reduce(or_, (_bouw(one, pad, name) for one, name in named))
        return reduce(or_, (_soort(one, pad) for one in args))
    if isinstance(kind, EnumType):
        values: tuple[str, ...] = tuple(kind)
        return Literal[tuple(map(str, values))]
    if kind is Verzegeld:
        return Zegel
    return _bouw(kind, pad) if _is_model(kind) else kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


VERZOEK: Any = _bouw(VerstrekkingGevraagd)
ELEMENT: Any = next(struct for struct, bouw in BOUW.items() if bouw.model is Element)
BRON: Any = next(f.type for f in msgspec.structs.fields(ELEMENT) if f.name == "vastgelegd_door")
_GEBEURTENIS = msgspec.defstruct("Gebeurtenis", [("data", VERZOEK)], frozen=True, gc=False)
lees: Callable[[bytes], Any] = msgspec.json.Decoder(_GEBEURTENIS).decode
"""Reads an event that the contract admits; its `data` is what was asked."""
