"""What the instances' own databases say of the log: was anything taken in, or said, that is gone?

Read from the kernel's tables: `inbox` (id of every event that was received), `head` (the last
event of each source that the instance writes), `outbox` (what it still has to publish),
`position` (how far it read each source), `parked` (received, not taken in yet) and `withheld`
(said, and refused by the log, or waiting for such an event of its casus).

First the databases are looked at and then the log: of a chain that runs, the log then holds at
least what the databases knew.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chain.audit.event import Fault, Spot
from chain.audit.order import Order
from chain.audit.records import read_only

Hashed = tuple[Spot, str]
"""The last event of a source, and its hash."""


@dataclass(frozen=True)
class Known:
    """What one instance knew at some moment; `received` counts rows of its inbox."""

    path: Path
    written: tuple[Hashed, ...]
    waiting: frozenset[Spot]
    read: tuple[Hashed, ...]
    received: int
    parked: int
    withheld: tuple[Fault, ...] = ()

    def may_still_answer(self, place: Spot) -> bool:
        """Had it not read this yet, or not published all that it said?"""
        read = {each[:2]: each.sequence for each, _ in self.read}
        unsaid = self.waiting or self.withheld
        return bool(unsaid) or read.get(place[:2], 0) < place.sequence


@dataclass
class Reconciled:
    """The outcome: how many events are gone, unpublished, unread and so on; and what differs."""

    gone: int = 0
    unpublished: int = 0
    unread: int = 0
    parked: int = 0
    withheld: int = 0
    faults: list[Fault] = field(default_factory=list)


def known(directory: Path) -> tuple[Known, ...]:
    """What every database in a directory knows at this moment."""
    return tuple(_known(path) for path in sorted(directory.glob("*.sqlite")))


def _known(path: Path) -> Known:
    with closing(read_only(path)) as database:
        # One moment for all: what was read and what waits may change between two questions.
        database.execute("begin")
        return Known(
            path=path,
            written=_hashed(database, "head"),
            waiting=frozenset(
                Spot(*row)
                for row in _rows(database, "select topic, partition, sequence from outbox")
            ),
            read=_hashed(database, "position"),
            received=_number(database, "select coalesce(max(rowid), 0) from inbox"),
            parked=_number(database, "select count(*) from parked"),
            withheld=tuple(_withheld(database, path.stem)),
        )


def _withheld(database: sqlite3.Connection, writer: str) -> Iterator[Fault]:
    """What has no place in the log, by name; an older database has no such table."""
    if not _rows(database, "select 1 from sqlite_master where name = 'withheld'"):
        return
    query = "select topic, partition, reason, draft from withheld order by ordinal"
    for topic, partition, reason, draft in _rows(database, query):
        name = json.loads(draft)["id"]
        text = f"{writer} kon gebeurtenis {name} niet publiceren ({reason})"
        yield Fault(Spot(topic, partition, 0), text)


def reconcile(instances: Iterable[Known], order: Order) -> Reconciled:
    """Hold what the instances knew against the log as `order` saw it."""
    found = Reconciled()
    for one in instances:
        found.parked += one.parked
        found.withheld += len(one.withheld)
        found.faults += one.withheld
        found.unpublished += sum(order.digest(place) is None for place in one.waiting)
        _written(one, order, found)
        _heard(one, order, found)
        _read(one, order, found)
    return found


def _written(one: Known, order: Order, found: Reconciled) -> None:
    for place, digest in one.written:
        last = order.lengths.get(place[:2], 0)
        later = (place._replace(sequence=n) for n in range(last + 1, place.sequence + 1))
        missing = sum(each not in one.waiting for each in later)
        if missing:
            found.gone += missing
            text = f"{one.path.stem} schreef dit, en het staat niet in het logboek"
            found.faults.append(Fault(place, text))
        _same(order, place, digest, f"{one.path.stem} schreef iets anders", found)


def _heard(one: Known, order: Order, found: Reconciled) -> None:
    query = "select id from inbox where rowid <= ?"
    with closing(read_only(one.path)) as database:
        unknown = sum(id_ not in order.ids for (id_,) in database.execute(query, (one.received,)))
    if unknown:
        found.gone += unknown
        text = f"{one.path.stem} hoorde {unknown} gebeurtenissen die niet in het logboek staan"
        found.faults.append(Fault(Spot(one.path.stem, 0, 0), text))


def _read(one: Known, order: Order, found: Reconciled) -> None:
    for place, digest in one.read:
        found.unread += max(0, order.lengths.get(place[:2], 0) - place.sequence)
        if digest:
            _same(order, place, digest, f"{one.path.stem} las hier iets anders", found)


def _same(order: Order, place: Spot, digest: str, text: str, found: Reconciled) -> None:
    stands = order.digest(place)
    if stands is not None and stands.hex() != digest:
        found.faults.append(Fault(place, text))


def _hashed(database: sqlite3.Connection, table: str) -> tuple[Hashed, ...]:
    rows = _rows(database, f"select topic, partition, sequence, hash from {table}")  # noqa: S608 - one of our two tables
    return tuple((Spot(*row[:3]), row[3]) for row in rows)


def _rows(database: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()


def _number(database: sqlite3.Connection, query: str) -> int:
    return int(database.execute(query).fetchone()[0])
