"""What was received and cannot be taken in yet: it is kept, and holds back its own casus only."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Integer, delete, insert, literal_column, update
from sqlmodel import Session, col, select

from infra.kernel.tables import Parked
from infra.log.records import Place, Record
from infra.statements import execute

_ORDINAL = literal_column("ordinal", Integer)


class Why(StrEnum):
    """Why an event was parked."""

    POISON = "poison"
    """It cannot be taken in as it is; the rest of its casus waits for a replay."""
    BEHIND = "behind"
    """Something before it in its casus is parked."""
    WAITING = "waiting"
    """Something that it needs was not taken in yet: an event, or a covenant of the register."""
    NEWER = "newer"
    """This code does not know its form yet; its casus waits until the process is upgraded."""
    ALTERED = "altered"
    """It differs from what stands at its place; kept as evidence, never taken in."""


_STUCK = (Why.POISON, Why.NEWER)
"""What does not come in by itself, whatever else does."""


@dataclass(frozen=True)
class Refusal:
    """Why an event is not taken in, and which reaction said so."""

    reason: str
    handler: str = ""
    kind: Why = Why.POISON


@dataclass(frozen=True)
class ParkedEvent:
    """A parked event, as an operator sees it; `subject` is what `Kernel.replay` takes."""

    id: str
    subject: str
    topic: str
    partition: int
    offset: int
    kind: Why
    reason: str
    handler: str
    attempts: int
    since: datetime


@dataclass(frozen=True)
class Held:
    """What the kernel must know of a parked event to keep the order."""

    ordinal: int
    id: str
    subject: str
    place: Place
    kind: Why
    awaited: tuple[str, ...]

    @property
    def stuck(self) -> bool:
        """Must somebody do something before it can come in: replay it, or upgrade?"""
        return self.kind in _STUCK

    def blocks(self, place: Place) -> bool:
        """Must a later event of the same casus, from this place, wait for this one?

        Poison and what is newer hold back their whole casus. What waits holds back its own
        source only: what it waits for may come from another one.
        """
        return self.kind in _STUCK or self.place == place


_HELD = (
    "SELECT ordinal, id, subject, topic, partition, kind, awaited FROM parked "
    "WHERE kind <> :altered ORDER BY ordinal"
)


class Parking:
    """The parked events of one instance, during one transaction."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._held = {held.ordinal: held for held in _load(session)}
        self._ids = {held.id for held in self._held.values()}
        self._subjects: defaultdict[str, set[int]] = defaultdict(set)
        for held in self._held.values():
            self._subjects[held.subject].add(held.ordinal)

    def __iter__(self) -> Iterator[Held]:
        return iter(tuple(self._held.values()))

    def has(self, event: str) -> bool:
        """Is the event with this id held?"""
        return event in self._ids

    def blocked(self, subject: str, place: Place, before: int | None = None) -> bool:
        """Does anything parked (before this ordinal) hold back an event of this casus?"""
        return any(
            self._held[ordinal].blocks(place)
            for ordinal in self._subjects.get(subject, ())
            if before is None or ordinal < before
        )

    def park(
        self,
        record: Record,
        kind: Why,
        refused: Refusal,
        *,
        event: str,
        subject: str = "",
        awaited: tuple[str, ...] = (),
    ) -> None:
        """Keep an event, with the reason."""
        place = (record.topic, record.partition)
        row = {
            "id": event,
            "topic": record.topic,
            "partition": record.partition,
            "offset": record.offset,
            "subject": subject,
            "kind": kind,
            "reason": refused.reason,
            "handler": refused.handler,
            "attempts": 1 if kind is Why.POISON else 0,
            "awaited": ",".join(awaited),
            "since": self._now.isoformat(),
            "raw": record.raw,
        }
        stored = insert(Parked).values(row).returning(_ORDINAL)
        ordinal = self._session.connection().execute(stored).scalar_one()
        if kind is not Why.ALTERED:
            self._held[ordinal] = Held(ordinal, event, subject, place, kind, awaited)
            self._ids.add(event)
            self._subjects[subject].add(ordinal)

    def raw(self, held: Held) -> bytes:
        """The bytes of a parked event."""
        query = select(Parked.raw).where(col(Parked.ordinal) == held.ordinal)
        return self._session.exec(query).one()

    def refused(self, held: Held, refused: Refusal) -> None:
        """It was tried (again) and cannot be taken in."""
        self._held[held.ordinal] = replace(held, kind=refused.kind)
        values = {
            "kind": refused.kind,
            "reason": refused.reason,
            "handler": refused.handler,
            "attempts": col(Parked.attempts) + 1,
        }
        self._session.connection().execute(
            update(Parked).where(col(Parked.ordinal) == held.ordinal).values(values)
        )

    def release(self, held: Held) -> None:
        """It was taken in after all."""
        del self._held[held.ordinal]
        self._ids.discard(held.id)
        self._subjects[held.subject].discard(held.ordinal)
        self._session.connection().execute(
            delete(Parked).where(col(Parked.ordinal) == held.ordinal)
        )


def parked(session: Session) -> Sequence[ParkedEvent]:
    """Everything that is parked, oldest first."""
    rows = session.exec(select(Parked).order_by(col(Parked.ordinal)))
    return [_seen(row) for row in rows]


def _seen(row: Parked) -> ParkedEvent:
    return ParkedEvent(
        id=row.id,
        subject=row.subject,
        topic=row.topic,
        partition=row.partition,
        offset=row.offset,
        kind=Why(row.kind),
        reason=row.reason,
        handler=row.handler,
        attempts=row.attempts,
        since=datetime.fromisoformat(row.since),
    )


def _load(session: Session) -> Iterator[Held]:
    rows = execute(session, _HELD, {"altered": Why.ALTERED}).fetchall()
    for ordinal, event, subject, topic, partition, kind, awaited in rows:
        ids = tuple(part for part in awaited.split(",") if part)
        yield Held(ordinal, event, subject, (topic, partition), Why(kind), ids)
