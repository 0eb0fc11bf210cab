"""State by folding: what a casus becomes by a fact of its own or by what the gate delivered."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from casusoverleg.domain.casus import (
    Afspraak,
    Bespreking,
    Casus,
    Inbreng,
    Inbrenger,
    Navraag,
    Persoon,
    Plan,
    met_personen,
)
from casusoverleg.domain.gezinsplan.fold import met_gezinsplan
from casusoverleg.domain.nakomen.fold import na_feit
from casusoverleg.domain.opschalen.fold import met_opschaling
from casusoverleg.domain.overdragen.fold import (
    met_aanbod,
    met_ontvangst,
    met_stap,
    met_vernomen_stap,
)
from casusoverleg.domain.overdragen.overdracht import Kant
from casusoverleg.domain.vernietigen.fold import met_vernietiging
from casusoverleg.domain.verstrekken.fold import met_afhandeling, met_levering, met_verzoek
from casusoverleg.domain.verwijsindex.fold import met_verwijzing
from casusoverleg.domain.wegen.weegpunt import Gewogen
from contracts.events import casusoverleg as feiten
from contracts.events.intake import CasusAangemeld
from contracts.events.payload import Payload
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.vernietiging import GegevensVernietigd
from contracts.events.verstrekking import Besprekingsuitkomst, VerstrekkingGevraagd
from contracts.vocabulary import Relatie

LAAT_LOS = (Besprekingsuitkomst.TERUG_NAAR_INBRENGER, Besprekingsuitkomst.SLUITEN)
"""Outcomes with which a table leaves a casus that was brought in to who brought it."""


def vouw(gebeurd: Iterable[tuple[Payload, date]], casus: Casus | None = None) -> Casus | None:
    """The casus after these facts, each with its date."""
    for feit, op in gebeurd:
        casus = evolve(casus, feit, op)
    return casus


def evolve(casus: Casus | None, feit: Payload, op: date) -> Casus | None:
    """The casus after one fact. Before a casus was opened, only opening it counts.

    Once it was erased, only what opens it again, and what is erased of it after all.
    """
    if isinstance(feit, feiten.CasusGeopend):
        return _geopend(feit, op)
    if casus is None:
        return None
    telt_nog = feiten.CasusHeropend | GegevensVernietigd
    if casus.vernietigd and not isinstance(feit, telt_nog):
        return casus
    return _na(casus, feit, op)


def _geopend(feit: feiten.CasusGeopend, op: date) -> Casus:
    ingebracht = feit.herkomst == "inbreng" and feit.van_overleg is not None
    return Casus(
        id=feit.casus,
        overleg=feit.overleg,
        betrokkene=feit.betrokkene,
        gezin=feit.gezin,
        leeftijdsband=feit.leeftijdsband,
        herkomst=feit.herkomst,
        weg=feit.weg,
        school=feit.school,
        convenant=feit.convenant,
        geopend_op=op,
        houder=feit.houder,
        houder_sinds=op,
        houder_door=feit.herkomst,
        aan_zet=feit.herkomst in ("aanmelding", "inbreng"),
        inbrenger=Inbrenger(overleg=feit.van_overleg) if ingebracht and feit.van_overleg else None,
        personen=(Persoon(id=feit.betrokkene, relatie=Relatie.JEUGDIGE),),
    )


def _na(casus: Casus, feit: Payload, op: date) -> Casus:
    match feit:
        case feiten.OverdrachtAangeboden():
            return met_aanbod(casus, feit)
        case feiten.OverdrachtOntvangen():
            return met_ontvangst(casus, feit)
        case feiten.OverdrachtGewijzigd():
            return met_stap(casus, feit)
        case feiten.OverdrachtstapVernomen():
            return met_vernomen_stap(casus, feit)
        case VerstrekkingGevraagd():
            return met_verzoek(casus, feit)
        case VerstrekkingAfgehandeld():
            return met_afhandeling(casus, feit)
        case VerstrekkingBezorgd():
            return met_levering(casus, feit, op)
        case _:
            anders = (
                _verloop(casus, feit, op)
                or _afspraak(casus, feit)
                or _informatie(casus, feit, op)
                or met_opschaling(casus, feit, op)
                or met_verwijzing(casus, feit)
                or na_feit(casus, feit)
                or met_vernietiging(casus, feit)
            )
            return met_gezinsplan(casus.model_copy(update=anders), feit)


def _verloop(casus: Casus, feit: Payload, op: date) -> dict[str, Any]:
    """What changes by the table's own course."""
    match feit:
        case feiten.CasusGeagendeerd():
            return {"vergadering": feit.vergadering}
        case feiten.CasusBesproken():
            bespreking = Bespreking(**feit.model_dump(include=set(Bespreking.model_fields)))
            return {"besproken_op": feit.op, "besprekingen": (*casus.besprekingen, bespreking)}
        case feiten.UitkomstVastgesteld():
            terug = feit.uitkomst in LAAT_LOS and casus.inbrenger_wacht
            los = _beantwoord(casus) | {"aan_zet": False} if terug else {}
            return {"uitkomst": feit.uitkomst, "besprekingen": _besloten(casus, feit)} | los
        case feiten.PlanVastgesteld():
            plan = Plan(
                uitvoerder=feit.uitvoerder, start=feit.start, beoogd_einde=feit.beoogd_einde
            )
            houder = _houder(casus, feit.houder, op, "eigen plan")
            return {"plan": plan} | houder | _beantwoord(casus)
        case feiten.TerugkoppelingBesloten():
            return {"terugkoppeling_nodig": feit.nodig}
        case feiten.CasusAfgesloten():
            return {"gesloten_op": feit.op}
        case feiten.CasusHeropend():
            weer_gevuld = {"vernietiging_voorbereid_op": None, "vernietigd": None}
            weer_open = {"gesloten_op": None, "heropend_op": feit.op, "alleen_aangeboden": False}
            return weer_open | weer_gevuld
        case _:
            return _elders(casus, feit, op)


def _besloten(casus: Casus, feit: feiten.UitkomstVastgesteld) -> tuple[Bespreking, ...]:
    """The discussions, the latest with what was decided after it; a desk decides without one."""
    if not casus.besprekingen:
        return ()
    *eerder, laatste = casus.besprekingen
    return (*eerder, laatste.model_copy(update={"uitkomst": feit.uitkomst}))


def _afspraak(casus: Casus, feit: Payload) -> dict[str, Any]:
    """What changes in what was agreed."""
    match feit:
        case feiten.AfspraakGemaakt():
            velden = feit.model_dump(include=set(Afspraak.model_fields), exclude={"element"})
            gemaakt = Afspraak(id=feit.afspraak, element=feit.element.id, **velden)
            return {
                "afspraken": (*casus.afspraken, gemaakt),
                "elementen": (*casus.elementen, feit.element),
            }
        case feiten.AfspraakAfgerond():
            afloop = {"afloop": feit.afloop}
            return {
                "afspraken": tuple(
                    a.model_copy(update=afloop) if a.id == feit.afspraak else a
                    for a in casus.afspraken
                )
            }
        case _:
            return {}


def _elders(casus: Casus, feit: Payload, op: date) -> dict[str, Any]:
    """What changes because the casus lies at another table, or moved there."""
    match feit:
        case feiten.CasusIngebracht():
            inbreng = Inbreng(bij_overleg=feit.naar_overleg, houder=casus.houder, op=op)
            return {"inbreng": inbreng, "aan_zet": False, "waar": feit.naar_overleg}
        case feiten.InbrengBeantwoord():
            zelf = casus.inbreng is not None and feit.houder == casus.inbreng.houder
            return {"inbreng": None, "aan_zet": casus.aan_zet or zelf, "terug_op": op}
        case feiten.HouderVernomen():
            return _houder(casus, feit.houder, feit.op, "vernomen van een ander overleg")
        case _:
            return {}


def _informatie(casus: Casus, feit: Payload, op: date) -> dict[str, Any]:
    """What changes in what is known, asked, consented and weighed."""
    match feit:
        case CasusAangemeld():
            leden = (Persoon(id=g.betrokkene, relatie=Relatie(g.relatie)) for g in feit.gezinsleden)
            personen = (*casus.personen, *leden)
            return {
                "elementen": feit.elementen,
                "personen": met_personen(personen, feit.elementen),
                "toestemmingen": feit.toestemmingen,
            }
        case feiten.InformatieToegevoegd() | feiten.BekendheidGemeld():
            return {
                "elementen": (*casus.elementen, feit.element),
                "personen": met_personen(casus.personen, (feit.element,)),
            }
        case feiten.NavraagGesteld():
            return _met_navraag(casus, feit, Kant.AANBIEDER, feit.naar_overleg)
        case feiten.NavraagOntvangen():
            return _met_navraag(casus, feit, Kant.ONTVANGER, feit.van_overleg)
        case feiten.NavraagBeantwoord() | feiten.AntwoordOntvangen():
            own = getattr(feit, "element", None)
            toegevoegd = (own,) if own else ()
            navragen = tuple(
                n.model_copy(update={"beantwoord": True}) if n.id == feit.navraag else n
                for n in casus.navragen
            )
            return {
                "navragen": navragen,
                "elementen": (*casus.elementen, *toegevoegd),
                "personen": met_personen(casus.personen, toegevoegd),
            }
        case feiten.ToestemmingVastgelegd():
            return {"toestemmingen": (*casus.toestemmingen, feit.toestemming)}
        case feiten.ToestemmingIngetrokken():
            toestemmingen = tuple(
                t.model_copy(update={"ingetrokken_op": op}) if t.id == feit.toestemming else t
                for t in casus.toestemmingen
            )
            return {"toestemmingen": toestemmingen}
        case feiten.WegingVastgelegd():
            return _met_weging(casus, feit)
        case _:
            return {}


def _met_weging(casus: Casus, feit: feiten.WegingVastgelegd) -> dict[str, Any]:
    verstrekken = (feit.weging,) if feit.oordeel == "verstrekken" else ()
    gewogen = (
        Gewogen(verstrekking=feit.verstrekking, element=e)
        for e in feit.weging.elementen
        if feit.verstrekking
    )
    return {
        "wegingen": (*casus.wegingen, *verstrekken),
        "gewogen": (*casus.gewogen, *gewogen),
        "oordelen": (*casus.oordelen, feit),
    }


def _met_navraag(
    casus: Casus, feit: feiten.NavraagGesteld | feiten.NavraagOntvangen, kant: Kant, ander: str
) -> dict[str, Any]:
    navraag = Navraag(id=feit.navraag, kant=kant, ander_overleg=ander, vraag=feit.vraag, op=feit.op)
    return {"navragen": (*casus.navragen, navraag)}


def _houder(casus: Casus, houder: str, op: date, door: str) -> dict[str, Any]:
    if houder == casus.houder:
        return {}
    return {"houder": houder, "houder_sinds": op, "houder_door": door}


def _beantwoord(casus: Casus) -> dict[str, Any]:
    """The table that brought the casus in is told, so it waits no longer."""
    if casus.inbrenger is None:
        return {}
    return {"inbrenger": casus.inbrenger.model_copy(update={"beantwoord": True})}
