"""The canaries that the sample cases carry: who they are about, and what is said of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from chain.demo.stap import Voorbeeld
from tests.canary.needles import SHORTEST, Canary

SAID_BY_THE_CHAIN = frozenset({"overleg", "naar_overleg", "uitvoerder", "aanwezig", "school"})
"""Fields with names of organisations and tables: they stand in the covenant, which is no secret."""


def canaries(samples: Iterable[Voorbeeld]) -> tuple[Canary, ...]:
    """Every personal value that people fill in, in a report or in a step."""
    found = {canary.value: canary for sample in samples for canary in _of(sample)}
    return tuple(found.values())


def _of(sample: Voorbeeld) -> Iterator[Canary]:
    given = sample.aanmelding
    name = f"{given['voornaam']} {given['achternaam']}"
    for value in (name, str(given["achternaam"]), str(given["telefoon"])):
        if len(value.encode()) >= SHORTEST:
            yield Canary(f"{sample.kenmerk}: {value}", value)
    yield Canary(f"{sample.kenmerk}: bsn", str(given["bsn"]), "bsn")
    for said in (given, *(deed.invoer for deed in sample.verloop)):
        for text in _texts(said):
            yield Canary(f"{sample.kenmerk}: {text[:20]}", text)


def _texts(said: Any) -> Iterator[str]:
    """Free texts, wherever they stand: codes have no spaces."""
    if isinstance(said, str) and " " in said:
        yield said
    elif isinstance(said, dict):
        for name, part in said.items():
            if name not in SAID_BY_THE_CHAIN:
                yield from _texts(part)
    elif isinstance(said, list):
        for part in said:
            yield from _texts(part)
