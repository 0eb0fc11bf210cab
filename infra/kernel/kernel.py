"""The kernel of an instance: nothing lost, effects once."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import func
from sqlmodel import Session, select

from infra.clock import Clock
from infra.database import TRANSIENT, Database
from infra.documents import DOCUMENTS
from infra.kernel.emission import Checkpoint, Deed, Reactions
from infra.kernel.ids import derived_id
from infra.kernel.outbox import Signature, Writer, forget_published, unpublished
from infra.kernel.parking import ParkedEvent, Parking, Why, parked
from infra.kernel.reacting import Reacting, Unguarded, moment_of
from infra.kernel.reception import Reception
from infra.kernel.said import Said, said
from infra.kernel.sources import Gap, offsets
from infra.kernel.tables import KERNEL, Outbox
from infra.kernel.withholding import WithheldEvent, Withholding, withheld
from infra.log.records import Outgoing, Place, Record
from infra.statements import execute
from infra.telemetry import span

log = logging.getLogger(__name__)

PATIENCE = (0.05, 0.2, 0.8)
"""Seconds to wait before each new try when the database cannot be reached for a moment."""

COMMAND = "cmd-"
"""How the id of a command begins, so that a reader of the log can tell it from an event's."""

_DONE = "SELECT answer FROM command WHERE id = :id"
_DO = "INSERT INTO command (id, answer) VALUES (:id, :answer)"

T = TypeVar("T")


def no_checkpoint(_name: str) -> None:
    """Do nothing at a checkpoint."""


class Kernel:
    """Takes in events and carries out commands, each in one transaction with all effects.

    Transactions are serialised, whichever threads they come from. A fault of the database
    is retried a few times; any other fault is raised, and then nothing was done.

    Args:
        name: the instance.
        reactions: what the service does on each type of event; other types are taken in
            without effect.
        id_key: the secret under which the instance's ids are derived.
        veiled: see `outbox.Signature`; for the gate.
        checkpoint: called at 'before-commit', 'after-commit' and 'after-publish'.
    """

    def __init__(
        self,
        name: str,
        database: Database,
        reactions: Reactions,
        clock: Clock,
        id_key: bytes,
        *,
        veiled: bool = False,
        checkpoint: Checkpoint = no_checkpoint,
    ) -> None:
        self.name = name
        self.database = database
        self.checkpoint = checkpoint
        self.on_emitted: Callable[[], None] = _nothing
        self._reactions = reactions
        self._clock = clock
        self._signature = Signature(name, id_key, veiled)
        database.create(KERNEL)
        database.create(DOCUMENTS)

    def receive(self, batch: Sequence[Record]) -> None:
        """Take in records: in the order of each casus, and each event once.

        Raises:
            Gap: something before a record was not read; what comes before the gap is taken in.
        """
        with span("receive", instance=self.name):
            try:
                gap = self._persistently(lambda: self._take(batch, guarded=False))
            except Unguarded:
                gap = self._persistently(lambda: self._take(batch, guarded=True))
        if gap:
            raise gap

    def act(self, command_id: str, deed: Deed) -> str:
        """Carry out a command once; the same id once more gives the first answer again.

        Whatever `deed` raises is raised here, and nothing happened.
        """
        signature = self._signature
        command = COMMAND + derived_id(signature.key, "command", signature.name, command_id)
        return self._persistently(lambda: self._carry_out(command, deed))

    def replay(self, subject: str) -> int:
        """Try again what is parked of a casus; gives how many events were taken in."""
        return self._persistently(lambda: self._replay(subject))

    def catch_up(self) -> int:
        """Take in what waited for an upgrade of this process and can be read now; gives how many.

        Called at start, for what can be read changes with the code only.
        """
        waiting = {one.subject for one in self.parked() if one.kind is Why.NEWER}
        return sum(self.replay(subject) for subject in sorted(waiting))

    def parked(self) -> Sequence[ParkedEvent]:
        """What was received and not taken in, oldest first."""
        with self.database.reading() as session:
            return parked(session)

    def offsets(self) -> Mapping[Place, int]:
        """The next offset to read per place: the truth, wherever else an offset is kept."""
        with self.database.reading() as session:
            return offsets(session)

    def said(self) -> Mapping[Place, Said]:
        """What was said so far in each source."""
        with self.database.reading() as session:
            return said(session)

    def pending(self) -> int:
        """How many events wait to be published."""
        with self.database.reading() as session:
            return session.exec(select(func.count()).select_from(Outbox)).one()

    def outgoing(self, limit: int) -> tuple[int, Sequence[Outgoing]]:
        """What waits to be published, and up to where in the outbox that is."""
        with self.database.reading() as session:
            return unpublished(session, limit)

    def published(self, last: int) -> None:
        """Everything in the outbox up to there lies in the log."""
        with self.database.transaction() as session:
            forget_published(session, last)

    def withhold(self, refused: Outgoing, reason: str) -> None:
        """Set aside what the log will never take; its casus waits on that topic, the rest goes on.

        It is tried again with `release`.
        """
        self._persistently(lambda: self._set_aside(refused, reason))

    def withheld(self) -> Sequence[WithheldEvent]:
        """What was decided on and has no place in the log, oldest first."""
        with self.database.reading() as session:
            return withheld(session)

    def release(self) -> int:
        """Offer the log once more what it refused; gives how many events that are."""
        return self._persistently(self._offer_again)

    def _set_aside(self, refused: Outgoing, reason: str) -> None:
        with self.database.transaction() as session:
            Withholding(session, self._clock.now()).take_out(refused, reason)
            self.checkpoint("before-commit")
        self.checkpoint("after-commit")

    def _offer_again(self) -> int:
        with self.database.transaction() as session:
            writer = self._writer(session)
            released = writer.release()
            emitted = self._finish(writer)
        self._committed(emitted)
        return released

    def _take(self, batch: Sequence[Record], *, guarded: bool) -> Gap | None:
        with self.database.transaction() as session:
            writer = self._writer(session)
            gap = self._reception(session, writer, guarded=guarded).take(batch)
            emitted = self._finish(writer)
        self._committed(emitted)
        return gap

    def _replay(self, subject: str) -> int:
        with self.database.transaction() as session:
            writer = self._writer(session)
            released = self._reception(session, writer, guarded=True).replay(subject)
            emitted = self._finish(writer)
        self._committed(emitted)
        return released

    def _carry_out(self, command: str, deed: Deed) -> str:
        with self.database.transaction() as session:
            done = execute(session, _DONE, {"id": command}).fetchone()
            if done:
                return str(done[0])
            writer = self._writer(session)
            moment = moment_of(self._signature, self._clock, command)
            with span("act", instance=self.name) as trace:
                emissions, answer = deed(session, moment)
                writer.add(emissions, moment, None if self._signature.veiled else trace)
            execute(session, _DO, {"id": command, "answer": answer})
            emitted = self._finish(writer)
        self._committed(emitted)
        return answer

    def _writer(self, session: Session) -> Writer:
        return Writer(session, self._signature, Withholding(session, self._clock.now()))

    def _reception(self, session: Session, writer: Writer, *, guarded: bool) -> Reception:
        reacting = Reacting(
            session, writer, self._reactions, self._signature, self._clock, guarded=guarded
        )
        return Reception(session, reacting, Parking(session, self._clock.now()))

    def _finish(self, writer: Writer) -> int:
        emitted = writer.flush()
        self.checkpoint("before-commit")
        return emitted

    def _committed(self, emitted: int) -> None:
        self.checkpoint("after-commit")
        if emitted:
            self.on_emitted()

    def _persistently(self, work: Callable[[], T]) -> T:
        for delay in PATIENCE:
            try:
                return work()
            except TRANSIENT as error:
                log.warning("%s: %s, once more", self.name, type(error).__name__)
                time.sleep(delay)
        return work()


def _nothing() -> None:
    return None
