"""A source of events: the records of one place, well chained, or spoilt where a test wants it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from contracts.envelope import CHAIN_START, Draft, draft_bytes, hash_of, place, source_of
from contracts.events.casusoverleg import HouderVernomen
from contracts.events.payload import Payload
from contracts.events.table import form_of
from contracts.vocabulary import Functie
from infra.log import Outgoing, Record

A, B, C = ("a" * 16, "b" * 16, "c" * 16)
"""Three casussen."""

WHEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def payload(casus: str, houder: str = "cjg-tilburg") -> HouderVernomen:
    """Some fact about a casus."""
    return HouderVernomen(
        casus=casus,
        overleg="cjg-tilburg",
        houder=houder,
        door=Functie(organisatie="cjg-tilburg", rol="procesregisseur"),
        op=WHEN.date(),
    )


class Source:
    """Makes the events of one place, in order."""

    def __init__(self, topic: str, partition: int = 0) -> None:
        self.topic = topic
        self.partition = partition
        self._sequence = 0
        self._offset = 0
        self._previous = CHAIN_START

    def says(
        self,
        casus: str,
        data: Payload | None = None,
        *,
        event: str = "",
        after: Sequence[str] = (),
        previous: str = "",
        kind: str = "",
        trace: str | None = None,
        when: datetime = WHEN,
    ) -> Record:
        """The next event: about a casus; with an id, a type or a hash that is not its own."""
        data = data or payload(casus)
        draft = Draft(
            id=event or f"{self.topic}-{self.partition}-{self._sequence + 1}",
            type=kind or form_of(type(data)).type,
            subject=casus,
            time=when,
            causationid="test",
            after=",".join(after),
            traceparent=trace,
            data=data.model_dump(mode="json"),
        )
        self._sequence += 1
        raw = place(
            draft_bytes(draft),
            source_of(self.topic, self.partition),
            self._sequence,
            previous or self._previous,
        )
        self._previous = hash_of(raw)
        return self.record(raw)

    def record(self, raw: bytes) -> Record:
        """Any bytes, at the next offset."""
        self._offset += 1
        return Record(self.topic, self.partition, self._offset - 1, raw)


def outgoing(topic: str, count: int, *, first: int = 1, partition: int = 0) -> list[Outgoing]:
    """Some rows ready to be published."""
    return [
        Outgoing(topic, partition, f"casus-{number % 3}", number, b"event %d" % number)
        for number in range(first, first + count)
    ]
