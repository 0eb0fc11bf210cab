"""Capacities in a set-up that no covenant knows: told, for the role may be mistyped.

They are not refused: who carries a role that no table knows may still report for an organisation,
audit, or have had a seat in a version of the covenant that went before.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches

from contracts.covenant import Convenant
from contracts.covenant_addressee_faults import MISTYPED
from contracts.covenant_text import functie_van
from contracts.vervanging import wie_handelt
from contracts.vocabulary import Functie
from infra.web.identity import AUDITOR_ROLE

MOST_COMPARED = 500
"""Unknown capacities for which it is looked whether one that is known was meant."""


class Rollen:
    """What the covenants of a set-up know of roles; asked for everybody who works there."""

    def __init__(self, convenanten: Sequence[Convenant]) -> None:
        self._seats = {seat for covenant in convenanten for seat in zetels_van(covenant)}
        self._reporters = {
            body
            for covenant in convenanten
            for road in covenant.wegen.values()
            if road.houder is not None
            for body in road.van
        }
        self._roles: dict[str, set[str]] = {}
        for seat in self._seats:
            self._roles.setdefault(seat.organisatie, set()).add(seat.rol)
        self._asked: dict[Functie, str] = {}

    def remark(self, functie: Functie) -> str:
        """What is to be told of a capacity; nothing where it is in order."""
        if functie in self._seats or functie.rol == AUDITOR_ROLE:
            return ""
        if functie not in self._asked:
            self._asked[functie] = self._remark(functie)
        return self._asked[functie]

    def _remark(self, functie: Functie) -> str:
        # Only the first are compared: comparing is slow, and of a region nearly all are known.
        compared = len(self._asked) < MOST_COMPARED
        roles = sorted(self._roles.get(functie.organisatie, ())) if compared else ()
        alike = get_close_matches(functie.rol, roles, n=1, cutoff=MISTYPED)
        if functie.organisatie in self._reporters and not alike:
            return ""  # Whoever works there may report, in whatever role.
        meant = f"; bedoelt u '{alike[0]}'?" if alike else ""
        return f"de rol '{functie.rol}' kent geen convenant bij '{functie.organisatie}'{meant}"


MOST_NAMED = 12
"""Seats on which nobody is, before the rest is counted."""


def onbezet(convenanten: Sequence[Convenant], bezet: Collection[Functie]) -> str:
    """Name the seats, carriers and steps of a ladder on which nobody is and nobody stands in.

    Nothing where each has somebody.
    """
    empty = {
        str(seat): None
        for covenant in convenanten
        for seat in zetels_van(covenant)
        if not wie_handelt(seat, covenant.vervanging, lambda one: one in bezet).bezet
    }
    named, more = list(empty)[:MOST_NAMED], len(empty) - MOST_NAMED
    rest = f" en nog {more}" if more > 0 else ""
    told = f"op deze zetels zit niemand, en niemand valt er in: {', '.join(named)}{rest}"
    return told if empty else ""


def zetels_van(covenant: Convenant) -> Iterator[Functie]:
    """Every capacity that a covenant names, wherever it does."""
    for table in covenant.overleggen.values():
        yield from table.functies()
        for partners in table.vertegenwoordigt.values():
            yield from map(functie_van, partners)
    yield from map(functie_van, _named(covenant))


def _named(covenant: Convenant) -> Iterable[str]:
    for road in covenant.wegen.values():
        yield from road.terugkoppeling.genoemd
        if road.terugkoppeling.melder_hoort:
            yield from (f"{body}/{road.terugkoppeling.aan_rol}" for body in road.van)
    for ladder in covenant.opschaling.values():
        yield from (step.naar for step in ladder)
    for seat, substitutes in covenant.vervanging.items():
        yield from (seat, *substitutes)
    for carrier in covenant.informatiedragers:
        yield from carrier.door
    if covenant.jeugdzorg is not None:
        yield from (covenant.jeugdzorg.coordineert, covenant.jeugdzorg.meldpunt)
    if covenant.verwijsindex is not None and covenant.verwijsindex.elke_match_naar is not None:
        yield covenant.verwijsindex.elke_match_naar
