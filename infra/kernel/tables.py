"""The kernel's own tables, in the database of its instance."""

from sqlalchemy import Index, LargeBinary, MetaData, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

KERNEL = MetaData()


class Inbox(SQLModel, table=True):
    """Every event that was received, by id, with the hash of its bytes."""

    metadata = KERNEL
    id: str = Field(primary_key=True)
    hash: str


class Position(SQLModel, table=True):
    """How far a source was read: the next offset, and the last event's sequence and hash.

    An empty hash: what lay there could not be read, so the chain goes on from the next event.
    """

    metadata = KERNEL
    topic: str = Field(primary_key=True)
    partition: int = Field(primary_key=True)
    next_offset: int
    sequence: int
    hash: str


class Parked(SQLModel, table=True):
    """An event that was received and not taken in, and why."""

    metadata = KERNEL
    __table_args__ = (Index("parked_subject", "subject"),)
    ordinal: int | None = Field(default=None, primary_key=True)
    id: str
    topic: str
    partition: int
    offset: int
    subject: str
    kind: str
    reason: str = Field(sa_type=Text)
    handler: str
    attempts: int
    awaited: str = Field(sa_type=Text)
    since: str
    raw: bytes = Field(sa_type=LargeBinary)


class Head(SQLModel, table=True):
    """The last event of a source that this instance writes."""

    metadata = KERNEL
    topic: str = Field(primary_key=True)
    partition: int = Field(primary_key=True)
    sequence: int
    hash: str


class Outbox(SQLModel, table=True):
    """An event at its place in its source, not yet published."""

    metadata = KERNEL
    __table_args__ = (UniqueConstraint("topic", "partition", "sequence"),)
    ordinal: int | None = Field(default=None, primary_key=True)
    topic: str
    partition: int
    subject: str
    sequence: int
    raw: bytes = Field(sa_type=LargeBinary)


class Withheld(SQLModel, table=True):
    """An event that was decided on and that the log does not take, or what follows on one.

    It has no place in its source.
    """

    metadata = KERNEL
    ordinal: int | None = Field(default=None, primary_key=True)
    topic: str
    partition: int
    subject: str
    reason: str = Field(sa_type=Text)
    since: str
    draft: bytes = Field(sa_type=LargeBinary)


class StateVersion(SQLModel, table=True):
    """By which version of the code the state of the instance was made: one row."""

    metadata = KERNEL
    __tablename__ = "state"
    id: int = Field(primary_key=True)
    version: int


class Command(SQLModel, table=True):
    """A command that was carried out, and what was answered."""

    metadata = KERNEL
    id: str = Field(primary_key=True)
    answer: str = Field(sa_type=Text)
