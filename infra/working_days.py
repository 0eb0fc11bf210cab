"""Terms run on Dutch working days."""

from collections.abc import Container
from datetime import date, timedelta

from holidays import country_holidays

HOLIDAYS: Container[date] = country_holidays("NL")
"""The national holidays; it adds the years that it is asked about."""


def working_days_after(day: date, count: int) -> date:
    """The working day that many working days after a day: no weekend, no national holiday."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in HOLIDAYS:
            count -= 1
    return day
