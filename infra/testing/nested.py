"""Changing a value that is made of values, by the name of what is changed."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


def put_in(value: T, **changes: Any) -> T:
    """The same frozen value with these fields: its own, or those of one value in it.

    Raises:
        ValueError: no value in it has such a field, or several have.
    """
    changed: Any = value
    for name, new in changes.items():
        changed = _put(changed, name, new)
    same_kind: T = changed
    return same_kind


def _put(value: Any, name: str, new: Any) -> Any:
    if name in _names(value):
        return replace(value, **{name: new})
    held = {part: getattr(value, part) for part in _names(value)}
    (part,) = (p for p, one in held.items() if is_dataclass(one) and name in _names(one))
    return replace(value, **{part: _put(held[part], name, new)})


def _names(value: Any) -> set[str]:
    return {one.name for one in fields(value)}
