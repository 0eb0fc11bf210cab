"""The log of a chain on one machine: one SQLite file, in one order, raw bytes untouched."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Index, LargeBinary, MetaData, UniqueConstraint
from sqlmodel import Field, Session, SQLModel

from infra.bell import Bell
from infra.database import Database
from infra.log.records import (
    Outgoing,
    Place,
    Record,
    check_reads,
    check_sizes,
    check_writes,
    places_of,
)
from infra.statements import Row, execute, one_of, row_of

LOG = MetaData()

POLL = 1.0
"""Seconds until a reader looks for what another process appended."""


AT_ONCE = 500
"""Records that are read in one go where all of them are wanted."""


class Altered(Exception):
    """Other bytes at a place where an event lies already."""


class LogRecord(SQLModel, table=True):
    """A record; `id` is the order of the whole log."""

    metadata = LOG
    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("topic", "partition", "sequence"),
        Index("record_offset", "topic", "partition", "offset", unique=True),
    )
    id: int | None = Field(default=None, primary_key=True)
    topic: str
    partition: int
    offset: int
    subject: str
    sequence: int
    raw: bytes = Field(sa_type=LargeBinary)


_FOLLOWING = (
    'SELECT topic, "partition", "offset", raw, id FROM record WHERE id > :after AND topic IN '
)

_READ = (
    'SELECT topic, "partition", "offset", raw FROM record WHERE topic = :topic '
    'AND "partition" = :partition AND "offset" >= :offset ORDER BY "offset" LIMIT :most'
)

_LAST = "SELECT max(id) FROM record"

_END = (
    'SELECT "offset" + 1, sequence FROM record WHERE topic = :topic AND "partition" = :partition '
    'ORDER BY "offset" DESC LIMIT 1'
)
_FIRST = (
    'SELECT id FROM record WHERE topic = :topic AND "partition" = :partition '
    'AND "offset" >= :offset ORDER BY "offset" LIMIT 1'
)
_LYING = (
    'SELECT raw FROM record WHERE topic = :topic AND "partition" = :partition '
    "AND sequence = :sequence"
)
_APPEND = (
    'INSERT INTO record (topic, "partition", "offset", subject, sequence, raw) '
    "VALUES (:topic, :partition, :offset, :subject, :sequence, :raw)"
)


class SqliteLog:
    """The log, to be handed to each principal by its name."""

    def __init__(self, path: Path) -> None:
        self._database = Database(f"sqlite:///{path}")
        self._database.create(LOG)
        self._bells: dict[Bell, frozenset[str]] = {}

    def principal(self, name: str) -> "SqlitePrincipal":
        """The log in the hands of one instance."""
        return SqlitePrincipal(self, name)

    def append(self, batch: Sequence[Outgoing]) -> None:
        """Append in one transaction; what lies there already is left as it is.

        Raises:
            Altered: other bytes lie at that place.
        """
        with self._database.transaction() as session:
            rows = _new_rows(session, batch)
            if rows:
                execute(session, _APPEND, rows)
        appended = {one.topic for one in batch}
        for bell, topics in tuple(self._bells.items()):
            if topics & appended:
                bell.ring()

    def read(self, topic: str, partition: int, offset: int, limit: int) -> Sequence[Record]:
        """Records of one place, from an offset on."""
        what = row_of((topic, partition), offset=offset, most=limit)
        with self._database.reading() as session:
            return [Record(*row) for row in execute(session, _READ, what).fetchall()]

    def following(
        self, topics: Sequence[str], after: int, limit: int
    ) -> tuple[Sequence[Record], int]:
        """Records of these topics beyond a point in the whole log, and the point now reached."""
        places, what = one_of("topic", topics)
        query = f"{_FOLLOWING}({places}) ORDER BY id LIMIT :most"
        with self._database.reading() as session:
            end = _last(session)
            if end <= after:
                return [], after
            rows = execute(session, query, {**what, "after": after, "most": limit}).fetchall()
        reached = rows[-1][-1] if len(rows) == limit else end
        return [Record(*row[:-1]) for row in rows], reached

    def ends(self, topics: Iterable[str]) -> Mapping[Place, int]:
        """The offset that the next record would get, for each place that has records."""
        with self._database.reading() as session:
            found = {place: _end(session, place)[0] for place in places_of(topics)}
        return {place: end for place, end in found.items() if end}

    def before(self, topics: Sequence[str], offsets: Mapping[Place, int]) -> int:
        """The point in the whole log before which nothing is left to read from these offsets."""
        with self._database.reading() as session:
            first = (_first(session, place, offsets.get(place, 0)) for place in places_of(topics))
            waiting = [one for one in first if one is not None]
            end = _last(session)
        return min(waiting) - 1 if waiting else end

    def listen(self, bell: Bell, topics: Iterable[str]) -> None:
        """Ring this bell when this process appends to one of the topics."""
        self._bells[bell] = frozenset(topics)

    def unlisten(self, bell: Bell) -> None:
        """Ring it no more."""
        self._bells.pop(bell, None)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


class SqlitePrincipal:
    """The log in the hands of one instance; see `infra.log.records.Log`."""

    def __init__(self, log: SqliteLog, name: str) -> None:
        self._log = log
        self._name = name

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        """Append durably, in this order; see `Log.publish`."""
        await asyncio.to_thread(self.append, batch)

    def append(self, batch: Sequence[Outgoing]) -> None:
        """The same, in this thread."""
        check_writes(self._name, (one.topic for one in batch))
        check_sizes(batch)
        self._log.append(batch)

    async def open(self, topics: Iterable[str], offsets: Mapping[Place, int]) -> "SqliteInlet":
        """Start to read; see `Log.open`."""
        topics = tuple(topics)
        check_reads(self._name, topics)
        inlet = SqliteInlet(self._log, topics)
        await inlet.seek(offsets)
        return inlet

    async def written(self, since: Mapping[Place, int]) -> AsyncIterator[Record]:
        """What it said itself; see `Log.written`."""
        check_writes(self._name, (topic for topic, _ in since))
        for place, start in since.items():
            offset = start
            while found := await asyncio.to_thread(self._log.read, *place, offset, AT_ONCE):
                for record in found:
                    yield record
                offset = found[-1].offset + 1

    async def close(self) -> None:
        """Nothing of its own is open."""


class SqliteInlet:
    """Reads in the order of the whole log: what caused an event always comes before it."""

    def __init__(self, log: SqliteLog, topics: Sequence[str]) -> None:
        self._log = log
        self._topics = topics
        self._reached = 0
        self._offsets: Mapping[Place, int] = {}
        self._more = True
        self._bell = Bell()
        log.listen(self._bell, topics)

    @property
    def quiet(self) -> bool:
        """Does it wait for another append in this process?"""
        return self._bell.quiet

    async def batch(self, limit: int) -> Sequence[Record]:
        """The next records; see `Inlet.batch`."""
        if not self._more:
            await self._bell.wait(POLL)
        return await self._following(limit)

    async def _following(self, limit: int) -> Sequence[Record]:
        found, self._reached = await asyncio.to_thread(
            self._log.following, self._topics, self._reached, limit
        )
        self._more = len(found) == limit
        return [
            record
            for record in found
            if record.offset >= self._offsets.get((record.topic, record.partition), 0)
        ]

    async def seek(self, offsets: Mapping[Place, int]) -> None:
        """Go on from these offsets; see `Inlet.seek`."""
        self._offsets = dict(offsets)
        self._more = True
        self._reached = await asyncio.to_thread(self._log.before, self._topics, offsets)

    async def ends(self) -> Mapping[Place, int]:
        """The ends of what is read; see `Inlet.ends`."""
        return await asyncio.to_thread(self._log.ends, self._topics)

    async def close(self) -> None:
        """Read no more."""
        self._log.unlisten(self._bell)


def _new_rows(session: Session, batch: Sequence[Outgoing]) -> list[Row]:
    rows: list[Row] = []
    ends: dict[Place, int] = {}
    last: dict[Place, int] = {}
    for one in batch:
        place = (one.topic, one.partition)
        if place not in ends:
            ends[place], last[place] = _end(session, place)
        if one.sequence <= last[place] and _lies_there(session, one):
            continue
        rows.append({**asdict(one), "offset": ends[place]})
        ends[place] += 1
    return rows


def _lies_there(session: Session, one: Outgoing) -> bool:
    where = row_of((one.topic, one.partition), sequence=one.sequence)
    found = execute(session, _LYING, where).fetchone()
    if found and found[0] != one.raw:
        raise Altered(f"{one.topic}/{one.partition}: sequence {one.sequence}")
    return found is not None


def _last(session: Session) -> int:
    (last,) = execute(session, _LAST).fetchone() or (0,)
    return last or 0


def _end(session: Session, place: Place) -> tuple[int, int]:
    """The next offset and the last sequence of a place."""
    found = execute(session, _END, row_of(place)).fetchone()
    return (found[0], found[1]) if found else (0, 0)


def _first(session: Session, place: Place, offset: int) -> int | None:
    found = execute(session, _FIRST, row_of(place, offset=offset)).fetchone()
    return found[0] if found else None
