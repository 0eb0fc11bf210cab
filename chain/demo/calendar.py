"""A clock for the demo: first it goes through the calendar, then it follows the real time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class CalendarClock:
    """Stands still where it was set until `follow` is called; never goes back."""

    def __init__(self, start: datetime) -> None:
        self._moment: datetime | None = start

    def now(self) -> datetime:
        """The moment of the calendar, or the real one."""
        return self._moment or datetime.now(UTC)

    def set(self, moment: datetime) -> None:
        """Go to a moment.

        Raises:
            ValueError: it lies before the present one.
        """
        if self._moment is None or moment < self._moment:
            raise ValueError("a clock does not go back")
        self._moment = moment

    def follow(self) -> None:
        """From now on, the real time."""
        self._moment = None


def working_day_before(today: date, days: int) -> date:
    """The day `days` calendar days before today, or the working day just before it."""
    day = today - timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))


def at_work(day: date, minutes: int) -> datetime:
    """So many minutes after nine in the morning."""
    return datetime.combine(day, time(9), AMSTERDAM).astimezone(UTC) + timedelta(minutes=minutes)
