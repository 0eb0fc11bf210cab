"""What the facts of a meeting change in a casus, and how they are told."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.bespreken.state import Afspraak, Besproken, Plan
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.onderwerp import Noem, zetel_in_woorden
from contracts.events import casusoverleg as feiten
from contracts.events.dragen import DragersBepaald
from contracts.events.opschaling import PlanGeevalueerd
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.words import in_sentence

LAAT_LOS = (Besprekingsuitkomst.TERUG_NAAR_INBRENGER, Besprekingsuitkomst.SLUITEN)
"""Outcomes with which a table leaves a casus that was brought in to who brought it."""

Feit: TypeAlias = (
    feiten.CasusGeagendeerd
    | feiten.CasusBesproken
    | feiten.UitkomstVastgesteld
    | feiten.PlanVastgesteld
    | PlanGeevalueerd
    | DragersBepaald
    | feiten.TerugkoppelingBesloten
    | feiten.AfspraakGemaakt
    | feiten.AfspraakAfgerond
    | feiten.CasusAfgesloten
    | feiten.CasusHeropend
)


def fold(casus: Casus, feit: Feit, op: date) -> Casus:  # noqa: C901 - a case per fact
    """The casus after a fact of the meeting."""
    stand = casus.bespreken
    match feit:
        case feiten.CasusGeagendeerd():
            return replace(casus, bespreken=replace(stand, vergadering=feit.vergadering))
        case feiten.CasusBesproken():
            return replace(casus, bespreken=stand.besproken(_bespreking(feit)))
        case feiten.UitkomstVastgesteld():
            casus = replace(casus, bespreken=stand.met_uitkomst(feit.uitkomst))
            terug = feit.uitkomst in LAAT_LOS and casus.overdragen.inbrenger_wacht
            return replace(casus.met_antwoord(), aan_zet=False) if terug else casus
        case feiten.PlanVastgesteld():
            plan = Plan(
                uitvoerder=feit.uitvoerder, start=feit.start, beoogd_einde=feit.beoogd_einde
            )
            casus = replace(casus, bespreken=replace(stand, plan=plan))
            return casus.met_houder(feit.houder, op, "eigen plan").met_antwoord()
        case PlanGeevalueerd():
            plan_na = stand.plan and replace(stand.plan, geevalueerd_op=feit.op)
            return replace(casus, bespreken=replace(stand, plan=plan_na))
        case DragersBepaald():
            return replace(casus, bespreken=replace(stand, dragers=feit.dragers))
        case feiten.TerugkoppelingBesloten():
            return replace(casus, bespreken=replace(stand, terugkoppeling_nodig=feit.nodig))
        case feiten.AfspraakGemaakt():
            afspraken = (*stand.afspraken, _afspraak(feit))
            elementen = (*casus.elementen, feit.element)
            return replace(
                casus, bespreken=replace(stand, afspraken=afspraken), elementen=elementen
            )
        case feiten.AfspraakAfgerond():
            return replace(casus, bespreken=stand.afgerond(feit.afspraak, feit.afloop))
        case feiten.CasusAfgesloten():
            return replace(casus, gesloten_op=feit.op)
        case feiten.CasusHeropend():
            return replace(casus, gesloten_op=None, heropend_op=feit.op, alleen_aangeboden=False)


def _bespreking(feit: feiten.CasusBesproken) -> Besproken:
    return Besproken(
        op=feit.op,
        aanwezig=feit.aanwezig,
        jeugdige=feit.jeugdige,
        ouders=feit.ouders,
        veiligheidsreden=feit.veiligheidsreden,
    )


def _afspraak(feit: feiten.AfspraakGemaakt) -> Afspraak:
    return Afspraak(
        id=feit.afspraak,
        soort=feit.soort,
        uitvoerder=feit.uitvoerder,
        start=feit.start,
        beoogd_einde=feit.beoogd_einde,
        element=feit.element.id,
        op=feit.op,
    )


def vertel(feit: Feit, noem: Noem) -> str:  # noqa: C901 - a case per fact
    """The sentence that tells a fact of the meeting."""
    match feit:
        case feiten.CasusGeagendeerd():
            return f"Op de agenda gezet voor {feit.vergadering:%d-%m-%Y}"
        case feiten.CasusBesproken():
            jeugdige, ouders = (in_sentence(b) for b in (feit.jeugdige, feit.ouders))
            return f"Besproken; jeugdige {jeugdige}, ouders {ouders}"
        case feiten.UitkomstVastgesteld():
            return f"Uitkomst vastgesteld: {in_sentence(feit.uitkomst)}"
        case feiten.PlanVastgesteld():
            return f"Eigen plan vastgesteld; {noem(feit.houder)} is houder"
        case PlanGeevalueerd():
            return f"Plan geëvalueerd: {in_sentence(feit.oordeel)}"
        case DragersBepaald():
            wie = ", anders ".join(zetel_in_woorden(drager, noem) for drager in feit.dragers)
            return f"Terugkoppelen is aan {wie}"
        case feiten.TerugkoppelingBesloten():
            return f"Besloten dat terugkoppeling aan school {'' if feit.nodig else 'niet '}nodig is"
        case feiten.AfspraakGemaakt():
            return "Afspraak gemaakt"
        case feiten.AfspraakAfgerond():
            return f"Afspraak afgerond: {in_sentence(feit.afloop)}"
        case feiten.CasusAfgesloten():
            return f"Casus afgesloten: {in_sentence(feit.reden)}"
        case feiten.CasusHeropend():
            return "Casus heropend"
