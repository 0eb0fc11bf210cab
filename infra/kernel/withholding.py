"""What the log does not take: it is set aside with all that follows on it in its casus.

Nobody has seen the bytes of what is still in the outbox. So what comes after a refused event in
its source gets another place, and the source goes on without a gap.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contracts.envelope import CHAIN_START, draft_of, hash_of, parse, place, source_of
from infra.log.records import Outgoing
from infra.statements import execute, row_of

BEHIND = "an earlier event of its casus is withheld"


@dataclass(frozen=True)
class WithheldEvent:
    """An event that has no place in the log, as an operator sees it; nothing of what it says."""

    id: str
    type: str
    topic: str
    reason: str
    since: datetime


_WITHHOLD = (
    "INSERT INTO withheld (topic, subject, partition, reason, since, draft) "
    "VALUES (:topic, :subject, :partition, :reason, :since, :draft)"
)
_ALL = "SELECT topic, reason, since, draft FROM withheld ORDER BY ordinal"
_SUBJECTS = "SELECT DISTINCT topic, subject FROM withheld"
_RELEASED = "SELECT topic, partition, subject, draft FROM withheld ORDER BY ordinal"
_FORGET = "DELETE FROM withheld"
_FROM = (
    "SELECT ordinal, subject, sequence, raw FROM outbox WHERE topic = :topic "
    "AND partition = :partition AND sequence >= :sequence ORDER BY sequence"
)
_REMOVE = "DELETE FROM outbox WHERE ordinal = :ordinal"
_REPLACE = "UPDATE outbox SET sequence = :sequence, raw = :raw WHERE ordinal = :ordinal"
_HEAD = (
    "UPDATE head SET sequence = :sequence, hash = :hash "
    "WHERE topic = :topic AND partition = :partition"
)
_NO_HEAD = "DELETE FROM head WHERE topic = :topic AND partition = :partition"


class Withholding:
    """What one instance withholds, during one transaction."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._subjects = set(execute(session, _SUBJECTS).fetchall())

    def holds(self, topic: str, subject: str) -> bool:
        """Must what is said of this casus on this topic wait?"""
        return (topic, subject) in self._subjects

    def add(self, topic: str, partition: int, subject: str, draft: bytes, reason: str) -> None:
        """Set an event aside that has no place."""
        where = row_of((topic, partition), subject=subject, reason=reason, draft=draft)
        execute(self._session, _WITHHOLD, {**where, "since": self._now.isoformat()})
        self._subjects.add((topic, subject))

    def take_out(self, refused: Outgoing, reason: str) -> None:
        """Set an event of the outbox aside, with what follows in its casus; the rest moves up."""
        where = row_of((refused.topic, refused.partition))
        rows = execute(self._session, _FROM, {**where, "sequence": refused.sequence}).fetchall()
        sequence, last = refused.sequence - 1, json.loads(refused.raw)["previoushash"]
        for ordinal, subject, number, raw in rows:
            draft = draft_of(bytes(raw))
            if number == refused.sequence or subject == refused.subject:
                why = reason if number == refused.sequence else BEHIND
                self.add(refused.topic, refused.partition, subject, draft, why)
                execute(self._session, _REMOVE, {"ordinal": ordinal})
                continue
            sequence += 1
            source = source_of(refused.topic, refused.partition)
            moved = place(draft, source, sequence, last)
            last = hash_of(moved)
            values = {"ordinal": ordinal, "sequence": sequence, "raw": moved}
            execute(self._session, _REPLACE, values)
        head = {**where, "sequence": sequence, "hash": last}
        execute(self._session, _HEAD if sequence else _NO_HEAD, head if sequence else where)

    def release(self) -> Iterator[tuple[str, int, str, bytes]]:
        """Withhold nothing any more; gives topic, partition, subject and draft of each event."""
        rows = execute(self._session, _RELEASED).fetchall()
        execute(self._session, _FORGET)
        self._subjects.clear()
        return ((topic, part, subject, bytes(draft)) for topic, part, subject, draft in rows)


def drafts(session: Session) -> Sequence[tuple[str, int, bytes]]:
    """Topic, partition and draft of everything that is withheld, in the order of deciding."""
    rows = execute(session, _RELEASED).fetchall()
    return [(topic, partition, bytes(draft)) for topic, partition, _subject, draft in rows]


def withheld(session: Session) -> Sequence[WithheldEvent]:
    """Everything that is withheld, in the order of deciding."""
    return [_seen(*row) for row in execute(session, _ALL).fetchall()]


def _seen(topic: str, reason: str, since: str, draft: bytes) -> WithheldEvent:
    event = parse(place(bytes(draft), source_of(topic, 0), 1, CHAIN_START))
    return WithheldEvent(event.id, event.type, topic, reason, datetime.fromisoformat(since))
