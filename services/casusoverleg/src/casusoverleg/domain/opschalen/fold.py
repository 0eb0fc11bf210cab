"""Folding the facts of clocks and ladder."""

from datetime import date
from typing import Any

from casusoverleg.domain.casus import Casus, Klokstand, Nazorg, Terugkoppeltaak
from contracts.events import opschaling as feiten
from contracts.events.notifier import (
    BerichtKlaargezet,
    Berichtsoort,
    OntvangstBevestigd,
    TerugkoppelingDoorgegeven,
    TerugkoppelingNietNodig,
)
from contracts.events.payload import Payload

TERUG_TE_KOPPELEN = frozenset(
    {
        Berichtsoort.UITKOMST_TERUGKOPPELEN,
        Berichtsoort.ACTIE_TERUGKOPPELEN,
        Berichtsoort.TERUGKOPPELING_ONTVANGEN,
    }
)
"""Messages of which somebody must do something within the term for feeding back."""


def met_opschaling(casus: Casus, feit: Payload, op: date) -> dict[str, Any]:
    """What changes in a casus by a fact of its clocks or its ladder."""
    match feit:
        case feiten.HerinneringGegeven():
            stand = Klokstand(
                stap=feit.klok, over=feit.over, uiterlijk=feit.uiterlijk, laatst_op=feit.op
            )
            return {"klokstanden": _met(casus, stand)}
        case feiten.CasusOpgeschaald():
            return {"klokstanden": _met(casus, _hoger(feit))}
        case feiten.CasusAfgeschaald():
            return _afgeschaald(casus, feit)
        case feiten.OnveiligheidGemeld():
            return {"onveilig_gemeld_op": feit.op}
        case feiten.JeugdzorgCoordineert():
            return {"jeugdzorg": feit.coordinator}
        case feiten.NazorgAfgesproken():
            return {"nazorg": Nazorg(wie=feit.wie, tot=feit.tot)}
        case feiten.PlanGeevalueerd() if casus.plan:
            return {"plan": casus.plan.model_copy(update={"geevalueerd_op": feit.op})}
        case _:
            return _met_bericht(casus, feit, op)


def _met_bericht(casus: Casus, feit: Payload, op: date) -> dict[str, Any]:
    match feit:
        case BerichtKlaargezet(uiterlijk=date()) if feit.soort in TERUG_TE_KOPPELEN:
            taak = Terugkoppeltaak(
                bericht=feit.bericht, aan=feit.aan, sinds=op, uiterlijk=feit.uiterlijk or op
            )
            return {"terug_te_koppelen": (*casus.terug_te_koppelen, taak)}
        case TerugkoppelingDoorgegeven() | TerugkoppelingNietNodig() | OntvangstBevestigd():
            taken = (t for t in casus.terug_te_koppelen if t.bericht != feit.bericht)
            return {"terug_te_koppelen": tuple(taken)}
        case _:
            return {}


def _hoger(feit: feiten.CasusOpgeschaald) -> Klokstand:
    return Klokstand(
        stap=feit.klok,
        over=feit.over,
        uiterlijk=feit.uiterlijk,
        laatst_op=feit.op,
        trede=feit.trede,
        naam=feit.naam,
        aan=feit.aan,
        grond=feit.grond,
    )


def _met(casus: Casus, stand: Klokstand) -> tuple[Klokstand, ...]:
    """One state per clock; a reminder about the same thing under an earlier term is forgotten."""
    waarover = (stand.stap, stand.over)
    rest = (
        s
        for s in casus.klokstanden
        if s.klok != stand.klok and (s.trede or (s.stap, s.over) != waarover)
    )
    return (*rest, stand)


def _afgeschaald(casus: Casus, feit: feiten.CasusAfgeschaald) -> dict[str, Any]:
    """By itself, what was done is forgotten; by decision, a term that still runs begins anew."""
    if feit.over is not None:
        weg = (feit.klok, feit.over)
        rest = tuple(s for s in casus.klokstanden if (s.stap, s.over) != weg)
        return {"klokstanden": rest}
    opnieuw = (
        Klokstand(stap=s.stap, over=s.over, uiterlijk=s.uiterlijk, laatst_op=feit.op)
        for s in casus.klokstanden
        if s.stap is not None
    )
    return {"klokstanden": tuple(opnieuw), "onveilig_gemeld_op": None}
