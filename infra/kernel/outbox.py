"""What an instance says: each event gets its place in its source in the deciding transaction.

The place is given here and not on publishing: writing transactions of an instance are
serialised, so the order of commits is the order of the source, an undone transaction leaves
no gap, and whatever is published later, once or twice, is the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from contracts.envelope import (
    CHAIN_START,
    EVENT_BYTES,
    Draft,
    draft_bytes,
    hash_of,
    place,
    placed_bytes,
    source_of,
)
from contracts.events.table import form_of
from contracts.topics import TOPICS
from infra.kernel.emission import Emission, Moment, TooLarge
from infra.kernel.ids import derived_id, shard_of
from infra.kernel.withholding import BEHIND, Withholding
from infra.log.records import NotAllowed, Outgoing, Place, check_writes
from infra.statements import Row, execute, row_of


class Fenced(Exception):
    """Another process works in the name of this instance."""


@dataclass(frozen=True)
class Signature:
    """In whose name events are written.

    Attributes:
        name: the instance.
        key: the secret that its ids are derived under.
        veiled: nothing in its events may lead back to what caused them: no cause as it is,
            no exact time. So the gate's events do not join the logs of two domains.
    """

    name: str
    key: bytes
    veiled: bool = False

    def event_id(self, cause: str, index: int) -> str:
        """The id of the event that follows from a cause as number `index`."""
        return derived_id(self.key, "event", self.name, cause, str(index))

    def cause(self, topic: str, cause: str) -> str:
        """How an event on this topic names its cause."""
        return derived_id(self.key, "cause", topic, cause) if self.veiled else cause


def check_said(emission: Emission) -> None:
    """Raise NotAllowed for an event on a topic that the table of events does not give it."""
    form = form_of(type(emission.payload))
    if emission.topic not in form.said.topics:
        raise NotAllowed(f"{form.type} does not stand on {emission.topic}")


class Writer:
    """Writes the emissions of one transaction into the outbox."""

    def __init__(self, session: Session, signature: Signature, withholding: Withholding) -> None:
        self._session = session
        self._signature = signature
        self._withholding = withholding
        self._heads: dict[Place, tuple[int, str]] = {}
        self._before: dict[Place, int] = {}
        self._rows: list[Row] = []

    def add(self, emissions: Sequence[Emission], moment: Moment, trace: str | None) -> None:
        """Give each emission its id and its place; what the log would refuse, is not begun.

        Raises:
            NotAllowed: a topic that this instance does not write, or where this event is not said.
            TooLarge: one of them is; then none has a place.
        """
        check_writes(self._signature.name, (emission.topic for emission in emissions))
        for emission in emissions:
            check_said(emission)
        drafts = [
            draft_bytes(self._draft(one, moment, n, trace)) for n, one in enumerate(emissions)
        ]
        places = [(one.topic, _shard(one)) for one in emissions]
        for emission, where, draft in zip(emissions, places, drafts, strict=True):
            size = placed_bytes(draft, source_of(*where))
            if size > EVENT_BYTES:
                raise TooLarge(form_of(type(emission.payload)).type, size)
        for emission, where, draft in zip(emissions, places, drafts, strict=True):
            self._place(*where, emission.subject, draft)

    def release(self) -> int:
        """Give what was withheld a place after all; gives how many events that were."""
        released = list(self._withholding.release())
        for where in released:
            self._place(*where)
        return len(released)

    def _draft(self, emission: Emission, moment: Moment, index: int, trace: str | None) -> Draft:
        time = moment.now.replace(microsecond=0) if self._signature.veiled else moment.now
        return Draft(
            id=self._signature.event_id(moment.cause, index),
            type=form_of(type(emission.payload)).type,
            subject=emission.subject,
            time=time,
            causationid=self._signature.cause(emission.topic, moment.cause),
            after=",".join(emission.after),
            traceparent=trace,
            data=emission.payload.model_dump(mode="json"),
        )

    def _place(self, topic: str, shard: int, subject: str, draft: bytes) -> None:
        if self._withholding.holds(topic, subject):
            self._withholding.add(topic, shard, subject, draft, BEHIND)
            return
        where = (topic, shard)
        sequence, previous = self._head(where)
        raw = place(draft, source_of(topic, shard), sequence + 1, previous)
        self._heads[where] = sequence + 1, hash_of(raw)
        self._rows.append(row_of(where, subject=subject, sequence=sequence + 1, raw=raw))

    def _head(self, where: Place) -> tuple[int, str]:
        if where not in self._heads:
            found = execute(self._session, _HEAD, row_of(where)).fetchone()
            self._heads[where] = (found[0], found[1]) if found else (0, CHAIN_START)
            self._before[where] = self._heads[where][0]
        return self._heads[where]

    def flush(self) -> int:
        """Store it all; gives the number of events.

        Raises:
            Fenced: someone else moved a source of ours.
        """
        if self._rows:
            execute(self._session, _WAIT, self._rows)
            for where, (sequence, digest) in self._heads.items():
                self._move(where, sequence, digest)
        return len(self._rows)

    def _move(self, where: Place, sequence: int, digest: str) -> None:
        before = self._before[where]
        statement = _MOVE if before else _BEGIN
        row = row_of(where, sequence=sequence, hash=digest, before=before)
        if execute(self._session, statement, row).rowcount != 1:
            raise Fenced(where[0])


def _shard(emission: Emission) -> int:
    return shard_of(emission.subject, TOPICS[emission.topic].partitions)


_HEAD = "SELECT sequence, hash FROM head WHERE topic = :topic AND partition = :partition"
_BEGIN = (
    "INSERT INTO head (topic, partition, sequence, hash) "
    "VALUES (:topic, :partition, :sequence, :hash)"
)
_MOVE = (
    "UPDATE head SET sequence = :sequence, hash = :hash "
    "WHERE topic = :topic AND partition = :partition AND sequence = :before"
)
_WAIT = (
    "INSERT INTO outbox (topic, partition, subject, sequence, raw) "
    "VALUES (:topic, :partition, :subject, :sequence, :raw)"
)
_UNPUBLISHED = (
    "SELECT ordinal, topic, partition, subject, sequence, raw FROM outbox "
    "ORDER BY ordinal LIMIT :most"
)
_PUBLISHED = "DELETE FROM outbox WHERE ordinal <= :last"


def unpublished(session: Session, most: int) -> tuple[int, Sequence[Outgoing]]:
    """What waits to be published, in the order of deciding, and up to where in the outbox."""
    rows = execute(session, _UNPUBLISHED, {"most": most}).fetchall()
    last = rows[-1][0] if rows else 0
    return last, [Outgoing(*row[1:]) for row in rows]


def forget_published(session: Session, last: int) -> None:
    """Everything in the outbox up to there lies in the log."""
    execute(session, _PUBLISHED, {"last": last})
