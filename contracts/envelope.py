"""The envelope: NL GOV CloudEvents, structured mode; the hashed bytes are the whole event."""

import hashlib
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, Literal

from pydantic import Field, field_serializer, field_validator

from contracts.vocabulary import Frozen

OIN = "00000000000000000000"
"""The chain has no organisation identification number of its own yet; 20 zeros say so."""

CHAIN_START = "0" * 64
"""What the first event of a source names as the hash before it."""

CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8"

EVENT_BYTES = 1_000_000
"""So large an event may be, in every log: below what an Apache Kafka takes by default."""

RECORD_BYTES = EVENT_BYTES + 16_384
"""What a log must carry: an event with its key, its headers and what a batch adds to it."""

DATA_BYTES = EVENT_BYTES - 2048
"""So large the data of an event may be, whatever stands around it."""

_LAST_SEQUENCE = 10**15
"""No source comes so far, and its number is as long as one can be."""


def source_of(topic: str, partition: int) -> str:
    """The source of a partition. A topic has one writer, so a source is a topic and a shard."""
    return f"urn:nld:oin:{OIN}:systeem:{topic.replace('.', '-')}-{partition}"


def hash_of(raw: bytes) -> str:
    """The hash that the next event of the source carries: SHA-256 over the raw bytes, hex."""
    return hashlib.sha256(raw).hexdigest()


class Draft(Frozen):
    """An event that was decided on, before its source has given it a place in the order."""

    specversion: Literal["1.0"] = "1.0"
    id: str = Field(min_length=1, max_length=64)
    type: str
    subject: str = Field(description="what the order is kept for, mostly the casus id")
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    causationid: str = Field(description="the event or command that this one follows from")
    after: str = Field(
        default="",
        description="comma-separated ids of events that a reader must have taken in before",
    )
    traceparent: str | None = None
    data: dict[str, Any]

    @field_validator("time")
    @classmethod
    def _in_utc(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    @field_serializer("time")
    def _rfc3339(self, value: datetime) -> str:
        return value.isoformat(timespec="microseconds").replace("+00:00", "Z")

    @property
    def awaited(self) -> tuple[str, ...]:
        """The ids in `after`."""
        return tuple(part for part in self.after.split(",") if part)


class Envelope(Draft):
    """An event as it stands in the log."""

    source: str
    sequence: str = Field(pattern=r"^[1-9][0-9]*$", description="from 1 without gaps, per source")
    sequencetype: Literal["Integer"] = "Integer"
    previoushash: str = Field(pattern=r"^[0-9a-f]{64}$")

    @cached_property
    def raw(self) -> bytes:
        """The bytes that it was read from; none, if it was not. Equal events may differ in them."""
        return b""

    @property
    def number(self) -> int:
        """The sequence as a number."""
        return int(self.sequence)


def draft_bytes(draft: Draft) -> bytes:
    """The stored form of a draft."""
    return draft.model_dump_json(exclude_none=True).encode()


def place(draft: bytes, source: str, sequence: int, previous: str) -> bytes:
    """The final bytes of a draft at its place in the source; these are hashed and published."""
    head = (
        f'{{"source": "{source}", "sequence": "{sequence}", "sequencetype": "Integer", '
        f'"previoushash": "{previous}",'
    )
    return head.encode() + draft[1:]


def placed_bytes(draft: bytes, source: str) -> int:
    """How large a draft can become, whatever its place in the source."""
    return len(place(draft, source, _LAST_SEQUENCE, CHAIN_START))


def draft_of(raw: bytes) -> bytes:
    """The draft of an event that got a place, to be given another one."""
    last = b'"previoushash": "'
    return b"{" + raw[raw.index(last) + len(last) + len(CHAIN_START) + len('",') :]


@lru_cache(maxsize=512)
def parse(raw: bytes) -> Envelope:
    """Read an envelope. Several instances of one process read the same bytes.

    Raises:
        pydantic.ValidationError: the bytes are not an envelope of this profile.
    """
    envelope = Envelope.model_validate_json(raw)
    envelope.__dict__["raw"] = raw
    return envelope
