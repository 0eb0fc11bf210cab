"""Taking in a batch, within one transaction: seen before? in its place? its turn? Then react."""

from collections.abc import Iterable, Sequence

from pydantic import ValidationError
from sqlmodel import Session

from contracts.envelope import Envelope, hash_of, parse
from infra.kernel.parking import Held, Parking, Refusal, Why
from infra.kernel.reacting import Reacting, reason_of
from infra.kernel.sources import Fit, Gap, Sources
from infra.log.records import Record
from infra.statements import execute, one_of

Read = Envelope | Refusal

_KNOWN = "SELECT id, hash FROM inbox WHERE id IN "
_REMEMBER = "INSERT INTO inbox (id, hash) VALUES (:id, :hash)"


class Reception:
    """Takes in records, one after the other, in one transaction."""

    def __init__(self, session: Session, reacting: Reacting, parking: Parking) -> None:
        self._session = session
        self._reacting = reacting
        self._parking = parking
        self._sources = Sources(session)
        self._known: dict[str, str] = {}
        self._received: list[dict[str, str]] = []

    def take(self, batch: Sequence[Record]) -> Gap | None:
        """Take in the batch, or the part of it that lies before a gap."""
        read = [(record, _read(record)) for record in batch]
        self._look_up(event for _, event in read if isinstance(event, Envelope))
        found = self._take_until_gap(read)
        self._release()
        self._store()
        return found

    def _take_until_gap(self, read: Sequence[tuple[Record, Read]]) -> Gap | None:
        try:
            for record, event in read:
                self._arrive(record, event)
        except Gap as gap:
            return gap
        return None

    def replay(self, subject: str) -> int:
        """Try the poison of a casus again, and what it held back; gives how many were taken in."""
        self._look_up(())
        released = self._release(subject)
        self._store()
        return released

    def _release(self, replayed: str | None = None) -> int:
        tried: set[int] = set()
        released = 0
        while held := self._ready(replayed, tried):
            tried.add(held.ordinal)
            released += self._retry(held)
        return released

    def _arrive(self, record: Record, event: Read) -> None:
        if self._sources.before(record):
            return
        if isinstance(event, Refusal):
            self._sources.skip(record)
            name = f"{record.topic}/{record.partition}/{record.offset}"
            self._parking.park(record, Why.POISON, event, event=name)
            return
        fit, why = self._sources.fit(record, event, self._known)
        if fit is Fit.ALTERED:
            self._parking.park(
                record, Why.ALTERED, Refusal(why), event=event.id, subject=event.subject
            )
        elif fit is not Fit.SEEN:
            self._remember(event, record.raw)
            self._turn(record, event, Refusal(why) if fit is Fit.BROKEN else None)

    def _turn(self, record: Record, event: Envelope, broken: Refusal | None) -> None:
        kind, refused = Why.POISON, broken
        if self._parking.blocked(event.subject, (record.topic, record.partition)):
            kind, refused = Why.BEHIND, Refusal("an earlier event of its casus is parked")
        elif self._missing(event.awaited):
            kind, refused = Why.WAITING, Refusal("an event that it comes after is not taken in")
        elif not broken:
            refused = self._reacting.react(event)
            kind = refused.kind if refused else kind
        if refused:
            self._parking.park(
                record,
                kind,
                refused,
                event=event.id,
                subject=event.subject,
                awaited=event.awaited,
            )

    def _ready(self, replayed: str | None, tried: set[int]) -> Held | None:
        for held in self._parking:
            may = not held.stuck or held.subject == replayed
            if (
                may
                and held.ordinal not in tried
                and not self._parking.blocked(held.subject, held.place, before=held.ordinal)
                and not self._missing(held.awaited)
            ):
                return held
        return None

    def _retry(self, held: Held) -> bool:
        raw = self._parking.raw(held)
        try:
            event = parse(raw)
        except ValidationError as error:
            self._parking.refused(held, Refusal(reason_of(error)))
            return False
        refused = self._reacting.react(event)
        if refused:
            self._parking.refused(held, refused)
            return False
        if event.id != held.id:
            # It could not be read before, so it is not in the inbox.
            self._remember(event, raw)
        self._parking.release(held)
        return True

    def _missing(self, awaited: Sequence[str]) -> bool:
        return any(one not in self._known or self._parking.has(one) for one in awaited)

    def _remember(self, event: Envelope, raw: bytes) -> None:
        self._known[event.id] = hash_of(raw)
        self._received.append({"id": event.id, "hash": self._known[event.id]})

    def _look_up(self, events: Iterable[Envelope]) -> None:
        ids = {one for held in self._parking for one in held.awaited}
        for event in events:
            ids.update((event.id, *event.awaited))
        if ids:
            places, row = one_of("id", tuple(ids))
            self._known.update(execute(self._session, f"{_KNOWN}({places})", row).fetchall())

    def _store(self) -> None:
        if self._received:
            execute(self._session, _REMEMBER, self._received)
        self._sources.store()


def _read(record: Record) -> Read:
    try:
        return parse(record.raw)
    except ValidationError as error:
        return Refusal(reason_of(error))
