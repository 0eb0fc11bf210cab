"""Which messages are answered by what a table does itself: nobody need acknowledge those."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from contracts.events.casusoverleg import OverdrachtGewijzigd
from contracts.events.notifier import Berichtsoort
from contracts.events.verstrekking import Stap
from contracts.events.verwijsindex import MatchOpgevolgd
from notifier.domain.bericht import Bericht

_S = Berichtsoort

Vraag: TypeAlias = tuple[Berichtsoort, Stap | None]
"""A kind of message, and about which step."""

_AANBOD: Vraag = (_S.OVERDRACHT_ONTVANGEN, None)
_INTREKKING: Vraag = (_S.OVERDRACHT_GEWIJZIGD, Stap.INTREKKING_GEVRAAGD)
_ACTIE: Vraag = (_S.ACTIE_BEVESTIGD, Stap.ACTIE_BEVESTIGD)

_ANTWOORDEN: Mapping[Stap, frozenset[Vraag]] = MappingProxyType(
    {
        Stap.GEACCEPTEERD: frozenset({_AANBOD}),
        Stap.GEWEIGERD: frozenset({_AANBOD}),
        Stap.VRAAG_BEANTWOORD: frozenset({(_S.OVERDRACHT_BEANTWOORD, Stap.VRAAG_TERUG)}),
        Stap.INTREKKING_BEVESTIGD: frozenset({_AANBOD, _INTREKKING}),
        Stap.INTREKKING_BESTREDEN: frozenset({_INTREKKING}),
        Stap.ACTIE_BEVESTIGD: frozenset({(_S.OVERDRACHT_GEWIJZIGD, Stap.HEROPEND)}),
        Stap.AFGESLOTEN: frozenset({_ACTIE}),
        Stap.HEROPEND: frozenset({_ACTIE}),
    }
)
"""Steps by which the table itself does what a message asked: who does it has read that."""


def beantwoord_door(event: OverdrachtGewijzigd, open_: Iterable[Bericht]) -> Sequence[Bericht]:
    """The messages about this hand-off that asked what is done now.

    Questions back are counted, and each has an answer of its own: an answer is to the oldest.
    """
    gevraagd = _ANTWOORDEN.get(event.stap, frozenset())
    beantwoord = [
        one
        for one in sorted(open_, key=lambda one: one.sinds)
        if one.inhoud.overdracht == event.overdracht
        and (one.inhoud.soort, one.inhoud.stap) in gevraagd
    ]
    return beantwoord[:1] if event.stap is Stap.VRAAG_BEANTWOORD else beantwoord


def opgevolgd_door(event: MatchOpgevolgd, open_: Iterable[Bericht]) -> Sequence[Bericht]:
    """The messages about this match, once it is recorded what was agreed."""
    asked = (_S.MATCH_GEVONDEN, event.match)
    agreed = event.uitkomst is not None
    return [one for one in open_ if agreed and (one.inhoud.soort, one.inhoud.match) == asked]
