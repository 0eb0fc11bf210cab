"""A refusal is a value."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weigering:
    """A step that is not possible; `reden` is a Dutch sentence without personal data."""

    reden: str
