"""What the facts of the verwijsindex change in a casus, and how they are told."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.onderwerp import Noem, zetel_in_woorden
from casusoverleg.domain.verwijsindex.verwijzing import Bevraging, Gemeld, Match, Verwijzing
from contracts.events import verwijsindex as feiten
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.verwijsindex import Verwijsmelding, Verwijsvraag
from contracts.words import in_sentence

Eigen: TypeAlias = (
    feiten.MeldingGedaan
    | feiten.MeldingVerwijderd
    | feiten.VerwijsindexBevraagd
    | feiten.MatchOntvangen
    | feiten.MatchOpgevolgd
)
Feit: TypeAlias = Eigen | VerstrekkingAfgehandeld | VerstrekkingBezorgd


def fold(casus: Casus, feit: Feit, _op: date) -> Casus:
    """The casus after a fact of the verwijsindex, or what the gate said of one."""
    return replace(casus, verwijsindex=_na(casus, casus.verwijsindex, feit))


def _na(casus: Casus, bekend: Verwijzing, feit: Feit) -> Verwijzing:
    match feit:
        case feiten.MeldingGedaan():
            melding = Gemeld(
                id=feit.melding, contact=feit.contact, op=feit.op, vervalt_op=feit.vervalt_op
            )
            return replace(bekend, melding=melding)
        case feiten.MeldingVerwijderd():
            return replace(bekend, melding=None)
        case feiten.VerwijsindexBevraagd():
            bevraging = Bevraging(id=feit.bevraging, op=feit.op)
            return replace(bekend, bevragingen=(*bekend.bevragingen, bevraging))
        case feiten.MatchOntvangen():
            match_ = Match(
                id=feit.match, contact=feit.contact, sinds=feit.op, uiterlijk=feit.uiterlijk
            )
            return replace(bekend, matches=(*bekend.matches, match_))
        case feiten.MatchOpgevolgd():
            return replace(bekend, matches=tuple(_opgevolgd(m, feit) for m in bekend.matches))
        case VerstrekkingAfgehandeld():
            return replace(bekend, melding=None) if _geweigerd(casus, feit) else bekend
        case VerstrekkingBezorgd():
            return _met_antwoord(bekend, feit)


def _opgevolgd(match_: Match, feit: feiten.MatchOpgevolgd) -> Match:
    if match_.id != feit.match:
        return match_
    return replace(
        match_,
        opvolging=feit.opvolging,
        uitkomst=feit.uitkomst,
        opgevolgd_op=feit.op,
        uiterlijk=feit.uiterlijk or match_.uiterlijk,
    )


def _geweigerd(casus: Casus, feit: VerstrekkingAfgehandeld) -> bool:
    """A report that the gate refused is not in the index."""
    verzoek = casus.verstrekken.verzoek(feit.verstrekking)
    return not feit.doorgelaten and verzoek is not None and verzoek.soort == "verwijsmelding"


def _met_antwoord(bekend: Verwijzing, feit: VerstrekkingBezorgd) -> Verwijzing:
    """What the index said: that a report is in, or whether others reported the child."""
    match feit.inhoud:
        case Verwijsmelding() as inhoud if bekend.melding and bekend.melding.id == inhoud.melding:
            return replace(bekend, melding=replace(bekend.melding, op_bsn=inhoud.op_bsn))
        case Verwijsvraag() as inhoud:
            bevragingen = (
                replace(b, antwoord=inhoud.antwoord) if b.id == inhoud.bevraging else b
                for b in bekend.bevragingen
            )
            return replace(bekend, bevragingen=tuple(bevragingen))
        case _:
            return bekend


def vertel(feit: Eigen, noem: Noem) -> str:
    """The sentence that tells a fact of the verwijsindex."""
    match feit:
        case feiten.MeldingGedaan():
            return f"Gemeld aan de verwijsindex, tot uiterlijk {feit.vervalt_op:%d-%m-%Y}"
        case feiten.MeldingVerwijderd():
            waarom = "de termijn is om" if feit.reden == "termijn" else "op verzoek"
            return f"Melding uit de verwijsindex gehaald: {waarom}"
        case feiten.VerwijsindexBevraagd():
            return "Aan de verwijsindex gevraagd of de jeugdige elders besproken is"
        case feiten.MatchOntvangen():
            return f"Match in de verwijsindex met {zetel_in_woorden(feit.contact, noem)}"
        case feiten.MatchOpgevolgd():
            return f"Match opgevolgd: {in_sentence(feit.uitkomst or feit.opvolging)}"
