"""The form of a rule: which keys it must have, may have, and how each is written."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from privacy_gate.domain.regelfout import Fouten
from privacy_gate.domain.regels import Artikel, Gevolg, Tijdvak
from privacy_gate.domain.secties import Sectie

MATRIX = "matrix"
"""The decision of a heading whose table says it, cell by cell."""

_TIJDVAK = re.compile(r"^(?:vanaf|van) (\d{4}-\d\d-\d\d)(?: t/m (\d{4}-\d\d-\d\d))?$")
_ARTIKEL = re.compile(r"^(?P<naam>.+), geldig (?P<tijdvak>.+)$")
_STATUS = re.compile(r"^(te bevestigen door de FG|bevestigd door de FG op \d{4}-\d\d-\d\d)$")
_ID = re.compile(r"^[A-Z][A-Z0-9-]*$")

_VERPLICHT = ("gaat over", "artikel", "geldig", "status", "besluit", "als")
_BIJ_BESLUIT: Mapping[str, tuple[str, ...]] = {
    Gevolg.UITZONDERING: ("uitzondering op",),
    Gevolg.LAAT_BEOORDELEN: ("vraag",),
    Gevolg.MINIMALISEER: ("bewerking",),
    Gevolg.VERPLICHT: ("verplichting",),
}
_MAG_OOK: Mapping[str, tuple[str, ...]] = {Gevolg.VERPLICHT: ("termijn",)}
_MAG_ALTIJD = ("datum onzeker",)


class Schakelaar(StrEnum):
    """Does a rule whose date is not established count?"""

    AAN = "aan"
    UIT = "uit"


E = TypeVar("E", bound=StrEnum)


def toets_vorm(sectie: Sectie, fouten: Fouten) -> bool:
    """Does the section have the form of a rule? What is wrong is told in `fouten`."""
    before = len(fouten)
    if not _ID.match(sectie.naam) or not sectie.titel:
        fouten.meld(sectie, "schrijf een kop als '## NAAM-VAN-DE-REGEL: wat hij zegt'")
    _toets_sleutels(sectie, fouten)
    if sectie.een("als") and not sectie.voorwaarden:
        fouten.meld(sectie, f"regel {sectie.naam} heeft geen voorwaarden onder 'Als:'")
    status = sectie.een("status")
    if status and not _STATUS.match(status.waarde):
        fouten.meld(sectie, f"status '{status.waarde}' bestaat niet", status.nummer)
    return len(fouten) == before


def _toets_sleutels(sectie: Sectie, fouten: Fouten) -> None:
    besluit = sectie.waarde("besluit")
    needed = (*_VERPLICHT, *_BIJ_BESLUIT.get(besluit, ()))
    for key in needed:
        text = sectie.een(key)
        if text is None or (not text.waarde and key != "als"):
            fouten.meld(sectie, f"regel {sectie.naam} heeft geen '{key.capitalize()}:'")
    known = (*needed, *_MAG_OOK.get(besluit, ()), *_MAG_ALTIJD)
    for text in sectie.sleutels:
        if text.naam not in known:
            fouten.meld(sectie, f"'{text.naam}' hoort niet bij deze regel", text.nummer)
        elif text is not sectie.een(text.naam) and text.naam != "artikel":
            fouten.meld(sectie, f"'{text.naam}' staat er meer dan een keer", text.nummer)


def tijdvak(tekst: str) -> Tijdvak | None:
    """A period, written as 'vanaf D' or 'van D t/m D'; None if it is not."""
    found = _TIJDVAK.match(tekst)
    if not found or tekst.startswith("vanaf") == bool(found[2]):
        return None
    try:
        van = date.fromisoformat(found[1])
        tot = date.fromisoformat(found[2]) if found[2] else date.max
    except ValueError:
        return None
    return Tijdvak(van, tot) if van <= tot else None


def artikel(tekst: str) -> Artikel | None:
    """An article with its validity; None if it has none."""
    found = _ARTIKEL.match(tekst)
    geldig = tijdvak(found["tijdvak"]) if found else None
    return Artikel(found["naam"], geldig) if found and geldig else None


def keus(sectie: Sectie, key: str, woorden: type[E], fouten: Fouten) -> E | None:
    """The word after a key, if it is one of these."""
    text = sectie.een(key)
    if text is not None and text.waarde in {str(word) for word in woorden}:
        return woorden(text.waarde)
    nummer = text.nummer if text else None
    fouten.meld(sectie, f"'{sectie.waarde(key)}' is geen {key}: {', '.join(woorden)}", nummer)
    return None
