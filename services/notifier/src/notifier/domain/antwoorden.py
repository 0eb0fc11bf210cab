"""Which messages are answered by what a table does itself: nobody need acknowledge those.

And which ask for something that can no longer be done, by what the other side did.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from contracts.events.casusoverleg import (
    CasusAfgesloten,
    CasusBesproken,
    CasusIngebracht,
    OverdrachtAangeboden,
    OverdrachtGewijzigd,
    OverdrachtstapVernomen,
    PlanVastgesteld,
    UitkomstVastgesteld,
)
from contracts.events.gezinsplan import DoelBijgesteld, DoelGeevalueerd, GezinVastgesteld
from contracts.events.notifier import Berichtsoort
from contracts.events.opschaling import PlanGeevalueerd
from contracts.events.verstrekking import Stap
from contracts.events.verwijsindex import MatchOpgevolgd
from contracts.vocabulary import Klokstap, OpaqueId
from notifier.domain.bericht import Bericht

_S, _K = Berichtsoort, Klokstap

Vraag: TypeAlias = tuple[Berichtsoort, Stap | None]
"""A kind of message, and about which step."""

EigenDaad: TypeAlias = (
    OverdrachtGewijzigd
    | MatchOpgevolgd
    | CasusBesproken
    | UitkomstVastgesteld
    | PlanVastgesteld
    | CasusIngebracht
    | OverdrachtAangeboden
    | CasusAfgesloten
    | PlanGeevalueerd
    | DoelGeevalueerd
    | DoelBijgesteld
    | GezinVastgesteld
)
"""What a table does itself, by which a message can be answered."""

_AANBOD: Vraag = (_S.OVERDRACHT_ONTVANGEN, None)
_VRAAG: Vraag = (_S.OVERDRACHT_BEANTWOORD, Stap.VRAAG_TERUG)
_INTREKKING: Vraag = (_S.OVERDRACHT_GEWIJZIGD, Stap.INTREKKING_GEVRAAGD)
_HEROPEND: Vraag = (_S.OVERDRACHT_GEWIJZIGD, Stap.HEROPEND)
_ACTIE: Vraag = (_S.ACTIE_BEVESTIGD, Stap.ACTIE_BEVESTIGD)

_ANTWOORDEN: Mapping[Stap, frozenset[Vraag]] = MappingProxyType(
    {
        Stap.GEACCEPTEERD: frozenset({_AANBOD}),
        Stap.GEWEIGERD: frozenset({_AANBOD}),
        Stap.VRAAG_BEANTWOORD: frozenset({_VRAAG}),
        Stap.INTREKKING_BEVESTIGD: frozenset({_AANBOD, _INTREKKING, _HEROPEND}),
        Stap.INTREKKING_BESTREDEN: frozenset({_INTREKKING}),
        Stap.ACTIE_BEVESTIGD: frozenset({_INTREKKING, _HEROPEND}),
        Stap.AFGESLOTEN: frozenset({_ACTIE}),
        Stap.HEROPEND: frozenset({_ACTIE}),
    }
)
"""Steps by which the table itself does what a message asked: who does it has read that."""

_NIET_MEER: Mapping[Stap, frozenset[Vraag]] = MappingProxyType(
    {
        Stap.GEACCEPTEERD: frozenset({_VRAAG}),
        Stap.GEWEIGERD: frozenset({_VRAAG}),
        Stap.INTREKKING_BEVESTIGD: frozenset({_VRAAG}),
        Stap.TERUGGAVE_GEACCEPTEERD: frozenset({_INTREKKING, _HEROPEND}),
    }
)
"""Steps of the other side after which there is nothing to answer any more."""

_TERMIJN: Mapping[Stap, frozenset[Klokstap]] = MappingProxyType(
    {
        Stap.GEACCEPTEERD: frozenset({_K.ACCEPTEREN}),
        Stap.GEWEIGERD: frozenset({_K.ACCEPTEREN}),
        Stap.INTREKKING_BEVESTIGD: frozenset({_K.ACCEPTEREN, _K.ACTIE_BEVESTIGEN}),
        Stap.ACTIE_BEVESTIGD: frozenset({_K.ACTIE_BEVESTIGEN}),
        Stap.TERUGGAVE_GEACCEPTEERD: frozenset({_K.ACTIE_BEVESTIGEN}),
    }
)
"""Steps that end a term of a hand-off, on either side."""

_EIGEN_TERMIJN: Mapping[Stap, frozenset[Klokstap]] = MappingProxyType(
    {
        **_TERMIJN,
        Stap.DOORVERWEZEN: frozenset({_K.ACTIE_BEVESTIGEN}),
        Stap.TERUGGAVE_GEVRAAGD: frozenset({_K.ACTIE_BEVESTIGEN}),
    }
)
"""Likewise on the side of who received it: what was handed on is the next one's to act on."""

_PLAN = frozenset({_K.PLAN_EVALUEREN, _K.DOEL_EVALUEREN})


def beantwoord_door(event: EigenDaad, open_: Iterable[Bericht]) -> Sequence[Bericht]:
    """The messages that asked what is done now."""
    waiting = tuple(open_)
    match event:
        case OverdrachtGewijzigd():
            return [
                *_beantwoord(event, waiting),
                *_herinnerd(waiting, _EIGEN_TERMIJN.get(event.stap, ()), event.overdracht),
                *_herinnerd(waiting, {_K.BESPREKEN}),
            ]
        case MatchOpgevolgd():
            return [
                *_opgevolgd(event, waiting),
                *_herinnerd(waiting, {_K.MATCH_OPVOLGEN}, event.match),
            ]
        case CasusBesproken() | UitkomstVastgesteld() | CasusIngebracht() | OverdrachtAangeboden():
            return _herinnerd(waiting, {_K.BESPREKEN})
        case PlanVastgesteld():
            return _herinnerd(waiting, {_K.BESPREKEN, _K.PLAN_EVALUEREN})
        case PlanGeevalueerd():
            return _herinnerd(waiting, {_K.PLAN_EVALUEREN})
        case DoelGeevalueerd() | DoelBijgesteld():
            return _herinnerd(waiting, {_K.DOEL_EVALUEREN}, event.plandoel)
        case GezinVastgesteld():
            return _herinnerd(waiting, {_K.DOEL_EVALUEREN})
        case CasusAfgesloten():
            ended = set(Klokstap) - {_K.MATCH_OPVOLGEN, _K.TERUGKOPPELEN}
            return _herinnerd(waiting, ended)


def vervallen_door(event: OverdrachtstapVernomen, open_: Iterable[Bericht]) -> Sequence[Bericht]:
    """The messages that ask for something which the other side made needless."""
    waiting = tuple(open_)
    needless = _NIET_MEER.get(event.stap, frozenset())
    moved = {_K.BESPREKEN, *(_PLAN if event.stap is Stap.GEACCEPTEERD else ())}
    return [
        *_gevraagd(waiting, needless, event.overdracht),
        *_herinnerd(waiting, _TERMIJN.get(event.stap, ()), event.overdracht),
        *_herinnerd(waiting, moved),
    ]


def over_terugkoppeling(bericht: OpaqueId, open_: Iterable[Bericht]) -> Sequence[Bericht]:
    """The reminders that this feedback waits."""
    return _herinnerd(tuple(open_), {_K.TERUGKOPPELEN}, bericht)


def _beantwoord(event: OverdrachtGewijzigd, open_: Sequence[Bericht]) -> Sequence[Bericht]:
    """Questions back are counted, and each has an answer of its own: it is to the oldest."""
    answered = _gevraagd(open_, _ANTWOORDEN.get(event.stap, frozenset()), event.overdracht)
    if event.stap is not Stap.VRAAG_BEANTWOORD:
        return answered
    return list({one.inhoud.aan: one for one in reversed(answered)}.values())


def _gevraagd(
    open_: Sequence[Bericht], asked: frozenset[Vraag], overdracht: OpaqueId
) -> Sequence[Bericht]:
    return [
        one
        for one in sorted(open_, key=lambda one: one.sinds)
        if one.inhoud.overdracht == overdracht and (one.inhoud.soort, one.inhoud.stap) in asked
    ]


def _opgevolgd(event: MatchOpgevolgd, open_: Sequence[Bericht]) -> Sequence[Bericht]:
    """The messages about this match, once it is recorded what was agreed."""
    asked = (_S.MATCH_GEVONDEN, event.match)
    agreed = event.uitkomst is not None
    return [one for one in open_ if agreed and (one.inhoud.soort, one.inhoud.match) == asked]


def _herinnerd(
    open_: Sequence[Bericht], klokken: Collection[Klokstap], over: OpaqueId | None = None
) -> Sequence[Bericht]:
    """The reminders of these terms, about this one thing if it is given."""
    return [
        one
        for one in open_
        if one.inhoud.soort is _S.HERINNERING
        and one.inhoud.klok in klokken
        and (over is None or one.over == over)
    ]
