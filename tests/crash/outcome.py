"""What became of the work, told so that two runs can be compared: without ids, times and seals."""

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from chain.audit.event import Event, casus_of
from chain.audit.figures import MUST_BE_ZERO, audited
from chain.audit.reading import Chain, Kafka, opened
from chain.audit.verify import verified
from tests.crash.rig import Rig

_ID = re.compile(r"^(cmd-)?[0-9a-hjkmnp-tv-z]{26}$")
_HIDDEN = frozenset({"waarde", "noodzaak", "koppelingen", "message_id"})
"""Sealed, or made of ids."""

TABLES = {
    "zat-het-baken": "het-baken/zat-coordinator",
    "hco-tilburg": "veiligheidshuis-tilburg/ketenmanager",
    "cjg-tilburg": "cjg-tilburg/procesregisseur",
}


@dataclass(frozen=True)
class Outcome:
    """What the auditor found, what every zaak went through, and how its casussen stand."""

    broken: dict[str, object]
    faults: list[str]
    zaken: list[Counter[str]]
    standing: list[str]

    def beside(self, other: "Outcome") -> dict[str, object]:
        """What is here and not there, and the other way round; empty when they are the same."""
        here, there = sum(self.zaken, Counter()), sum(other.zaken, Counter())
        found: dict[str, object] = {
            "broken": (self.broken, other.broken),
            "faults": (self.faults, other.faults),
            "said": (here - there, there - here),
            "standing": tuple(
                sorted((Counter(one) - Counter(two)).elements())
                for one, two in (
                    (self.standing, other.standing),
                    (other.standing, self.standing),
                )
            ),
            "zaken": (self.zaken == other.zaken,),
        }
        return {} if self == other else found


async def outcome(rig: Rig, kafka: Kafka | None = None) -> Outcome:
    """The outcome of the work on a chain that runs and is at rest."""
    standing = [
        json.dumps(without_ids(case), sort_keys=True)
        for table, functie in TABLES.items()
        for case in await rig.seen(table, functie)
    ]
    return await asyncio.to_thread(_read, rig, kafka, sorted(standing))


def _read(rig: Rig, kafka: Kafka | None, standing: list[str]) -> Outcome:
    with opened(rig.data, kafka) as chain:
        figures = audited(chain).figures
        return Outcome(
            broken={name: figures[name] for name in MUST_BE_ZERO if figures[name]},
            faults=[str(fault) for fault in verified(chain).faults],
            zaken=sorted(_zaken(chain).values(), key=lambda zaak: sorted(zaak.items())),
            standing=standing,
        )


def _zaken(chain: Chain) -> dict[str, Counter[str]]:
    """Per zaak, how often each thing was said."""
    found: dict[str, Counter[str]] = {}
    for event in chain.events():
        casus = casus_of(event)
        if casus is not None:
            root = chain.links.root("casus", *casus)
            found.setdefault(root, Counter())[_said(event)] += 1
    return found


def _said(event: Event) -> str:
    words = without_ids(event.data)
    return f"{event.place.topic} {event.kind} {json.dumps(words, sort_keys=True)}"


def without_ids(value: Any) -> Any:
    """The same value with a mark for every id, and nothing of what is sealed."""
    if isinstance(value, dict):
        return {key: without_ids(part) for key, part in value.items() if key not in _HIDDEN}
    if isinstance(value, list):
        return [without_ids(part) for part in value]
    return "#" if isinstance(value, str) and _ID.match(value) else value
