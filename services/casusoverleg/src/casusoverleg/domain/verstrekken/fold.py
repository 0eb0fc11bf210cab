"""Folding what was asked of the gate, what it decided and what it delivered."""

from datetime import date

from casusoverleg.domain.casus import Casus, Inbrenger, met_personen
from casusoverleg.domain.nakomen.fold import na_afhandeling, na_levering, na_verzoek
from casusoverleg.domain.overdragen.fold import met_overdracht
from casusoverleg.domain.overdragen.overdracht import Stand
from casusoverleg.domain.verwijsindex.fold import met_antwoord, zonder_geweigerde_melding
from casusoverleg.domain.wegen.grondslag import Grondslag, Verzoek
from contracts.elements import Element
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import (
    Aanvulling,
    Inbreng,
    Navraag,
    Overdrachtsaanbod,
    Overdrachtstap,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import Uitkomst


def met_verzoek(casus: Casus, feit: VerstrekkingGevraagd) -> Casus:
    """The casus with a request to the gate; an offer pins the covenant version it began under."""
    inhoud = feit.inhoud
    over = inhoud.overdracht if isinstance(inhoud, Overdrachtsaanbod | Overdrachtstap) else None
    vraag = inhoud.vraag if isinstance(inhoud, Inbreng | Overdrachtsaanbod | Aanvulling) else None
    verzoek = Verzoek(
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
    casus = casus.model_copy(update={"verzoeken": (*casus.verzoeken, verzoek)})
    return na_verzoek(_met_convenant(casus, feit), feit)


def met_afhandeling(casus: Casus, feit: VerstrekkingAfgehandeld) -> Casus:
    """The casus with the outcome of a request. What did not get through never was offered."""
    casus = casus.model_copy(update={"afgehandeld": (*casus.afgehandeld, feit)})
    casus = zonder_geweigerde_melding(na_afhandeling(casus, feit), feit)
    if feit.naar_overleg == casus.overleg:
        return _zonder_geweigerde(casus, feit)
    verzoek = casus.verzoek(feit.verstrekking)
    if feit.doorgelaten or verzoek is None:
        return casus
    if verzoek.soort == "inbreng" and casus.inbreng is not None:
        return casus.model_copy(update={"inbreng": None, "aan_zet": True})
    overdracht = casus.overdracht(verzoek.overdracht or "")
    if verzoek.soort == "overdrachtsaanbod" and overdracht is not None:
        return met_overdracht(casus, overdracht.model_copy(update={"stand": Stand.NIET_BEZORGD}))
    return casus


def met_levering(casus: Casus, feit: VerstrekkingBezorgd, op: date) -> Casus:
    """The casus with what the gate delivered: elements, and the seats that may open them."""
    casus = met_antwoord(na_levering(casus, feit), feit)
    geleverd = {gedeeld.element.id for gedeeld in feit.elementen}
    gebleven = tuple(g for g in casus.gedeeld if g.element.id not in geleverd)
    casus = casus.model_copy(
        update={
            "gedeeld": (*gebleven, *feit.elementen),
            "personen": met_personen(casus.personen, _elementen(feit)),
            "leeftijdsband": feit.leeftijdsband if _vertelt(feit) else casus.leeftijdsband,
        }
    )
    if feit.deel_van is not None:
        return casus
    if isinstance(feit.inhoud, Inbreng):
        return _met_inbreng(casus, feit, feit.inhoud, op)
    return _met_convenant(casus, feit)


def _vertelt(feit: VerstrekkingBezorgd) -> bool:
    """Does this tell how old the young person is? News of what was handed on only repeats it."""
    inhoud = feit.inhoud
    brengt = isinstance(inhoud, Inbreng | Overdrachtsaanbod | Navraag | Aanvulling)
    return brengt and feit.van_overleg != feit.naar_overleg


def _elementen(feit: VerstrekkingBezorgd) -> tuple[Element, ...]:
    return tuple(gedeeld.element for gedeeld in feit.elementen)


def _met_inbreng(casus: Casus, feit: VerstrekkingBezorgd, inhoud: Inbreng, op: date) -> Casus:
    """Brought in: from now on this table may move it, until it answers."""
    anders = inhoud.houder != casus.houder
    return casus.model_copy(
        update={
            "inbrenger": Inbrenger(overleg=feit.van_overleg),
            "aan_zet": True,
            "alleen_aangeboden": False,
            "houder": inhoud.houder,
            "houder_sinds": op if anders else casus.houder_sinds,
            "houder_door": "inbreng" if anders else casus.houder_door,
            "besproken_op": None,
            "uitkomst": None,
        }
    )


def _met_convenant(casus: Casus, feit: VerstrekkingGevraagd | VerstrekkingBezorgd) -> Casus:
    if not isinstance(feit.inhoud, Overdrachtsaanbod):
        return casus
    overdracht = casus.overdracht(feit.inhoud.overdracht)
    if overdracht is None:
        return casus
    return met_overdracht(casus, overdracht.model_copy(update={"convenant": feit.convenant}))


def _zonder_geweigerde(casus: Casus, feit: VerstrekkingAfgehandeld) -> Casus:
    """At the own table: what the gate now refuses, the seats can open no longer."""
    geweigerd = {u.element for u in feit.uitkomsten if u.uitkomst is Uitkomst.GEWEIGERD}
    gebleven = tuple(g for g in casus.gedeeld if g.element.id not in geweigerd)
    return casus.model_copy(update={"gedeeld": gebleven})
