"""How far each source was read, and whether what comes next belongs there."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sqlmodel import Session

from contracts.envelope import CHAIN_START, Envelope, hash_of, source_of
from infra.log.records import Place, Record
from infra.statements import execute, row_of


class Gap(Exception):
    """A source goes on beyond what was read of it: read again from the database's offset."""


class Fit(Enum):
    """How a record fits on what was read before it."""

    NEXT = auto()
    """The next event of its source."""
    SEEN = auto()
    """Received before, byte for byte."""
    ALTERED = auto()
    """Its id or its place belongs to another event."""
    BROKEN = auto()
    """In its place, but it names another hash before it."""


@dataclass
class Progress:
    """How far one source was read; see `infra.kernel.tables.Position`."""

    next_offset: int = 0
    sequence: int = 0
    hash: str = CHAIN_START


_STORE = (
    "INSERT INTO position (topic, partition, next_offset, sequence, hash) "
    "VALUES (:topic, :partition, :next_offset, :sequence, :hash) "
    "ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset, "
    "sequence = excluded.sequence, hash = excluded.hash"
)


_ALL = "SELECT topic, partition, next_offset, sequence, hash FROM position"


class Sources:
    """The sources that an instance reads, during one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._all = _load(session)
        self._moved: set[Place] = set()

    def before(self, record: Record) -> bool:
        """Was the record's offset read already?

        Raises:
            Gap: an offset before it was not.
        """
        expected = self._of(record).next_offset
        if record.offset > expected:
            raise Gap(f"{record.topic}: offset {expected} was not read")
        return record.offset < expected

    def fit(self, record: Record, event: Envelope, known: Mapping[str, str]) -> tuple[Fit, str]:
        """Where the next record of a source belongs, and why; moves on beyond it.

        Raises:
            Gap: the event's sequence does not follow on what was read.
        """
        so_far = self._of(record)
        fit, why = _judge(so_far, record, event, known)
        if fit in (Fit.NEXT, Fit.BROKEN):
            so_far.sequence = event.number
            so_far.hash = hash_of(record.raw)
        self._move(record)
        return fit, why

    def skip(self, record: Record) -> None:
        """Move on beyond a record that is no event: the chain goes on from the one after it."""
        self._of(record).hash = ""
        self._move(record)

    def _of(self, record: Record) -> Progress:
        return self._all.setdefault((record.topic, record.partition), Progress())

    def _move(self, record: Record) -> None:
        self._of(record).next_offset = record.offset + 1
        self._moved.add((record.topic, record.partition))

    def store(self) -> None:
        """Write down how far was read."""
        if self._moved:
            rows = [row_of(place, **vars(self._all[place])) for place in self._moved]
            execute(self._session, _STORE, rows)


def _judge(
    so_far: Progress, record: Record, event: Envelope, known: Mapping[str, str]
) -> tuple[Fit, str]:
    if event.source != source_of(record.topic, record.partition):
        return Fit.ALTERED, "it stands in a topic that is not its source"
    if event.id in known:
        same = known[event.id] == hash_of(record.raw)
        return (Fit.SEEN, "") if same else (Fit.ALTERED, "other bytes under the same id")
    if event.number <= so_far.sequence:
        return Fit.ALTERED, "another event has its place"
    if not so_far.hash:
        return Fit.NEXT, ""
    if event.number > so_far.sequence + 1:
        raise Gap(f"{record.topic}: sequence {so_far.sequence + 1} is missing")
    if event.previoushash != so_far.hash:
        return Fit.BROKEN, "the event before it has another hash than it says"
    return Fit.NEXT, ""


def offsets(session: Session) -> dict[Place, int]:
    """The next offset to read, for each source that was read from."""
    return {place: progress.next_offset for place, progress in _load(session).items()}


def _load(session: Session) -> dict[Place, Progress]:
    rows = execute(session, _ALL).fetchall()
    return {(topic, partition): Progress(*so_far) for topic, partition, *so_far in rows}
