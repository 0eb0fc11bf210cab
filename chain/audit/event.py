"""One event, read from its raw bytes without the contracts of those who wrote it."""

import json
from typing import Any, NamedTuple

from chain.audit.records import Record

COMMAND = "cmd-"
"""How the id of a user's command begins: it is a cause that stands in no log."""

DOMAINS = ("onderwijs", "zorg", "veiligheid", "justitie")


DomainId = tuple[str, str]
"""A domain and an id in it."""


class Unreadable(ValueError):
    """The bytes are not an event. The message is Dutch."""


class Spot(NamedTuple):
    """Where an event stands: a source and a number."""

    topic: str
    partition: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.topic}, partitie {self.partition}, nummer {self.sequence}"


class Fault(NamedTuple):
    """Something that is not right, and where; the text is a Dutch sentence."""

    place: Spot
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class Event(NamedTuple):
    """What the auditor looks at. `kind` is the type without its prefix, owner and version."""

    place: Spot
    id: str
    kind: str
    source: str
    subject: str
    time: str
    cause: str
    after: str
    previous: str
    data: dict[str, Any]
    trace: str = ""

    @property
    def domain(self) -> str:
        """Whose ids the event speaks in; decisions name their sender's domain themselves."""
        return self.place.topic.partition(".")[0]


def read_event(record: Record) -> Event:
    """Read a record as an event.

    Raises:
        Unreadable: it is no JSON, or a field that the order needs is missing.
    """
    try:
        body = json.loads(record.raw.decode())
        return Event(
            place=Spot(record.topic, record.partition, int(body["sequence"])),
            id=body["id"],
            kind=body["type"].split(".")[-2],
            source=body["source"],
            subject=body["subject"],
            time=body["time"],
            cause=body["causationid"],
            after=body.get("after", ""),
            previous=body["previoushash"],
            data=body["data"],
            trace=body.get("traceparent") or "",
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise Unreadable("is geen leesbare gebeurtenis") from None


def casus_of(event: Event) -> DomainId | None:
    """The casus that an event is about, with the domain whose id it is."""
    casus = event.data.get("casus")
    if casus is None:
        return None
    return event.data.get("van_domein", event.domain), casus
