"""What a reaction gets and what it gives back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlmodel import Session

from contracts.envelope import EVENT_BYTES, Envelope
from contracts.events.payload import Payload
from contracts.vocabulary import NewId


class Poison(Exception):
    """An event that cannot be taken in as it is. The reason must hold nothing personal."""


class NotYet(Poison):
    """What it needs was not heard of here yet: it is tried again with whatever comes in next."""


class TooLarge(Poison):
    """An event that no log can carry: nothing is done of what it was to follow from."""

    def __init__(self, kind: str, size: int) -> None:
        super().__init__(f"{kind} of {size} bytes; an event has {EVENT_BYTES} at most")


@dataclass(frozen=True)
class Emission:
    """An event that was decided on.

    Attributes:
        topic: one that this instance writes.
        subject: what the order is kept for, mostly the casus id.
        after: ids of events that a reader must have taken in before this one.
    """

    topic: str
    subject: str
    payload: Payload
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moment:
    """The circumstances of a decision, so that the decision itself can be pure.

    Attributes:
        now: in UTC.
        today: the calendar day in the Netherlands.
        cause: the id of the event or command at hand.
        new_id: derives an id from the cause and the given parts; equal on redelivery.
    """

    now: datetime
    today: date
    cause: str
    new_id: NewId


Reaction: TypeAlias = Callable[[Session, Envelope, Any, Moment], Sequence[Emission]]
"""(session, envelope, its typed payload, moment) -> what follows from it."""

Reactions: TypeAlias = Mapping[type[Payload], Reaction]

Deed: TypeAlias = Callable[[Session, Moment], tuple[Sequence[Emission], str]]
"""What a user's command does: (session, moment) -> (what follows, the stored answer)."""

Checkpoint: TypeAlias = Callable[[str], None]
"""Called with the name of each moment at which a crash must do no harm."""
