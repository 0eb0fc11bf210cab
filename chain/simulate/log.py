"""The simulated log: in memory, and as forgiving or unforgiving as the real ones."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from chain.audit.event import Event, read_event
from chain.audit.records import Record as Read
from infra.log import Outgoing, Place, Record
from infra.log.sqlite import Altered

TABLE = "create table record (id integer primary key, topic, partition, offset, raw)"


class Entry(NamedTuple):
    """A record of the log, at a number in the order of all, with what it says."""

    number: int
    record: Record
    id: str
    kind: str
    data: dict[str, Any]

    @property
    def casus(self) -> str:
        """The casus that it is about; none for the register."""
        return str(self.data.get("casus", ""))

    @property
    def place(self) -> Place:
        """The source that it came from."""
        return self.record.topic, self.record.partition


def read(batch: Iterable[Outgoing]) -> list[Entry]:
    """What these say, before they lie in a log."""
    return [_entry(0, Record(one.topic, one.partition, 0, one.raw)) for one in batch]


def _entry(number: int, record: Record) -> Entry:
    event = _event(record.topic, record.partition, record.raw)
    return Entry(number, record, event.id, event.kind, event.data)


@lru_cache(maxsize=1000)
def _event(topic: str, partition: int, raw: bytes) -> Event:
    """What stands in an event, read once."""
    return read_event(Read(topic, partition, 0, raw))


@dataclass
class SimulatedLog:
    """Appends in order per place; published once more, an event lies there once, or twice.

    Attributes:
        doubles: keep what is published again as a record of its own, as a broker may; else
            leave out what lies there, as the log on one machine does.
        on_new: called with each event that is new.
    """

    doubles: bool = False
    on_new: Callable[[Entry], None] = lambda _entry: None
    entries: list[Entry] = field(default_factory=list)
    places: defaultdict[Place, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[tuple[Place, int], Entry] = field(default_factory=dict)

    def append(self, batch: Sequence[Outgoing]) -> None:
        """Append what is new.

        Raises:
            Altered: other bytes lie at that place.
        """
        for one in batch:
            place = (one.topic, one.partition)
            known = self._known.get((place, one.sequence))
            if known is None:
                self._known[place, one.sequence] = self._add(place, one.raw, known)
            elif known.record.raw != one.raw:
                raise Altered(f"{place}: {one.sequence}")
            elif self.doubles:
                self._add(place, one.raw, known)

    def events(self) -> Iterable[Entry]:
        """Every event once, in the order in which it came."""
        return self._known.values()

    def copy(self) -> "SimulatedLog":
        """Another log that begins with what lies in this one."""
        log = SimulatedLog(self.doubles)
        log.entries = list(self.entries)
        log.places.update({place: list(found) for place, found in self.places.items()})
        log._known = dict(self._known)
        return log

    def write(self, path: Path) -> None:
        """Write it down for the auditor."""
        rows = [(e.number, e.record.topic, e.record.partition, e.record.offset, e.record.raw)
                for e in self.entries]  # fmt: skip
        with closing(sqlite3.connect(path)) as database:
            database.execute(TABLE)
            database.executemany("insert into record values (?, ?, ?, ?, ?)", rows)
            database.commit()

    def _add(self, place: Place, raw: bytes, known: Entry | None) -> Entry:
        record = Record(*place, len(self.places[place]), raw)
        number = len(self.entries) + 1
        entry = known._replace(number=number, record=record) if known else _entry(number, record)
        self.entries.append(entry)
        self.places[place].append(entry)
        if known is None:
            self.on_new(entry)
        return entry
