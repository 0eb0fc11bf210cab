"""What asking the gate, its answers, its deliveries and weighing change, and how it is told."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.casus import Casus, met_personen
from casusoverleg.domain.stappen.onderwerp import Noem
from casusoverleg.domain.verstrekken.state import Gewogen, Grondslag, Verstrekstand, Verzoek
from contracts.events.casusoverleg import WegingVastgelegd
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import (
    Aanvulling,
    Aanvulreden,
    Houdermelding,
    Inbreng,
    Navraag,
    Overdrachtsaanbod,
    Overdrachtstap,
    Terugkoppeling,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import Uitkomst
from contracts.words import in_sentence

Verteld: TypeAlias = WegingVastgelegd | VerstrekkingAfgehandeld | VerstrekkingBezorgd
Feit: TypeAlias = VerstrekkingGevraagd | Verteld


def fold(casus: Casus, feit: Feit, _op: date) -> Casus:
    """The casus after what was asked of the gate, or heard of it, or weighed."""
    stand = casus.verstrekken
    match feit:
        case VerstrekkingGevraagd():
            verzoeken = (*stand.verzoeken, _verzoek(feit))
            return replace(casus, verstrekken=replace(stand, verzoeken=verzoeken))
        case VerstrekkingAfgehandeld():
            afgehandeld = replace(stand, afgehandeld=(*stand.afgehandeld, feit))
            return _zonder_geweigerde(replace(casus, verstrekken=afgehandeld), feit)
        case VerstrekkingBezorgd():
            return _bezorgd(casus, feit)
        case WegingVastgelegd():
            return replace(casus, verstrekken=_gewogen(stand, feit))


def _verzoek(feit: VerstrekkingGevraagd) -> Verzoek:
    inhoud = feit.inhoud
    over = inhoud.overdracht if isinstance(inhoud, Overdrachtsaanbod | Overdrachtstap) else None
    vraag = inhoud.vraag if isinstance(inhoud, Inbreng | Overdrachtsaanbod | Aanvulling) else None
    return Verzoek(
        verstrekking=feit.verstrekking,
        naar_overleg=feit.naar_overleg,
        soort=inhoud.soort,
        vraag=vraag,
        overdracht=over,
        elementen=tuple(e.id for e in feit.elementen),
        grondslag=Grondslag(
            doel=feit.doel,
            grond=feit.grond,
            doorbreking=feit.doorbreking,
            bronbesluit=feit.bronbesluit,
            acuut_gevaar=feit.acuut_gevaar,
            gevaar_voor=feit.gevaar_voor,
            toestemming_onmogelijk=feit.toestemming_onmogelijk,
            wilsonbekwaam=feit.wilsonbekwaam,
            informeren=feit.informeren,
        ),
        ontheffingen=feit.ontheffingen,
        door=feit.door,
        op=feit.op,
    )


def _zonder_geweigerde(casus: Casus, feit: VerstrekkingAfgehandeld) -> Casus:
    """At the own table: what the gate now refuses, the seats can open no longer."""
    if feit.naar_overleg != casus.overleg:
        return casus
    geweigerd = {u.element for u in feit.uitkomsten if u.uitkomst is Uitkomst.GEWEIGERD}
    gebleven = tuple(g for g in casus.gedeeld if g.element.id not in geweigerd)
    return replace(casus, gedeeld=gebleven)


def _bezorgd(casus: Casus, feit: VerstrekkingBezorgd) -> Casus:
    """What was delivered: elements, and the seats that may open them."""
    elementen = tuple(gedeeld.element for gedeeld in feit.elementen)
    geleverd = {element.id for element in elementen}
    gebleven = tuple(g for g in casus.gedeeld if g.element.id not in geleverd)
    return replace(
        casus,
        gedeeld=(*gebleven, *feit.elementen),
        personen=met_personen(casus.personen, elementen),
        leeftijdsband=feit.leeftijdsband if _vertelt(feit) else casus.leeftijdsband,
    )


def _vertelt(feit: VerstrekkingBezorgd) -> bool:
    """Does this tell how old the young person is? News of what was handed on only repeats it."""
    inhoud = feit.inhoud
    brengt = isinstance(inhoud, Inbreng | Overdrachtsaanbod | Navraag | Aanvulling)
    return brengt and feit.van_overleg != feit.naar_overleg


def _gewogen(stand: Verstrekstand, feit: WegingVastgelegd) -> Verstrekstand:
    verstrekken = (feit.weging,) if feit.oordeel == "verstrekken" else ()
    over = feit.weging.elementen if feit.verstrekking else ()
    gewogen = (Gewogen(verstrekking=feit.verstrekking or "", element=e) for e in over)
    return replace(
        stand,
        wegingen=(*stand.wegingen, *verstrekken),
        gewogen=(*stand.gewogen, *gewogen),
        oordelen=(*stand.oordelen, feit),
    )


def vertel(feit: Verteld, noem: Noem) -> str | None:
    """The sentence that tells what the gate did, or what was weighed; most needs none."""
    match feit:
        case WegingVastgelegd():
            artikel = in_sentence(feit.weging.artikel)
            return f"Gewogen volgens {artikel}: {in_sentence(feit.oordeel)}"
        case VerstrekkingBezorgd():
            return _bezorging(feit, noem(feit.van_overleg))
        case VerstrekkingAfgehandeld():
            return _antwoord(feit, noem(feit.naar_overleg))


def _bezorging(feit: VerstrekkingBezorgd, van: str) -> str | None:
    match feit.inhoud:
        case Terugkoppeling(uitkomst=uitkomst, bewijs=bewijs):
            codes = [in_sentence(code) for code in (uitkomst, bewijs) if code]
            return ": ".join((f"Teruggehoord van {van}", *codes))
        case Houdermelding(afgesloten_op=date()):
            return f"{van} sloot de casus daar af"
        case Inbreng() if feit.deel_van is None:
            return f"Ingebracht door {van}; de houder blijft dezelfde"
        case Aanvulling(reden=Aanvulreden.VERZET):
            return f"Gegrond verzet tegen wat {van} verstrekte"
        case Aanvulling(reden=Aanvulreden.VERNIETIGD):
            return f"{van} heeft op verzoek vernietigd wat het verstrekte"
        case Aanvulling(reden=reden) if feit.deel_van is None:
            wat = "Correctie" if reden is Aanvulreden.GECORRIGEERD else "Aanvulling"
            return f"{wat} ontvangen van {van}"
        case _:
            return None


def _antwoord(feit: VerstrekkingAfgehandeld, naar: str) -> str | None:
    if not feit.doorgelaten:
        wat = "niets" if feit.deel_van is None else "een deel niet"
        return f"De privacy-gate liet {wat} door naar {naar}"
    if any(u.uitkomst is Uitkomst.BEOORDELING for u in feit.uitkomsten):
        return f"Voor {naar} wachten gegevens op een weging"
    return None
