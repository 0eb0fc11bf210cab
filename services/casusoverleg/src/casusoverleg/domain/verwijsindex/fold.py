"""Folding the facts of the verwijsindex."""

from typing import Any

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.verwijsindex.verwijzing import Bevraging, Match, Melding, Verwijzing
from contracts.events import verwijsindex as feiten
from contracts.events.payload import Payload
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.verwijsindex import Verwijsmelding, Verwijsvraag


def met_verwijzing(casus: Casus, feit: Payload) -> dict[str, Any]:
    """What changes in a casus by a fact of the verwijsindex."""
    anders = _na(casus.verwijzing, feit)
    return {"verwijzing": casus.verwijzing.model_copy(update=anders)} if anders else {}


def _na(bekend: Verwijzing, feit: Payload) -> dict[str, Any]:
    match feit:
        case feiten.MeldingGedaan():
            melding = Melding(
                id=feit.melding, contact=feit.contact, op=feit.op, vervalt_op=feit.vervalt_op
            )
            return {"melding": melding}
        case feiten.MeldingVerwijderd():
            return {"melding": None}
        case feiten.VerwijsindexBevraagd():
            bevraging = Bevraging(id=feit.bevraging, op=feit.op)
            return {"bevragingen": (*bekend.bevragingen, bevraging)}
        case feiten.MatchOntvangen():
            match_ = Match(
                id=feit.match, contact=feit.contact, sinds=feit.op, uiterlijk=feit.uiterlijk
            )
            return {"matches": (*bekend.matches, match_)}
        case feiten.MatchOpgevolgd():
            return {"matches": tuple(_opgevolgd(match_, feit) for match_ in bekend.matches)}
        case _:
            return {}


def _opgevolgd(match_: Match, feit: feiten.MatchOpgevolgd) -> Match:
    if match_.id != feit.match:
        return match_
    anders = {
        "opvolging": feit.opvolging,
        "uitkomst": feit.uitkomst,
        "opgevolgd_op": feit.op,
        "uiterlijk": feit.uiterlijk or match_.uiterlijk,
    }
    return match_.model_copy(update=anders)


def met_antwoord(casus: Casus, feit: VerstrekkingBezorgd) -> Casus:
    """What the index said: that a report is in, or whether others reported the child."""
    bekend = casus.verwijzing
    match feit.inhoud:
        case Verwijsmelding() as inhoud if bekend.melding and bekend.melding.id == inhoud.melding:
            melding = bekend.melding.model_copy(update={"op_bsn": inhoud.op_bsn})
            anders: dict[str, Any] = {"melding": melding}
        case Verwijsvraag() as inhoud:
            antwoord = {"antwoord": inhoud.antwoord}
            anders = {
                "bevragingen": tuple(
                    b.model_copy(update=antwoord) if b.id == inhoud.bevraging else b
                    for b in bekend.bevragingen
                )
            }
        case _:
            return casus
    return casus.model_copy(update={"verwijzing": bekend.model_copy(update=anders)})


def zonder_geweigerde_melding(casus: Casus, feit: VerstrekkingAfgehandeld) -> Casus:
    """A report that the gate refused is not in the index."""
    verzoek = casus.verzoek(feit.verstrekking)
    if feit.doorgelaten or verzoek is None or verzoek.soort != "verwijsmelding":
        return casus
    leeg = casus.verwijzing.model_copy(update={"melding": None})
    return casus.model_copy(update={"verwijzing": leeg})
