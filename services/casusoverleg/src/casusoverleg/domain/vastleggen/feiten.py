"""What the facts of what is known, asked and consented change in a casus, and how they are told."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.casus import Casus, Persoon, met_personen
from casusoverleg.domain.overdragen.overdracht import Kant
from casusoverleg.domain.stappen.onderwerp import Noem
from casusoverleg.domain.vastleggen.state import Navraagstand
from contracts.events import casusoverleg as feiten
from contracts.events.intake import CasusAangemeld
from contracts.vocabulary import Relatie

Feit: TypeAlias = (
    CasusAangemeld
    | feiten.InformatieToegevoegd
    | feiten.BekendheidGemeld
    | feiten.NavraagGesteld
    | feiten.NavraagOntvangen
    | feiten.NavraagBeantwoord
    | feiten.AntwoordOntvangen
    | feiten.ToestemmingVastgelegd
    | feiten.ToestemmingIngetrokken
)


def fold(casus: Casus, feit: Feit, op: date) -> Casus:
    """The casus after a fact of what is known, asked and consented."""
    stand = casus.vastleggen
    match feit:
        case CasusAangemeld():
            return _aangemeld(casus, feit)
        case feiten.InformatieToegevoegd() | feiten.BekendheidGemeld():
            return casus.met_elementen(feit.element)
        case feiten.NavraagGesteld():
            return _met_navraag(casus, feit, Kant.AANBIEDER, feit.naar_overleg)
        case feiten.NavraagOntvangen():
            return _met_navraag(casus, feit, Kant.ONTVANGER, feit.van_overleg)
        case feiten.NavraagBeantwoord():
            beantwoord = replace(casus, vastleggen=stand.beantwoord(feit.navraag))
            return beantwoord.met_elementen(*((feit.element,) if feit.element else ()))
        case feiten.AntwoordOntvangen():
            return replace(casus, vastleggen=stand.beantwoord(feit.navraag))
        case feiten.ToestemmingVastgelegd():
            toestemmingen = (*stand.toestemmingen, feit.toestemming)
            return replace(casus, vastleggen=replace(stand, toestemmingen=toestemmingen))
        case feiten.ToestemmingIngetrokken():
            return replace(casus, vastleggen=stand.ingetrokken(feit.toestemming, op))


def _aangemeld(casus: Casus, feit: CasusAangemeld) -> Casus:
    leden = (Persoon(id=g.betrokkene, relatie=Relatie(g.relatie)) for g in feit.gezinsleden)
    return replace(
        casus,
        elementen=feit.elementen,
        personen=met_personen((*casus.personen, *leden), feit.elementen),
        vastleggen=replace(casus.vastleggen, toestemmingen=feit.toestemmingen),
    )


def _met_navraag(
    casus: Casus, feit: feiten.NavraagGesteld | feiten.NavraagOntvangen, kant: Kant, ander: str
) -> Casus:
    navraag = Navraagstand(
        id=feit.navraag, kant=kant, ander_overleg=ander, vraag=feit.vraag, op=feit.op
    )
    navragen = (*casus.vastleggen.navragen, navraag)
    return replace(casus, vastleggen=replace(casus.vastleggen, navragen=navragen))


def vertel(feit: Feit, noem: Noem) -> str:
    """The sentence that tells a fact of what is known, asked and consented."""
    match feit:
        case CasusAangemeld():
            return f"Aangemeld; {noem(feit.houder)} is houder"
        case feiten.InformatieToegevoegd():
            return "Informatie toegevoegd"
        case feiten.BekendheidGemeld():
            return "Gemeld of de jeugdige bekend is"
        case feiten.NavraagGesteld():
            return f"Navraag gedaan bij {noem(feit.naar_overleg)}"
        case feiten.NavraagOntvangen():
            return f"Navraag ontvangen van {noem(feit.van_overleg)}"
        case feiten.NavraagBeantwoord():
            return "Navraag beantwoord"
        case feiten.AntwoordOntvangen():
            return "Antwoord op navraag ontvangen"
        case feiten.ToestemmingVastgelegd():
            return "Toestemming vastgelegd"
        case feiten.ToestemmingIngetrokken():
            return "Toestemming ingetrokken"
