"""What goes into a log and comes out of it, and what every log can do."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from contracts.envelope import EVENT_BYTES
from contracts.topics import TOPICS

Place: TypeAlias = tuple[str, int]
"""A topic and a partition of it."""

TOO_LARGE = f"larger than {EVENT_BYTES} bytes"


class NotAllowed(Exception):
    """The table of topics does not grant this."""


class Unavailable(Exception):
    """The log cannot be reached for the moment; the same may be tried again."""


class Refused(Exception):
    """The log will never take this event. What comes after it at its place was not appended.

    Attributes:
        event: that one.
        reason: in a word or two, without anything of what it says.
    """

    def __init__(self, event: "Outgoing", reason: str) -> None:
        super().__init__(reason)
        self.event = event
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Record:
    """An event as it lies in the log: raw bytes at an offset."""

    topic: str
    partition: int
    offset: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An event at its place in its source, ready to be published."""

    topic: str
    partition: int
    subject: str
    sequence: int
    raw: bytes


class Inlet(Protocol):
    """A reader of some topics, from the offsets that its database knows."""

    @property
    def quiet(self) -> bool:
        """Does it wait, and has it given out all that there is? False when it cannot know."""

    async def batch(self, limit: int) -> Sequence[Record]:
        """The next records, in order per place; waits a while, and may come back with none.

        Raises:
            Unavailable: see there.
        """

    async def seek(self, offsets: Mapping[Place, int]) -> None:
        """Go on from these offsets; a place that is not named starts at 0."""

    async def ends(self) -> Mapping[Place, int]:
        """The offset that the next record would get, for each place that has records.

        Raises:
            Unavailable: see there.
        """

    async def close(self) -> None:
        """Read no more."""


class Log(Protocol):
    """A log in the hands of one principal."""

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        """Append durably, in this order per place. Publishing the same once more does no harm.

        Raises:
            NotAllowed: not a topic of this principal.
            Refused: see there.
            Unavailable: perhaps appended, perhaps not; publish the same again.
        """

    async def open(self, topics: Iterable[str], offsets: Mapping[Place, int]) -> Inlet:
        """Start to read.

        Raises:
            NotAllowed: not a topic that this principal may read.
        """

    def written(self, since: Mapping[Place, int]) -> AsyncIterator[Record]:
        """What lies in these sources of the principal's own, each from an offset on to its end.

        Raises:
            NotAllowed: not a topic of this principal.
            Unavailable: see there.
        """

    async def close(self) -> None:
        """Let go of files and connections."""


@runtime_checkable
class Appending(Protocol):
    """A log that is written without waiting for another process, by whichever thread."""

    def append(self, batch: Sequence[Outgoing]) -> None:
        """As `Log.publish`."""


def check_reads(principal: str, topics: Iterable[str]) -> None:
    """Raise NotAllowed for a topic that the principal may not read."""
    for topic in topics:
        if topic not in TOPICS or principal not in (TOPICS[topic].writer, *TOPICS[topic].readers):
            raise NotAllowed(f"{principal} may not read {topic}")


def check_writes(principal: str, topics: Iterable[str]) -> None:
    """Raise NotAllowed for a topic that the principal does not write."""
    for topic in topics:
        if topic not in TOPICS or principal != TOPICS[topic].writer:
            raise NotAllowed(f"{principal} may not write {topic}")


def check_sizes(batch: Iterable[Outgoing]) -> None:
    """Raise Refused for the first event that is larger than any log may carry."""
    for one in batch:
        if len(one.raw) > EVENT_BYTES:
            raise Refused(one, TOO_LARGE)


def places_of(topics: Iterable[str]) -> tuple[Place, ...]:
    """Every partition of these topics."""
    return tuple((name, part) for name in topics for part in range(TOPICS[name].partitions))
