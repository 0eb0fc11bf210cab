"""Are the database of an instance and the log of one moment? One of them may be an older copy.

Who goes on with an older database gives new events numbers that the log knows already: readers
refuse them, and the log is spoiled for good. So this is looked at before anything is done. It
cannot change while an instance works: nobody puts a database back under a running process.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import ValidationError

from contracts.envelope import hash_of, parse
from contracts.topics import written_by
from infra.kernel import Kernel, Record
from infra.kernel.said import Said
from infra.log import Inlet, Log, Place
from infra.log.records import places_of

OUT_OF_STEP = 65
"""The exit code of a chain in one process that does not start because of this."""


class Difference(StrEnum):
    """What is wrong, as people are told."""

    DATABASE_OLDER = "de database is ouder dan het logboek"
    LOG_OLDER = "het logboek is ouder dan de database"
    OTHER = "in het logboek staat iets anders dan de database zei"


@dataclass(frozen=True)
class InstanceFault:
    """What is wrong with one instance, and how many events are concerned."""

    instance: str
    difference: Difference
    events: int

    def __str__(self) -> str:
        return f"{self.instance}: {self.events} gebeurtenis{'sen' * (self.events > 1)}"


class OutOfStep(Exception):
    """Database and log are not of one moment; the message is Dutch and says what to do."""

    def __init__(self, findings: Iterable[InstanceFault]) -> None:
        self.findings = tuple(findings)
        wrong = "; ".join(
            f"{difference} ({', '.join(map(str, found))})"
            for difference in Difference
            if (found := [one for one in self.findings if one.difference is difference])
        )
        super().__init__(
            f"Gesloten, want {wrong}: er wordt niets aangenomen en er gaat niets verloren; stop de "
            "keten, zet van databases en logboek kopieën van hetzelfde moment terug en start "
            "opnieuw."
        )


async def check_in_step(name: str, kernel: Kernel, log: Log, inlet: Inlet) -> None:
    """Compare what an instance said and read with what the log holds.

    Raises:
        OutOfStep: see there.
        Unavailable: the log cannot be read now.
    """
    known = await asyncio.to_thread(kernel.said)
    sources = {place: _Source(known.get(place, Said())) for place in places_of(written_by(name))}
    await _read(log, sources, {place: source.since for place, source in sources.items()})
    # Where the end was not found there, what is wrong is counted from the start.
    await _read(log, sources, {place: 0 for place, source in sources.items() if source.missing})
    gone = _gone(await asyncio.to_thread(kernel.offsets), await inlet.ends())
    events = {
        Difference.DATABASE_OLDER: sum(source.never_said for source in sources.values()),
        Difference.LOG_OLDER: sum(source.missing for source in sources.values()) or gone,
        Difference.OTHER: sum(source.others for source in sources.values()),
    }
    findings = [InstanceFault(name, kind, count) for kind, count in events.items() if count]
    if findings:
        raise OutOfStep(findings)


async def _read(log: Log, sources: Mapping[Place, "_Source"], since: Mapping[Place, int]) -> None:
    if since:
        async for record in log.written(since):
            sources[record.topic, record.partition].add(record)


def _gone(read: Mapping[Place, int], ends: Mapping[Place, int]) -> int:
    """How many records were read that the log does not hold."""
    return sum(max(0, offset - ends.get(place, 0)) for place, offset in read.items())


@dataclass
class _Source:
    """One source of the instance, held against what lies in the log."""

    said: Said
    _last: int = 0
    _same: set[int] = field(default_factory=set)
    _other: set[int] = field(default_factory=set)

    @property
    def since(self) -> int:
        """The offset to look from: no event lies nearer to the start than its number says."""
        return max(0, self.said.published - 1)

    def add(self, record: Record) -> None:
        """Look at a record. What is no event has no number, and readers leave it aside too."""
        try:
            number = parse(record.raw).number
        except ValidationError:
            return
        self._last = max(self._last, number)
        if number in self.said.hashes:
            same = self.said.hashes[number] == hash_of(record.raw)
            (self._same if same else self._other).add(number)

    @property
    def never_said(self) -> int:
        """How many events the log has of which the database does not know."""
        return max(0, self._last - self.said.last)

    @property
    def missing(self) -> int:
        """How many published events the log does not hold."""
        return max(0, self.said.published - self._last)

    @property
    def others(self) -> int:
        """How many events are not what the database said under their numbers.

        The same event may lie there twice; what lies beside it under its number is for the audit.
        """
        return len(self._other - self._same)
