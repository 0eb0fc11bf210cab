"""What time it is, so that nothing else needs to know."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Amsterdam")
"""Dates of law and covenant are Dutch calendar days."""


class Clock(Protocol):
    """Tells the moment."""

    def now(self) -> datetime:
        """The moment, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands still until it is set."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Put the clock at another moment."""
        self._moment = moment.astimezone(UTC)


def today(clock: Clock) -> date:
    """The calendar day in the Netherlands."""
    return day_of(clock.now())


def day_of(moment: datetime) -> date:
    """The calendar day in the Netherlands at a moment."""
    return moment.astimezone(LOCAL).date()
