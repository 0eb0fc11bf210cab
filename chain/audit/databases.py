"""What the instances' own databases say of the log: was anything taken in, or said, that is gone?

Read from the kernel's tables: `inbox` (id of every event that was received), `head` (the last
event of each source that the instance writes), `outbox` (what it still has to publish),
`position` (how far it read each source) and `parked` (received, not taken in yet).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chain.audit.event import Fault, Place
from chain.audit.order import Order
from chain.audit.records import read_only


@dataclass
class Reconciled:
    """The outcome: how many events are gone, unpublished, unread or parked; and what differs."""

    gone: int = 0
    unpublished: int = 0
    unread: int = 0
    parked: int = 0
    faults: list[Fault] = field(default_factory=list)


def reconcile(directory: Path, order: Order) -> Reconciled:
    """Hold every database below `directory` against the log as `order` saw it."""
    found = Reconciled()
    for path in sorted(directory.glob("*.sqlite")):
        with closing(read_only(path)) as database:
            _written(database, path.stem, order, found)
            _read(database, path.stem, order, found)
    return found


def _written(database: sqlite3.Connection, name: str, order: Order, found: Reconciled) -> None:
    waiting = set(_rows(database, "select topic, partition, sequence from outbox"))
    found.unpublished += sum(order.digest(Place(*place)) is None for place in waiting)
    for topic, partition, sequence, digest in _rows(
        database, "select topic, partition, sequence, hash from head"
    ):
        last = order.lengths.get((topic, partition), 0)
        missing = [n for n in range(last + 1, sequence + 1) if (topic, partition, n) not in waiting]
        found.gone += len(missing)
        place = Place(topic, partition, sequence)
        if missing:
            text = f"{name} schreef dit, en het staat niet in het logboek"
            found.faults.append(Fault(place, text))
        _same(order, place, digest, f"{name} schreef iets anders", found)


def _read(database: sqlite3.Connection, name: str, order: Order, found: Reconciled) -> None:
    found.parked += _number(database, "select count(*) from parked")
    heard = {one for (one,) in _rows(database, "select id from inbox")}
    unknown = len(heard - order.ids)
    if unknown:
        found.gone += unknown
        text = f"{name} hoorde {unknown} gebeurtenissen die niet in het logboek staan"
        found.faults.append(Fault(Place(name, 0, 0), text))
    for topic, partition, sequence, digest in _rows(
        database, "select topic, partition, sequence, hash from position"
    ):
        last = order.lengths.get((topic, partition), 0)
        found.unread += max(0, last - sequence)
        place = Place(topic, partition, sequence)
        if digest:
            _same(order, place, digest, f"{name} las hier iets anders", found)


def _same(order: Order, place: Place, digest: str, text: str, found: Reconciled) -> None:
    known = order.digest(place)
    if known is not None and known.hex() != digest:
        found.faults.append(Fault(place, text))


def _rows(database: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    return iter(database.execute(query).fetchall())


def _number(database: sqlite3.Connection, query: str) -> int:
    return int(database.execute(query).fetchone()[0])
