"""A place in a covenant file, a fault there, and the fault of naming what is not there."""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import TypeAlias

YamlPlace: TypeAlias = tuple[str | int, ...]
Mistake: TypeAlias = tuple[YamlPlace, str]

MOST_FAULTS = 100
"""Faults that are said of one file; whoever mends those hears of the others afterwards."""

_COMPARED = 150
"""Names that a wrong one is compared with: comparing is slow, and a region has fewer tables."""


def repeated(names: Sequence[str]) -> Iterator[int]:
    """Where in a list a name stands that stood there before."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield index
        seen.add(name)


def unknown(place: YamlPlace, name: str, known: Collection[str], where: str) -> Iterator[Mistake]:
    """The fault that this name is not known, with the one that was perhaps meant."""
    if name not in known:
        close = get_close_matches(name, islice(known, _COMPARED), n=1)
        hint = f"; bedoelt u '{close[0]}'?" if close else ""
        yield place, f"'{name}' staat niet bij de {where}{hint}"
