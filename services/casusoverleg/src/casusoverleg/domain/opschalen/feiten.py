"""What the facts of clocks and ladder change in a casus, and how they are told."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.opschalen.state import (
    Klokstand,
    Nazorg,
    Opschaalstand,
    Terugkoppeltaak,
)
from casusoverleg.domain.stappen.onderwerp import Noem, zetel_in_woorden
from contracts.events import opschaling as feiten
from contracts.events.notifier import (
    BerichtKlaargezet,
    Berichtsoort,
    OntvangstBevestigd,
    TerugkoppelingDoorgegeven,
    TerugkoppelingNietNodig,
)
from contracts.words import in_sentence

Eigen: TypeAlias = (
    feiten.HerinneringGegeven
    | feiten.CasusOpgeschaald
    | feiten.CasusAfgeschaald
    | feiten.OnveiligheidGemeld
    | feiten.JeugdzorgCoordineert
    | feiten.NazorgAfgesproken
)
Teruggekoppeld: TypeAlias = (
    BerichtKlaargezet | TerugkoppelingDoorgegeven | TerugkoppelingNietNodig | OntvangstBevestigd
)
Feit: TypeAlias = Eigen | Teruggekoppeld
Gedaan: TypeAlias = feiten.InPlaatsGedaan | TerugkoppelingDoorgegeven | OntvangstBevestigd
Verteld: TypeAlias = Eigen | Gedaan

LANGS_DE_WEG = frozenset({Berichtsoort.UITKOMST_TERUGKOPPELEN, Berichtsoort.ACTIE_TERUGKOPPELEN})
"""What the carriers of a road pass on."""

TERUG_TE_KOPPELEN = frozenset(
    {
        Berichtsoort.UITKOMST_TERUGKOPPELEN,
        Berichtsoort.ACTIE_TERUGKOPPELEN,
        Berichtsoort.VERTEGENWOORDIGDE_TERUGKOPPELEN,
        Berichtsoort.TERUGKOPPELING_ONTVANGEN,
    }
)
"""Messages of which somebody must do something within the term for feeding back."""


def fold(casus: Casus, feit: Feit, op: date) -> Casus:
    """The casus after a fact of its clocks, its ladder, or of feeding back."""
    stand = casus.opschalen
    match feit:
        case feiten.HerinneringGegeven():
            herinnerd = Klokstand(
                stap=feit.klok, over=feit.over, uiterlijk=feit.uiterlijk, laatst_op=feit.op
            )
            na = _met(stand, herinnerd)
        case feiten.CasusOpgeschaald():
            na = _met(stand, _hoger(feit))
        case feiten.CasusAfgeschaald():
            na = _afgeschaald(stand, feit)
        case feiten.OnveiligheidGemeld():
            na = replace(stand, onveilig_gemeld_op=feit.op)
        case feiten.JeugdzorgCoordineert():
            na = replace(stand, jeugdzorg=feit.coordinator)
        case feiten.NazorgAfgesproken():
            na = replace(stand, nazorg=Nazorg(wie=feit.wie, tot=feit.tot))
        case _:
            na = replace(stand, terug_te_koppelen=_taken(stand, feit, op))
    return replace(casus, opschalen=na)


def _taken(stand: Opschaalstand, feit: Teruggekoppeld, op: date) -> tuple[Terugkoppeltaak, ...]:
    match feit:
        case BerichtKlaargezet(uiterlijk=date() as uiterlijk) if feit.soort in TERUG_TE_KOPPELEN:
            taak = Terugkoppeltaak(
                bericht=feit.bericht,
                aan=feit.aan,
                sinds=op,
                uiterlijk=uiterlijk,
                draagt=feit.soort in LANGS_DE_WEG,
            )
            return (*stand.terug_te_koppelen, taak)
        case BerichtKlaargezet():
            return stand.terug_te_koppelen
        case TerugkoppelingDoorgegeven() | TerugkoppelingNietNodig() | OntvangstBevestigd():
            return tuple(t for t in stand.terug_te_koppelen if t.bericht != feit.bericht)


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


def _met(stand: Opschaalstand, nieuw: Klokstand) -> Opschaalstand:
    """One state per clock; a reminder about the same thing under an earlier term is forgotten."""
    waarover = (nieuw.stap, nieuw.over)
    rest = (
        s
        for s in stand.klokstanden
        if s.klok != nieuw.klok and (s.trede or (s.stap, s.over) != waarover)
    )
    return replace(stand, klokstanden=(*rest, nieuw))


def _afgeschaald(stand: Opschaalstand, feit: feiten.CasusAfgeschaald) -> Opschaalstand:
    """By itself, what was done is forgotten; by decision, a term that still runs begins anew."""
    if feit.over is not None:
        weg = (feit.klok, feit.over)
        rest = tuple(s for s in stand.klokstanden if (s.stap, s.over) != weg)
        return replace(stand, klokstanden=rest)
    opnieuw = (
        Klokstand(stap=s.stap, over=s.over, uiterlijk=s.uiterlijk, laatst_op=feit.op)
        for s in stand.klokstanden
        if s.stap is not None
    )
    return replace(stand, klokstanden=tuple(opnieuw), onveilig_gemeld_op=None)


def vertel(feit: Verteld, noem: Noem) -> str:
    """The sentence that tells a fact of the clocks, the ladder or of feeding back."""
    match feit:
        case feiten.HerinneringGegeven():
            wie, wat = zetel_in_woorden(feit.aan, noem), in_sentence(feit.klok)
            return f"Herinnering aan {wie}: {wat} had tot {feit.uiterlijk:%d-%m-%Y} gekund"
        case feiten.CasusOpgeschaald():
            wie, waarom = zetel_in_woorden(feit.aan, noem), in_sentence(feit.grond)
            return f"Opgeschaald naar {wie} (trede {feit.trede}): {waarom}"
        case feiten.CasusAfgeschaald():
            return f"Afgeschaald: {in_sentence(feit.reden)}"
        case feiten.OnveiligheidGemeld():
            wie = zetel_in_woorden(feit.aan, noem)
            return f"Gemeld bij {wie}: het gezin werkt niet mee, gevaar voor kind"
        case feiten.JeugdzorgCoordineert():
            if feit.coordinator is None:
                return "Bureau Jeugdzorg coördineert niet meer"
            return f"{zetel_in_woorden(feit.coordinator, noem)} coördineert"
        case feiten.NazorgAfgesproken():
            tot = f"{feit.tot:%d-%m-%Y}"
            return f"Nazorg door {zetel_in_woorden(feit.wie, noem)} tot en met {tot}"
        case feiten.InPlaatsGedaan() | TerugkoppelingDoorgegeven() | OntvangstBevestigd():
            return _vertel_gedaan(feit, noem)


def _vertel_gedaan(feit: Gedaan, noem: Noem) -> str:
    match feit:
        case feiten.InPlaatsGedaan():
            tot = feit.afwezig_tot
            waarom = f"afwezig tot en met {tot:%d-%m-%Y}" if tot else "niemand op die zetel"
            zetel, door = zetel_in_woorden(feit.zetel, noem), zetel_in_woorden(feit.door, noem)
            return f"In plaats van {zetel}, {waarom}, door {door}: {in_sentence(feit.stap)}"
        case TerugkoppelingDoorgegeven():
            return f"Terugkoppeling doorgegeven ({feit.over})"
        case OntvangstBevestigd():
            return "Ontvangst van een bericht bevestigd"
