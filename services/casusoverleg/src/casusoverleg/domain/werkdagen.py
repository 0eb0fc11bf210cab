"""Terms run on working days, Dutch holidays left out."""

from collections.abc import Container
from datetime import date, timedelta

import holidays

FEESTDAGEN: Container[date] = holidays.country_holidays("NL")
"""The public holidays; years are added as they are asked for."""

ZATERDAG = 5


def is_werkdag(dag: date, vrij: Container[date] = FEESTDAGEN) -> bool:
    """Is anyone at work on this day?"""
    return dag.weekday() < ZATERDAG and dag not in vrij


def na_werkdagen(van: date, aantal: int, vrij: Container[date] = FEESTDAGEN) -> date:
    """The last day of a term of so many working days that begins on the day after `van`."""
    dag = van
    while aantal > 0:
        dag += timedelta(days=1)
        if is_werkdag(dag, vrij):
            aantal -= 1
    return dag


def werkdagen_tussen(van: date, tot: date, vrij: Container[date] = FEESTDAGEN) -> int:
    """How many working days lie after `van` up to and including `tot`; 0 when `tot` is earlier."""
    dagen = range(1, (tot - van).days + 1)
    return sum(is_werkdag(van + timedelta(days=n), vrij) for n in dagen)
