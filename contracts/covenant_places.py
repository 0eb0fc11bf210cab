"""A place in a covenant file, a fault there, and the fault of naming what is not there."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]
Fault: TypeAlias = tuple[Place, str]


def unknown(place: Place, name: str, known: Iterable[str], where: str) -> Iterator[Fault]:
    """The fault that this name is not known, with the one that was perhaps meant."""
    names = tuple(known)
    if name not in names:
        close = get_close_matches(name, names, n=1)
        hint = f"; bedoelt u '{close[0]}'?" if close else ""
        yield place, f"'{name}' staat niet bij de {where}{hint}"
