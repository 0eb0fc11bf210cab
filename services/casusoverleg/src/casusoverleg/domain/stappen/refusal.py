"""What follows from a command: facts, or a refusal, which is a value."""

from dataclasses import dataclass
from typing import TypeAlias

from contracts.events.payload import Payload


@dataclass(frozen=True)
class Weigering:
    """A step that is not possible; `reden` is a Dutch sentence without personal data."""

    reden: str


Feiten: TypeAlias = tuple[Payload, ...]

Vervolg: TypeAlias = Feiten | Weigering
"""What follows from a command; no facts at all when it changes nothing."""
