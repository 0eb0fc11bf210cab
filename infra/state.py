"""Which code the state of an instance was made by; state of other code is not worked with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlmodel import Session

from infra.log.records import Record
from infra.statements import execute

Rebuild: TypeAlias = Callable[[Session, Mapping[str, Sequence[Record]]], int]
"""Put the state that follows from these records, by topic, in the place of what there was."""

Migration: TypeAlias = Callable[[Session], None]
"""Turn what does not follow from the log into what the next version keeps of it."""


class OtherState(Exception):
    """The state was made by other code: by newer code, or by older and not brought up to date.

    Attributes:
        instance: whose state.
        found: the version that it is of; 0 is from before versions were kept.
        wanted: the version that this code works with.
    """

    def __init__(self, instance: str, found: int, wanted: int) -> None:
        super().__init__(f"{instance}: the state is of version {found}, this code's is {wanted}")
        self.found = found
        self.wanted = wanted


@dataclass(frozen=True)
class State:
    """What an instance keeps.

    Attributes:
        version: raised whenever the same log would give another state.
        rebuild: builds it anew from the log; none, where all its versions are one.
        topics: what that takes to read.
        migrations: by the version that they lead from; they go before the rebuild.
    """

    version: int = 1
    rebuild: Rebuild | None = None
    topics: tuple[str, ...] = ()
    migrations: Mapping[int, Migration] = field(default_factory=dict)


_FOUND = "SELECT version FROM state WHERE id = 0"
_USED = "SELECT 1 FROM head UNION ALL SELECT 1 FROM position UNION ALL SELECT 1 FROM command"
_STAMP = (
    "INSERT INTO state (id, version) VALUES (0, :version) "
    "ON CONFLICT (id) DO UPDATE SET version = excluded.version"
)


def version_of(session: Session) -> int | None:
    """The version of the stored state; none, where nothing was stored yet."""
    found = execute(session, _FOUND).fetchone()
    if found:
        return int(found[0])
    return 0 if execute(session, f"{_USED} LIMIT 1").fetchone() else None


def stamp(session: Session, version: int) -> None:
    """From now on the stored state is of this version."""
    execute(session, _STAMP, {"version": version})
