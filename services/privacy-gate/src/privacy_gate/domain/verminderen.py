"""Reductions of a value. What cannot be reduced for certain is not passed at all."""

import re
from collections import Counter

from contracts.dagen import lees_dag
from contracts.elements import Bewerking

ER_IS_IETS = "Hierover is iets vastgelegd."
TERUG_IN_DE_KLAS = (
    "Overleg met de contactpersoon wat nodig is om deze leerling weer een volwaardige plaats in "
    "de klas te geven."
)

_PLAATS = re.compile(r"^ ?[1-9]\d{3} ?[A-Z]{2} {1,2}(?P<plaats>[^\W\d_](?:[^\W\d_]|[ '-]){0,39})$")
_ONTKENNING = re.compile(
    r"^\W*((nee|neen|geen|niets?|nooit|onbekend|nvt|n\.v\.t\.?|nb|n\.b\.?)\b|$)", re.IGNORECASE
)

FAMILIE = frozenset(
    (
        "moeder",
        "vader",
        "ouder",
        "ouders",
        "broer",
        "broers",
        "broertje",
        "zus",
        "zussen",
        "zusje",
        "halfbroer",
        "halfzus",
        "stiefmoeder",
        "stiefvader",
        "stiefbroer",
        "stiefzus",
        "pleegmoeder",
        "pleegvader",
        "pleegouders",
        "oma",
        "opa",
        "grootmoeder",
        "grootvader",
        "tante",
        "oom",
        "neef",
        "nicht",
        "dochter",
        "zoon",
        "partner",
        "voogd",
    )
)
"""The only words that may be left of a description of a family."""


def verminder(waarde: str, bewerking: Bewerking) -> str | None:
    """The reduced value; None when it cannot be reduced for certain."""
    match bewerking:
        case Bewerking.GEEN:
            return waarde
        case Bewerking.GEBOORTEJAAR:
            return _jaar(waarde)
        case Bewerking.JA:
            return _er_is_iets(waarde.strip())
        case Bewerking.ZONDER_NAMEN:
            return _familie(waarde)
        case Bewerking.WOONPLAATS:
            return _woonplaats(waarde.rstrip())
        case Bewerking.TERUGKEER:
            return TERUG_IN_DE_KLAS


def _jaar(waarde: str) -> str | None:
    try:
        return str(lees_dag(waarde).year)
    except ValueError:
        return None


def _er_is_iets(waarde: str) -> str | None:
    """A denial, or nothing at all, reduced to "there is something" would say the opposite."""
    return None if _ONTKENNING.match(waarde) else ER_IS_IETS


def _familie(waarde: str) -> str | None:
    """Relations from a closed list, counted; no heuristic decides what a name is."""
    words = re.findall(r"[^\W\d_]+", waarde.lower())
    counted = Counter(word for word in words if word in FAMILIE)
    return ", ".join(f"{word} ({count})" for word, count in sorted(counted.items())) or None


def _woonplaats(waarde: str) -> str | None:
    """Only from 'street number, postcode place'."""
    before, comma, after = waarde.rpartition(",")
    found = _PLAATS.match(after) if before.strip() and comma else None
    return found["plaats"].strip() if found else None
