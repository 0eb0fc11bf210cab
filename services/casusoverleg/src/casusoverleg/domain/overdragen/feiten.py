"""What the facts of going from table to table change, on both sides, and how they are told."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.overdracht import (
    AANVAARD,
    Kant,
    Overdracht,
    Stand,
    Wie,
    maak,
    verneem,
)
from casusoverleg.domain.overdragen.state import Inbrenger, Ingebracht, Teruggehoord
from casusoverleg.domain.stappen.onderwerp import Noem
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events import casusoverleg as feiten
from contracts.events.bewijs import AnderBewijsAanvaard
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import (
    Aanvulling,
    Houdermelding,
    Inbreng,
    Overdrachtsaanbod,
    Overdrachtstap,
    Stap,
    Terugkoppeling,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import OpaqueId
from contracts.words import in_sentence

VERPLAATST = frozenset({Stap.GEACCEPTEERD, Stap.INTREKKING_BEVESTIGD, Stap.TERUGGAVE_GEACCEPTEERD})
"""Steps after which another organisation can be responsible."""

VERNOMEN = "vernomen van een ander overleg"
"""By what the holder is known where the casus went on from the table that it went to."""

_DOOR = {
    Stap.GEACCEPTEERD: "overdracht geaccepteerd",
    Stap.INTREKKING_BEVESTIGD: "intrekking bevestigd",
    Stap.TERUGGAVE_GEACCEPTEERD: "teruggave geaccepteerd",
}

Gezet: TypeAlias = feiten.OverdrachtGewijzigd | feiten.OverdrachtstapVernomen
Eigen: TypeAlias = (
    feiten.OverdrachtAangeboden
    | feiten.OverdrachtOntvangen
    | Gezet
    | feiten.CasusIngebracht
    | feiten.InbrengBeantwoord
    | feiten.HouderVernomen
    | AnderBewijsAanvaard
)
VanDePoort: TypeAlias = VerstrekkingGevraagd | VerstrekkingAfgehandeld | VerstrekkingBezorgd
Feit: TypeAlias = Eigen | VanDePoort


def fold(casus: Casus, feit: Feit, op: date) -> Casus:  # noqa: C901 - a case per fact
    """The casus after a fact of a hand-off, an inbreng, or of what the gate did with one.

    Raises:
        ValueError: the step was not possible; the facts are not this table's.
    """
    stand = casus.overdragen
    match feit:
        case feiten.OverdrachtAangeboden():
            return _met_nieuwe(casus, _aangeboden(feit))
        case feiten.OverdrachtOntvangen():
            nieuw = replace(casus, alleen_aangeboden=feit.opent or casus.alleen_aangeboden)
            nieuw = nieuw.met_houder(feit.houder, feit.op, "vernomen bij een aanbod")
            return _met_nieuwe(nieuw, _ontvangen(casus, feit))
        case feiten.OverdrachtGewijzigd():
            overdracht = _gevonden(casus, feit.overdracht)
            return _na(casus, overdracht, feit, maak(overdracht, feit.stap, Wie.REGIE))
        case feiten.OverdrachtstapVernomen():
            overdracht = _gevonden(casus, feit.overdracht)
            return _na(casus, overdracht, feit, verneem(overdracht, feit.stap))
        case feiten.CasusIngebracht():
            inbreng = Ingebracht(bij_overleg=feit.naar_overleg, houder=casus.houder, op=op)
            weg = replace(stand, inbreng=inbreng)
            return replace(casus, overdragen=weg, aan_zet=False, waar=feit.naar_overleg)
        case feiten.InbrengBeantwoord():
            zelf = stand.inbreng is not None and feit.houder == stand.inbreng.houder
            terug = replace(stand, inbreng=None, terug_op=op)
            return replace(casus, overdragen=terug, aan_zet=casus.aan_zet or zelf)
        case feiten.HouderVernomen():
            return casus.met_houder(feit.houder, feit.op, VERNOMEN)
        case AnderBewijsAanvaard():
            return casus
        case VerstrekkingGevraagd():
            return _met_convenant(casus, feit)
        case VerstrekkingAfgehandeld():
            return _niet_bezorgd(casus, feit)
        case VerstrekkingBezorgd():
            return casus if feit.deel_van else _bezorgd(casus, feit, op)


def verplaatst(overdracht: Overdracht, stap: Stap) -> bool:
    """Does this step, from the state of this copy, say anew who is responsible?"""
    voor_acceptatie = overdracht.stand is not Stand.INTREKKING_NA
    return stap in VERPLAATST and not (stap is Stap.INTREKKING_BEVESTIGD and voor_acceptatie)


def _bezorgd(casus: Casus, feit: VerstrekkingBezorgd, op: date) -> Casus:
    """What was brought in, or what another table tells of what became of it there."""
    stand = casus.overdragen
    match feit.inhoud:
        case Inbreng():
            return _ingebracht(casus, feit, feit.inhoud, op)
        case Terugkoppeling():
            gehoord = Teruggehoord(van_overleg=feit.van_overleg, op=op, inhoud=feit.inhoud)
            alles = (*stand.teruggehoord, gehoord)
            return replace(casus, overdragen=replace(stand, teruggehoord=alles))
        case Overdrachtstap(stap=Stap.VRAAG_TERUG, overdracht=id_):
            return _met_vraag(casus, stand.overdracht(id_), feit)
        case Aanvulling(bij=bij):
            over = (o for o in stand.overdrachten if bij in o.vraag_bij)
            return _met_vraag(casus, next(over, None), feit)
        case Houdermelding(afgesloten_op=dicht):
            return replace(casus, overdragen=stand.met_sluiting(feit.van_overleg, dicht))
        case _:
            return _met_convenant(casus, feit)


def _met_vraag(casus: Casus, overdracht: Overdracht | None, feit: VerstrekkingBezorgd) -> Casus:
    """What the other side asks back about a hand-off, or more of it, once that may pass."""
    if overdracht is None:
        return casus
    woorden = tuple(gedeeld.element.id for gedeeld in feit.elementen)
    vraag_bij = (*overdracht.vraag_bij, feit.verstrekking)
    vraagwoorden = (*overdracht.vraagwoorden, *woorden)
    return _met(casus, replace(overdracht, vraag_bij=vraag_bij, vraagwoorden=vraagwoorden))


def _aangeboden(feit: feiten.OverdrachtAangeboden) -> Overdracht:
    return Overdracht(
        id=feit.overdracht,
        kant=Kant.AANBIEDER,
        ander_overleg=feit.naar_overleg,
        vraag=feit.vraag,
        gewenst_bewijs=feit.gewenst_bewijs,
        convenant=feit.convenant,
        houder_bij_aanbod=feit.houder,
        aangeboden_op=feit.op,
        uiterlijk=feit.uiterlijk,
        teruggave_van=feit.teruggave_van,
        doorverwijzing_van=feit.doorverwijzing_van,
    )


def _ontvangen(casus: Casus, feit: feiten.OverdrachtOntvangen) -> Overdracht:
    """A hand-off that was offered to this table, or is given back to it."""
    gaf = (o for o in casus.overdragen.uitgaand if o.stand in AANVAARD and o.teruggave_gevraagd)
    terug = next((o.id for o in gaf if o.ander_overleg == feit.van_overleg), None)
    return Overdracht(
        id=feit.overdracht,
        kant=Kant.ONTVANGER,
        ander_overleg=feit.van_overleg,
        vraag=feit.vraag,
        gewenst_bewijs=feit.gewenst_bewijs,
        convenant=feit.convenant,
        houder_bij_aanbod=feit.houder,
        aangeboden_op=feit.op,
        uiterlijk=feit.uiterlijk,
        teruggave_van=terug,
    )


def _met_nieuwe(casus: Casus, overdracht: Overdracht) -> Casus:
    alle = (*casus.overdragen.overdrachten, overdracht)
    return replace(casus, overdragen=replace(casus.overdragen, overdrachten=alle))


def _met(casus: Casus, overdracht: Overdracht) -> Casus:
    return replace(casus, overdragen=casus.overdragen.met(overdracht))


def _gevonden(casus: Casus, id_: OpaqueId) -> Overdracht:
    overdracht = casus.overdragen.overdracht(id_)
    if overdracht is None:
        raise ValueError("deze casus kent de overdracht niet")
    return overdracht


def _na(casus: Casus, overdracht: Overdracht, feit: Gezet, naar: Stand | Weigering) -> Casus:
    if isinstance(naar, Weigering):
        raise ValueError(naar.reden)  # noqa: TRY004 - the value is wrong here, not its type
    gewijzigd = overdracht.na(feit.stap, naar, feit.door, feit.op)
    if feit.stap is Stap.ACTIE_BEVESTIGD:
        gewijzigd = replace(gewijzigd, bewijs=feit.bewijs, actiedatum=feit.actiedatum)
    if feit.reden:
        gewijzigd = replace(gewijzigd, reden=feit.reden)
    casus = _met(casus, gewijzigd)
    return _verplaatst(casus, overdracht, feit) if verplaatst(overdracht, feit.stap) else casus


def _verplaatst(casus: Casus, overdracht: Overdracht, feit: Gezet) -> Casus:
    """Who is responsible, and whether it is this table's move, after a step that moves both."""
    neemt = Kant.ONTVANGER if feit.stap is Stap.GEACCEPTEERD else Kant.AANBIEDER
    hier = overdracht.kant is neemt
    return replace(
        casus.met_houder(feit.houder, feit.op, _DOOR[feit.stap]).met_antwoord(),
        aan_zet=hier,
        alleen_aangeboden=casus.alleen_aangeboden and not hier,
        waar=None if hier else overdracht.ander_overleg,
    )


def _met_convenant(casus: Casus, feit: VerstrekkingGevraagd | VerstrekkingBezorgd) -> Casus:
    """An offer pins the version of the covenant that it began under."""
    if not isinstance(feit.inhoud, Overdrachtsaanbod):
        return casus
    overdracht = casus.overdragen.overdracht(feit.inhoud.overdracht)
    return _met(casus, replace(overdracht, convenant=feit.convenant)) if overdracht else casus


def _niet_bezorgd(casus: Casus, feit: VerstrekkingAfgehandeld) -> Casus:
    """What the gate let through nothing of never was offered or brought in."""
    verzoek = casus.verstrekken.verzoek(feit.verstrekking)
    if feit.naar_overleg == casus.overleg or feit.doorgelaten or verzoek is None:
        return casus
    if verzoek.soort == "inbreng" and casus.overdragen.inbreng is not None:
        return replace(casus, overdragen=replace(casus.overdragen, inbreng=None), aan_zet=True)
    overdracht = casus.overdragen.overdracht(verzoek.overdracht or "")
    if verzoek.soort == "overdrachtsaanbod" and overdracht is not None:
        return _met(casus, replace(overdracht, stand=Stand.NIET_BEZORGD))
    return casus


def _ingebracht(casus: Casus, feit: VerstrekkingBezorgd, inhoud: Inbreng, op: date) -> Casus:
    """Brought in: from now on this table may move it, until it answers."""
    return replace(
        casus.met_houder(inhoud.houder, op, "inbreng"),
        overdragen=replace(casus.overdragen, inbrenger=Inbrenger(overleg=feit.van_overleg)),
        bespreken=replace(casus.bespreken, besproken_op=None, uitkomst=None),
        aan_zet=True,
        alleen_aangeboden=False,
    )


_STAPPEN = {
    Stap.GEACCEPTEERD: "Overdracht geaccepteerd",
    Stap.GEWEIGERD: "Overdracht geweigerd",
    Stap.VRAAG_TERUG: "Vraag gesteld over de overdracht",
    Stap.VRAAG_BEANTWOORD: "Vraag over de overdracht beantwoord",
    Stap.INTREKKING_GEVRAAGD: "Gevraagd de overdracht in te trekken",
    Stap.INTREKKING_BEVESTIGD: "Intrekking bevestigd",
    Stap.INTREKKING_BESTREDEN: "Intrekking bestreden: het werk gaat door",
    Stap.TUSSENBERICHT: "Tussenbericht gegeven",
    Stap.ACTIE_BEVESTIGD: "Actie bevestigd",
    Stap.BEVINDING_GEMELD: "Bevinding gemeld op de gestelde vraag",
    Stap.DOORVERWEZEN: "Doorverwezen; blijft houder tot de volgende accepteert",
    Stap.TERUGGAVE_GEVRAAGD: "Gevraagd de casus terug te nemen; blijft houder tot dat gebeurt",
    Stap.TERUGGAVE_GEACCEPTEERD: "Casus teruggenomen",
    Stap.AFGESLOTEN: "Overdracht afgesloten",
    Stap.HEROPEND: "Overdracht heropend: de actie blijkt niet gedaan",
}


def vertel(feit: Eigen, noem: Noem) -> str:
    """The sentence that tells a fact of a hand-off or an inbreng."""
    match feit:
        case feiten.CasusIngebracht():
            return f"Ingebracht bij {noem(feit.naar_overleg)}; de houder blijft dezelfde"
        case feiten.InbrengBeantwoord():
            return f"{noem(feit.bij_overleg)} heeft de inbreng beantwoord"
        case feiten.OverdrachtAangeboden(teruggave_van=None):
            return f"Overdracht aangeboden aan {noem(feit.naar_overleg)}"
        case feiten.OverdrachtAangeboden():
            return f"Teruggave aangeboden aan {noem(feit.naar_overleg)}"
        case feiten.OverdrachtOntvangen():
            return f"Overdracht ontvangen van {noem(feit.van_overleg)}"
        case feiten.OverdrachtGewijzigd() | feiten.OverdrachtstapVernomen():
            return _STAPPEN[feit.stap] + _toelichting(feit)
        case feiten.HouderVernomen():
            return f"Vernomen dat {noem(feit.houder)} houder is"
        case AnderBewijsAanvaard():
            gevraagd, waarom = in_sentence(feit.gevraagd), in_sentence(feit.waarom)
            return f"Bewijs aanvaard in plaats van '{gevraagd}': {waarom}"


def _toelichting(feit: Gezet) -> str:
    codes = [in_sentence(code) for code in (feit.reden, feit.bewijs) if code]
    datum = [f"op {feit.actiedatum:%d-%m-%Y}"] if feit.actiedatum else []
    return f" ({', '.join((*codes, *datum))})" if codes or datum else ""
