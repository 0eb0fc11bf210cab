"""Calling the reaction of a service to one event, and telling poison from a fault."""

import logging
from functools import partial

from pydantic import ValidationError
from sqlmodel import Session

from contracts.envelope import Envelope
from contracts.events.registry import UnknownType, kind_of, payload_of
from contracts.events.table import newest
from infra.clock import Clock, day_of
from infra.kernel.emission import Moment, NotYet, Poison, Reaction, Reactions
from infra.kernel.ids import derived_id
from infra.kernel.outbox import Signature, Writer
from infra.kernel.parking import Refusal, Why
from infra.statements import savepoint
from infra.telemetry import span

log = logging.getLogger(__name__)


class Unguarded(Exception):
    """A reaction refused an event after it may have changed something: undo, and guard each."""


class Reacting:
    """Reactions to events within one transaction.

    Args:
        guarded: put a savepoint around every reaction, so that poison undoes its own work
            only. Without it, poison undoes the transaction: faster as long as there is none.
    """

    def __init__(
        self,
        session: Session,
        writer: Writer,
        reactions: Reactions,
        signature: Signature,
        clock: Clock,
        *,
        guarded: bool,
    ) -> None:
        self._session = session
        self._writer = writer
        self._reactions = reactions
        self._signature = signature
        self._clock = clock
        self._guarded = guarded

    def react(self, envelope: Envelope) -> Refusal | None:
        """React to an event; gives why it cannot be taken in, if so.

        Raises:
            Unguarded: it was refused, and this transaction must be undone.
        """
        try:
            reaction = self._reactions.get(kind_of(envelope.type))
            if reaction is None:
                return None
            payload = payload_of(envelope)
        except UnknownType:
            return self._newer(envelope.type)
        except ValidationError as error:
            return Refusal(reason_of(error))
        return self._guard(reaction, envelope, payload)

    def _newer(self, type_: str) -> Refusal | None:
        """Let an event wait whose writer was upgraded before us, unless it is nothing to us."""
        form = newest(type_)
        if form and form.kind not in self._reactions:
            return None
        log.warning("%s: %s waits for an upgrade of this process", self._signature.name, type_)
        return Refusal(f"{type_} is not known here yet", kind=Why.NEWER)

    def _guard(self, reaction: Reaction, envelope: Envelope, payload: object) -> Refusal | None:
        try:
            if not self._guarded:
                self._call(reaction, envelope, payload)
                return None
            with savepoint(self._session):
                self._call(reaction, envelope, payload)
        except (Poison, ValidationError) as error:
            if not self._guarded:
                raise Unguarded from error
            kind = Why.WAITING if isinstance(error, NotYet) else Why.POISON
            return Refusal(reason_of(error), getattr(reaction, "__name__", ""), kind)
        return None

    def _call(self, reaction: Reaction, envelope: Envelope, payload: object) -> None:
        moment = moment_of(self._signature, self._clock, envelope.id)
        with span(
            "react",
            envelope.traceparent,
            fresh=self._signature.veiled,
            instance=self._signature.name,
            type=envelope.type,
        ) as trace:
            emissions = reaction(self._session, envelope, payload, moment)
            self._writer.add(emissions, moment, trace)


def moment_of(signature: Signature, clock: Clock, cause: str) -> Moment:
    """The circumstances of a decision that follows from this cause."""
    now = clock.now()
    new_id = partial(derived_id, signature.key, "id", signature.name, cause)
    return Moment(now=now, today=day_of(now), cause=cause, new_id=new_id)


def reason_of(error: Exception) -> str:
    """Why, without repeating any value: a reason may be read by those who may not read that."""
    if isinstance(error, ValidationError):
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        return "; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in faults)
    return str(error)
