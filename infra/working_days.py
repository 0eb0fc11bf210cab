"""Terms run on Dutch working days."""

from collections.abc import Container, Sequence
from datetime import date, timedelta

from holidays import country_holidays

HOLIDAYS: Container[date] = country_holidays("NL")
"""The national holidays; it adds the years that it is asked about."""


def working_days_after(day: date, count: int, still: Sequence[tuple[date, date]] = ()) -> date:
    """The working day that many working days after a day.

    Args:
        day: from when; it does not count itself.
        count: in working days; no weekend, no national holiday.
        still: periods, both ends included, whose days do not count either.
    """
    while count > 0:
        day += timedelta(days=1)
        if _is_working_day(day, still):
            count -= 1
    return day


def _is_working_day(day: date, still: Sequence[tuple[date, date]]) -> bool:
    return (
        day.weekday() < 5
        and day not in HOLIDAYS
        and not any(first <= day <= last for first, last in still)
    )
