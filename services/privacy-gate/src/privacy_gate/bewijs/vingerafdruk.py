"""The fingerprint of the law: a hash of what the rules decide, and why, in every context.

It does not look at how the rules are written, ordered, explained or cut up, only at what comes
out: the reduced decision diagram over all periods, where each rule decides, the articles that
carry it then, and what it obliges to.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from privacy_gate.bewijs.beslissend import NERGENS, beslissend
from privacy_gate.bewijs.bewijzen import Beeld
from privacy_gate.domain.regels import Regel

Regelkenmerk = dict[str, object]
"""What of a rule counts for the fingerprint."""


def vingerafdruk(beelden: Iterable[Beeld]) -> str:
    """SHA-256, hex."""
    text = json.dumps([[van.ruimte.over, uitkomsten(van), werking(van)] for van in beelden])
    return hashlib.sha256(text.encode()).hexdigest()


def uitkomsten(van: Beeld) -> str:
    """SHA-256, hex, of the outcome and reduction in every context."""
    return van.diagrammen.afdruk(van.knoop)


def werking(van: Beeld) -> dict[str, Regelkenmerk]:
    """What each rule does that decides anywhere, by its id."""
    found: dict[str, Regelkenmerk] = {}
    for regel in sorted(van.regels, key=lambda one: one.id):
        where = beslissend(van, regel)
        if where != NERGENS:
            found[regel.id] = {
                "waar": van.diagrammen.afdruk(where),
                "artikelen": _artikelen(regel),
                "verplichting": [regel.verplichting, regel.termijn_jaren],
            }
    return found


def _artikelen(regel: Regel) -> list[list[str]]:
    """The articles that carry it, each for the days on which both hold."""
    spans = (
        (one.naam, max(one.geldig.van, regel.geldig.van), min(one.geldig.tot, regel.geldig.tot))
        for one in regel.artikelen
    )
    return sorted([naam, str(van), _tot(tot)] for naam, van, tot in spans if van <= tot)


def _tot(tot: date) -> str:
    return "" if tot == date.max else str(tot)
