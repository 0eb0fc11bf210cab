"""Decisions by which a casus goes to another table, and the steps of a hand-off."""

from dataclasses import replace
from typing import TypeAlias

from casusoverleg.domain.overdragen.aanbod import aanbod, inbreng, teruggave
from casusoverleg.domain.overdragen.bewijs import sluit
from casusoverleg.domain.overdragen.nieuws import stap_zetten
from casusoverleg.domain.overdragen.overdracht import AANVAARD, Overdracht
from casusoverleg.domain.overdragen.steps import (
    Accepteer,
    BeantwoordVraag,
    BestrijdIntrekking,
    BevestigActie,
    BevestigIntrekking,
    BrengIn,
    DraagOver,
    GeefTerug,
    GeefTussenbericht,
    HeropenOverdracht,
    MeldBevinding,
    SluitOverdracht,
    VerwijsDoor,
    VraagIntrekking,
    VraagTerug,
    Weiger,
)
from casusoverleg.domain.overdragen.vragen import BEVINDINGEN
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.stappen.command import MetToelichting
from casusoverleg.domain.stappen.hindernis import belet, kandidaten
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from casusoverleg.domain.vastleggen.seals import nieuw_element, toelichting, vastgelegd
from casusoverleg.domain.verstrekken.verzoeken import PROTOCOL
from contracts.elements import Veld
from contracts.events.casusoverleg import InbrengBeantwoord
from contracts.events.verstrekking import Stap
from contracts.vocabulary import DOEL_VAN_DOMEIN
from contracts.words import in_sentence

Stapcommando: TypeAlias = (
    Accepteer
    | Weiger
    | VraagTerug
    | BeantwoordVraag
    | BevestigActie
    | GeefTussenbericht
    | MeldBevinding
    | BevestigIntrekking
    | BestrijdIntrekking
    | VerwijsDoor
    | GeefTerug
    | VraagIntrekking
    | SluitOverdracht
    | HeropenOverdracht
)
Verplaatsingscommando: TypeAlias = BrengIn | DraagOver | Stapcommando


def decide(s: Situatie, commando: Verplaatsingscommando) -> Vervolg:
    """What follows from bringing in, handing over, or a step of a hand-off."""
    if isinstance(commando, Stapcommando):
        return _stap(s, commando)
    match commando:
        case BrengIn():
            return inbreng(s, commando)
        case DraagOver():
            return aanbod(s, commando)


def _stap(s: Situatie, commando: Stapcommando) -> Vervolg:
    stap = commando.maakt
    overdracht = _bedoeld(s, commando, stap)
    if isinstance(overdracht, Weigering):
        return overdracht
    match commando:
        case Accepteer():
            return _accepteer(s, overdracht)
        case VerwijsDoor():
            door = aanbod(s, commando, doorverwijzing_van=overdracht)
            return _samen(stap_zetten(s, overdracht, stap), door)
        case GeefTerug(reden=reden):
            terug = teruggave(s, commando, overdracht)
            return _samen(stap_zetten(s, overdracht, stap, reden=reden), terug)
        case Weiger(reden=reden) | VraagIntrekking(reden=reden) | BestrijdIntrekking(reden=reden):
            return stap_zetten(s, overdracht, stap, reden=reden)
        case BevestigActie() if commando.actiedatum > s.omst.op:
            return Weigering("Wat nog moet gebeuren is geen actie die gedaan is.")
        case MeldBevinding():
            return _meld_bevinding(s, overdracht, commando)
        case MetToelichting():
            return _met_woorden(s, overdracht, commando)
        case SluitOverdracht() | BevestigIntrekking():
            return _sluit(s, overdracht, commando)


def _sluit(
    s: Situatie, overdracht: Overdracht, commando: SluitOverdracht | BevestigIntrekking
) -> Vervolg:
    if isinstance(commando, SluitOverdracht):
        return sluit(s, overdracht, commando.ander_bewijs)
    return stap_zetten(s, overdracht, commando.maakt)


def _bedoeld(s: Situatie, commando: Stapcommando, stap: Stap) -> Overdracht | Weigering:
    if commando.overdracht is None:
        kan = kandidaten(s.casus, stap, s.zetel)
        return kan if isinstance(kan, Weigering) else kan[0]
    overdracht = s.casus.overdragen.overdracht(commando.overdracht)
    if overdracht is None:
        return Weigering("Deze casus heeft zo'n overdracht niet.")
    return belet(s.casus, overdracht, stap, s.zetel) or overdracht


def _accepteer(s: Situatie, overdracht: Overdracht) -> Feiten:
    """Accepting also ends the hand-off that is given back, and answers an inbreng at the sender."""
    feiten = stap_zetten(s, overdracht, Stap.GEACCEPTEERD)
    gegeven = s.casus.overdragen.overdracht(overdracht.teruggave_van or "")
    if gegeven and gegeven.stand in AANVAARD:
        feiten = (*feiten, *stap_zetten(s, gegeven, Stap.TERUGGAVE_GEACCEPTEERD))
    inbreng = s.casus.overdragen.inbreng
    if inbreng and inbreng.bij_overleg == overdracht.ander_overleg:
        beantwoord = InbrengBeantwoord(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            bij_overleg=inbreng.bij_overleg,
            houder=s.casus.houder,
        )
        return (beantwoord, *feiten)
    return feiten


def _met_woorden(
    s: Situatie,
    overdracht: Overdracht,
    commando: MetToelichting,
) -> Feiten:
    bewijs = commando.bewijs if isinstance(commando, BevestigActie) else None
    reden = commando.reden if isinstance(commando, HeropenOverdracht) else None
    gedaan_op = commando.actiedatum if isinstance(commando, BevestigActie) else None
    woorden = toelichting(s)
    stap = stap_zetten(
        s,
        overdracht,
        commando.maakt,
        reden=reden,
        bewijs=bewijs,
        actiedatum=gedaan_op,
        elementen=woorden,
    )
    toegevoegd = (feit for element in woorden for feit in vastgelegd(s, element))
    return (*toegevoegd, *stap)


def _meld_bevinding(s: Situatie, overdracht: Overdracht, commando: MeldBevinding) -> Vervolg:
    """The answer to the typed question is information: an element that passes the gate per seat."""
    mogelijk = BEVINDINGEN[overdracht.vraag]
    if commando.bevinding not in mogelijk:
        opties = ", ".join(f"'{in_sentence(b)}'" for b in mogelijk)
        return Weigering(f"Het antwoord past niet bij de vraag; kies uit {opties}.")
    element = nieuw_element(
        s, Veld.BEVINDING, s.casus.betrokkene, doel=DOEL_VAN_DOMEIN[s.omst.domein]
    )
    afzender = s.omst.convenant.overleggen.get(overdracht.ander_overleg)
    doel = DOEL_VAN_DOMEIN[afzender.domein] if afzender else PROTOCOL.doel
    stap = stap_zetten(
        s,
        overdracht,
        Stap.BEVINDING_GEMELD,
        elementen=(element,),
        grondslag=replace(PROTOCOL, doel=doel, bronbesluit=commando.bronbesluit),
    )
    return (*vastgelegd(s, element, commando.bronbesluit), *stap)


def _samen(stap: Feiten, aanbod: Vervolg) -> Vervolg:
    return aanbod if isinstance(aanbod, Weigering) else (*stap, *aanbod)
