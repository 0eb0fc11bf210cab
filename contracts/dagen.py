"""Days as people type them: read in one way wherever they are typed, or refused in a sentence."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from contracts.vocabulary import leeftijd_op

EERSTE_JAAR, LAATSTE_JAAR = 1900, 2100
OUDST = 99
"""In years; a young person who would be older was given the wrong century."""

GEEN_DAG = "Vul een bestaande datum in, als dag-maand-jaar (in JSON jjjj-mm-dd)."
_BUITEN = f"Vul een datum in van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}."

_GESCHREVEN = (
    re.compile(r"(?P<jaar>\d{4})-(?P<maand>\d\d)-(?P<dag>\d\d)", re.ASCII),
    re.compile(r"(?P<dag>\d{1,2})[-/. ](?P<maand>\d{1,2})[-/. ](?P<jaar>\d{4})", re.ASCII),
)


def lees_dag(tekst: str) -> date:
    """Read `3-9-1994`, `03/09/1994` or `1994-09-03`.

    Raises:
        ValueError: no such day, or none that anybody can mean; it says so in Dutch.
    """
    for vorm in _GESCHREVEN:
        gevonden = vorm.fullmatch(tekst.strip())
        if gevonden:
            return _in_bereik(*(int(gevonden[deel]) for deel in ("jaar", "maand", "dag")))
    raise ValueError(GEEN_DAG)


def _in_bereik(jaar: int, maand: int, dag: int) -> date:
    try:
        gevonden = date(jaar, maand, dag)
    except ValueError:
        raise ValueError(GEEN_DAG) from None
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise ValueError(_BUITEN)
    return gevonden


def _dag(gegeven: Any) -> date:
    """A number is no day: read as seconds since 1970 it would become one."""
    if isinstance(gegeven, date):
        return _in_bereik(gegeven.year, gegeven.month, gegeven.day)
    if not isinstance(gegeven, str):
        raise ValueError(GEEN_DAG)  # noqa: TRY004 - for pydantic the value is wrong
    return lees_dag(gegeven)


Dag = Annotated[date, BeforeValidator(_dag)]
"""A day that somebody fills in."""


def bezwaar_tegen_geboortedatum(geboren: date, op: date, *, van_jeugdige: bool) -> str | None:
    """Say why nobody, or no young person, can be born on that day."""
    if geboren > op:
        return "De geboortedatum ligt in de toekomst."
    if van_jeugdige and leeftijd_op(geboren, op) > OUDST:
        return f"Deze geboortedatum kan niet kloppen: ouder dan {OUDST} is geen jeugdige."
    return None
