"""What became of the work, told so that two runs can be compared: without times and seals.

Both runs have the same secrets, so the same work has the same ids, events and decisions alike.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chain.audit.event import Event
from chain.audit.figures import MUST_BE_ZERO, audited
from chain.audit.reading import opened
from chain.audit.verify import verified
from tests.crash.rig import Rig, kafka_of

SEALED = frozenset({"sleutel", "cijfertekst"})
"""What a sealed value is made of: sealed each time anew."""

HISTORY = "geschiedenis"
"""In the order of hearing: what two domains say on one day may come in either order."""

REGISTER = "keten.register.v1"
"""Who sets up a chain twice gives two commands."""

TABLES = {
    "zat-het-baken": "het-baken/zat-coordinator",
    "hco-tilburg": "veiligheidshuis-tilburg/ketenmanager",
    "cjg-tilburg": "cjg-tilburg/procesregisseur",
}


@dataclass(frozen=True)
class Outcome:
    """What the auditor found, every event of its work, and how the casussen stand.

    `again`: how many records lie there once more, with the same bytes.
    """

    broken: dict[str, object]
    faults: list[str]
    said: dict[str, str]
    standing: list[str]
    again: int

    def beside(self, other: "Outcome") -> dict[str, object]:
        """What is here and not there, and the other way round; empty when they are the same."""
        found = {
            "broken": (self.broken, other.broken),
            "faults": (self.faults, other.faults),
            "said": _apart(self.said.items(), other.said.items()),
            "standing": _apart(self.standing, other.standing),
        }
        return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def _apart(one: Iterable[object], other: Iterable[object]) -> tuple[list[object], list[object]]:
    here, there = Counter(one), Counter(other)
    return sorted((here - there).elements(), key=str), sorted((there - here).elements(), key=str)


async def outcome(rig: Rig) -> Outcome:
    """The outcome of the work on a chain that runs and is at rest."""
    standing = [
        json.dumps(_plain(case), sort_keys=True)
        for table, functie in TABLES.items()
        for case in await rig.seen(table, functie)
    ]
    return await asyncio.to_thread(_read, rig, sorted(standing))


def _read(rig: Rig, standing: list[str]) -> Outcome:
    with opened(rig.data, kafka_of(rig)) as chain:
        figures = audited(chain).figures
        records = [record.raw for record in chain.records()]
        return Outcome(
            broken={name: figures[name] for name in MUST_BE_ZERO if figures[name]},
            faults=[str(fault) for fault in verified(chain).faults],
            said={
                event.id: _said(event) for event in chain.events() if event.place.topic != REGISTER
            },
            standing=standing,
            again=len(records) - len(set(records)),
        )


def _said(event: Event) -> str:
    words = json.dumps(_plain(event.data), sort_keys=True)
    return f"{event.place.topic} {event.kind} after {event.cause}: {words}"


def _sealed(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == SEALED


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        plain = {key: _plain(part) for key, part in value.items() if not _sealed(part)}
        if HISTORY in plain:
            plain[HISTORY].sort(key=str)
        return plain
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value
