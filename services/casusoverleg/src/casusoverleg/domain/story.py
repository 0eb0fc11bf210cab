"""What happened to a casus, told in Dutch sentences without personal values."""

from collections.abc import Callable
from datetime import date

from casusoverleg.domain.gezinsplan.story import gezinsplan_in_woorden
from casusoverleg.domain.nakomen.plichten import WOORDEN
from contracts.events import casusoverleg as feiten
from contracts.events import gezinsplan, naleving, opschaling, vernietiging, verwijsindex
from contracts.events.intake import CasusAangemeld
from contracts.events.naleving import Plichtsoort
from contracts.events.notifier import OntvangstBevestigd, TerugkoppelingDoorgegeven
from contracts.events.payload import Payload
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import Aanvulling, Aanvulreden, Inbreng, Stap
from contracts.vocabulary import Frozen, Functie, Uitkomst
from contracts.words import in_sentence

Noem = Callable[[str], str]
"""The name that a covenant gives to a table or an organisation."""


class Regel(Frozen):
    """A line of the history."""

    op: date
    tekst: str
    door: Functie | None


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


def verhaal(feit: Payload, op: date, noem: Noem) -> Regel | None:
    """The line of the history that tells this fact; None for what needs no telling."""
    vertellers = (
        _bespreking,
        _verplaatsing,
        _informatie,
        _navraag,
        _opschaling,
        gezinsplan_in_woorden,
        _naleving,
        _verwijsindex,
        _vernietiging,
        _poort,
    )
    tekst = next((t for verteller in vertellers if (t := verteller(feit, noem))), None)
    if tekst is None:
        return None
    # Who made an agreement may say who helps; that is for those who may open it.
    stil = isinstance(
        feit, feiten.AfspraakGemaakt | feiten.AfspraakAfgerond | gezinsplan.DoelGeevalueerd
    )
    door = None if stil else getattr(feit, "door", None)
    return Regel(op=op, tekst=tekst, door=door if isinstance(door, Functie) else None)


def _bespreking(feit: Payload, noem: Noem) -> str | None:
    match feit:
        case CasusAangemeld():
            return f"Aangemeld; {noem(feit.houder)} is houder"
        case feiten.CasusGeagendeerd():
            return f"Op de agenda gezet voor {feit.vergadering:%d-%m-%Y}"
        case feiten.CasusBesproken():
            jeugdige, ouders = (in_sentence(b) for b in (feit.jeugdige, feit.ouders))
            return f"Besproken; jeugdige {jeugdige}, ouders {ouders}"
        case feiten.UitkomstVastgesteld():
            return f"Uitkomst vastgesteld: {in_sentence(feit.uitkomst)}"
        case feiten.PlanVastgesteld():
            return f"Eigen plan vastgesteld; {noem(feit.houder)} is houder"
        case feiten.TerugkoppelingBesloten():
            return f"Besloten dat terugkoppeling aan school {'' if feit.nodig else 'niet '}nodig is"
        case feiten.CasusAfgesloten():
            return f"Casus afgesloten: {in_sentence(feit.reden)}"
        case feiten.CasusHeropend():
            return "Casus heropend"
        case _:
            return None


def _verplaatsing(feit: Payload, noem: Noem) -> str | None:
    match feit:
        case feiten.CasusIngebracht():
            return f"Ingebracht bij {noem(feit.naar_overleg)}; de houder blijft dezelfde"
        case VerstrekkingBezorgd(inhoud=Inbreng(), deel_van=None):
            return f"Ingebracht door {noem(feit.van_overleg)}; de houder blijft dezelfde"
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
        case _:
            return None


def _toelichting(feit: feiten.OverdrachtGewijzigd | feiten.OverdrachtstapVernomen) -> str:
    codes = [in_sentence(code) for code in (feit.reden, feit.bewijs) if code]
    datum = [f"op {feit.actiedatum:%d-%m-%Y}"] if feit.actiedatum else []
    return f" ({', '.join((*codes, *datum))})" if codes or datum else ""


def _informatie(feit: Payload, _noem: Noem) -> str | None:
    match feit:
        case feiten.InformatieToegevoegd():
            return "Informatie toegevoegd"
        case feiten.BekendheidGemeld():
            return "Gemeld of de jeugdige bekend is"
        case feiten.AfspraakGemaakt():
            return "Afspraak gemaakt"
        case feiten.AfspraakAfgerond():
            return f"Afspraak afgerond: {in_sentence(feit.afloop)}"
        case feiten.WegingVastgelegd():
            return (
                f"Gewogen volgens {in_sentence(feit.weging.artikel)}: {in_sentence(feit.oordeel)}"
            )
        case feiten.ToestemmingVastgelegd():
            return "Toestemming vastgelegd"
        case feiten.ToestemmingIngetrokken():
            return "Toestemming ingetrokken"
        case TerugkoppelingDoorgegeven():
            return f"Terugkoppeling doorgegeven ({feit.over})"
        case OntvangstBevestigd():
            return "Ontvangst van een bericht bevestigd"
        case _:
            return None


def _navraag(feit: Payload, noem: Noem) -> str | None:
    match feit:
        case feiten.NavraagGesteld():
            return f"Navraag gedaan bij {noem(feit.naar_overleg)}"
        case feiten.NavraagOntvangen():
            return f"Navraag ontvangen van {noem(feit.van_overleg)}"
        case feiten.NavraagBeantwoord():
            return "Navraag beantwoord"
        case feiten.AntwoordOntvangen():
            return "Antwoord op navraag ontvangen"
        case _:
            return None


def _opschaling(feit: Payload, noem: Noem) -> str | None:
    match feit:
        case opschaling.HerinneringGegeven():
            wat = in_sentence(feit.klok)
            wie = _zetel(feit.aan, noem)
            return f"Herinnering aan {wie}: {wat} had tot {feit.uiterlijk:%d-%m-%Y} gekund"
        case opschaling.CasusOpgeschaald():
            waarom = in_sentence(feit.grond)
            return f"Opgeschaald naar {_zetel(feit.aan, noem)} (trede {feit.trede}): {waarom}"
        case opschaling.CasusAfgeschaald():
            return f"Afgeschaald: {in_sentence(feit.reden)}"
        case opschaling.OnveiligheidGemeld():
            return (
                f"Gemeld bij {_zetel(feit.aan, noem)}: het gezin werkt niet mee, gevaar voor kind"
            )
        case opschaling.JeugdzorgCoordineert(coordinator=None):
            return "Bureau Jeugdzorg coördineert niet meer"
        case opschaling.JeugdzorgCoordineert(coordinator=Functie() as wie):
            return f"{_zetel(wie, noem)} coördineert"
        case opschaling.PlanGeevalueerd():
            return f"Plan geëvalueerd: {in_sentence(feit.oordeel)}"
        case opschaling.NazorgAfgesproken():
            return f"Nazorg door {_zetel(feit.wie, noem)} tot en met {feit.tot:%d-%m-%Y}"
        case _:
            return None


def _naleving(feit: Payload, noem: Noem) -> str | None:
    match feit:
        case naleving.VerplichtingAfgehandeld(stand="gedaan"):
            return f"Nagekomen: {WOORDEN[feit.soort].lower()}"
        case naleving.VerplichtingAfgehandeld(soort=Plichtsoort.VERNIETIGEN):
            return "Verzoek om vernietiging afgewezen"
        case naleving.VerplichtingAfgehandeld():
            return f"Vervallen: {WOORDEN[feit.soort].lower()}"
        case naleving.InformatieGecorrigeerd():
            return "Gegeven gecorrigeerd"
        case naleving.VerzetAangetekend():
            return f"Verzet aangetekend; besluit uiterlijk {feit.verzet.uiterlijk:%d-%m-%Y}"
        case naleving.VerzetBeoordeeld():
            return f"Verzet {'gegrond: de verstrekking stopt' if feit.gegrond else 'ongegrond'}"
        case VerstrekkingBezorgd(inhoud=Aanvulling(reden=Aanvulreden.GECORRIGEERD), deel_van=None):
            return f"Correctie ontvangen van {noem(feit.van_overleg)}"
        case VerstrekkingBezorgd(inhoud=Aanvulling(reden=Aanvulreden.VERZET)):
            return f"Gegrond verzet tegen wat {noem(feit.van_overleg)} verstrekte"
        case VerstrekkingBezorgd(inhoud=Aanvulling(reden=Aanvulreden.VERNIETIGD)):
            return f"{noem(feit.van_overleg)} heeft op verzoek vernietigd wat het verstrekte"
        case _:
            return None


def _vernietiging(feit: Payload, _noem: Noem) -> str | None:
    match feit:
        case vernietiging.VernietigingGevraagd():
            tot = f"{feit.uiterlijk:%d-%m-%Y}"
            return f"Verzoek om vernietiging van de {feit.gevraagd_door}; uiterlijk {tot}"
        case vernietiging.VernietigingVoorbereid():
            return "Vernietiging voorbereid"
        case vernietiging.GegevensVernietigd():
            return f"Gegevens vernietigd: {in_sentence(feit.grond)}"
        case _:
            return None


def _verwijsindex(feit: Payload, noem: Noem) -> str | None:
    match feit:
        case verwijsindex.MeldingGedaan():
            return f"Gemeld aan de verwijsindex, tot uiterlijk {feit.vervalt_op:%d-%m-%Y}"
        case verwijsindex.MeldingVerwijderd():
            waarom = "de termijn is om" if feit.reden == "termijn" else "op verzoek"
            return f"Melding uit de verwijsindex gehaald: {waarom}"
        case verwijsindex.VerwijsindexBevraagd():
            return "Aan de verwijsindex gevraagd of de jeugdige elders besproken is"
        case verwijsindex.MatchOntvangen():
            return f"Match in de verwijsindex met {_zetel(feit.contact, noem)}"
        case verwijsindex.MatchOpgevolgd():
            wat = feit.uitkomst or feit.opvolging
            return f"Match opgevolgd: {in_sentence(wat)}"
        case _:
            return None


def _zetel(functie: Functie, noem: Noem) -> str:
    return f"{in_sentence(functie.rol)} ({noem(functie.organisatie)})"


def _poort(feit: Payload, noem: Noem) -> str | None:
    match feit:
        case VerstrekkingBezorgd(inhoud=Aanvulling(), deel_van=None):
            return f"Aanvulling ontvangen van {noem(feit.van_overleg)}"
        case VerstrekkingAfgehandeld(doorgelaten=False, deel_van=None):
            return f"De privacy-gate liet niets door naar {noem(feit.naar_overleg)}"
        case VerstrekkingAfgehandeld(doorgelaten=False):
            return f"De privacy-gate liet een deel niet door naar {noem(feit.naar_overleg)}"
        case VerstrekkingAfgehandeld() if _te_wegen(feit):
            return f"Voor {noem(feit.naar_overleg)} wachten gegevens op een weging"
        case _:
            return None


def _te_wegen(feit: VerstrekkingAfgehandeld) -> bool:
    return any(u.uitkomst is Uitkomst.BEOORDELING for u in feit.uitkomsten)
