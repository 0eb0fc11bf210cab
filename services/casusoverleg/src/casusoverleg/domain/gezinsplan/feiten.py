"""What the facts of a plan's goals, coordinator and end change, and how they are told.

Which area of life a goal is on, and that a brother or sister lies here too, is not told.
"""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.plan import Doelevaluatie, Gezinsplan, Plandoel
from casusoverleg.domain.stappen.onderwerp import Noem, zetel_in_woorden
from contracts.events import gezinsplan as feiten
from contracts.events.casusoverleg import CasusHeropend
from contracts.events.opschaling import CasusOpgeschaald, JeugdzorgCoordineert
from contracts.gezinsplan import Doeloordeel
from contracts.words import in_sentence

Eigen: TypeAlias = (
    feiten.DoelGesteld
    | feiten.DoelBijgesteld
    | feiten.DoelGeevalueerd
    | feiten.GezinVastgesteld
    | feiten.ZorgcoordinatorGezinBenoemd
    | feiten.AfsluitingIngestemd
)
Feit: TypeAlias = Eigen | CasusHeropend | CasusOpgeschaald | JeugdzorgCoordineert

_HOEVER = MappingProxyType(
    {
        Doeloordeel.BEHAALD: "behaald",
        Doeloordeel.DEELS: "deels behaald",
        Doeloordeel.NIET: "niet behaald",
        Doeloordeel.VERVALLEN: "vervallen",
    }
)


def fold(casus: Casus, feit: Feit, _op: date) -> Casus:
    """The casus after a fact of its plan, or one that takes back the agreement to close."""
    plan = casus.gezinsplan
    match feit:
        case feiten.DoelGesteld():
            plan = replace(plan, doelen=(*plan.doelen, _gesteld(feit)), ingestemd_op=None)
            casus = casus.met_elementen(feit.element)
        case feiten.DoelBijgesteld():
            plan = replace(plan, doelen=_bijgesteld(plan, feit), ingestemd_op=None)
            casus = casus.met_elementen(feit.element)
        case feiten.DoelGeevalueerd():
            plan = replace(plan, doelen=_geevalueerd(plan, feit))
        case feiten.GezinVastgesteld():
            als = {een.plandoel: een.als for een in feit.verder}
            doelen = (replace(d, id=als.get(d.id, d.id)) for d in plan.doelen)
            plan, casus = replace(plan, doelen=tuple(doelen)), replace(casus, gezin=feit.gezin)
        case feiten.ZorgcoordinatorGezinBenoemd():
            plan = replace(
                plan, coordinator=feit.coordinator, benoemd_door=feit.door, ingestemd_op=None
            )
        case feiten.AfsluitingIngestemd():
            plan = replace(plan, ingestemd_op=feit.op)
        case JeugdzorgCoordineert():
            if feit.coordinator:
                plan = replace(plan, coordinator=None, ingestemd_op=None)
        case CasusHeropend() | CasusOpgeschaald():
            plan = replace(plan, ingestemd_op=None)
    return replace(casus, gezinsplan=plan)


def _gesteld(feit: feiten.DoelGesteld) -> Plandoel:
    return Plandoel(
        id=feit.plandoel,
        leefgebied=feit.leefgebied,
        uitvoerder=feit.uitvoerder,
        start=feit.start,
        streefdatum=feit.streefdatum,
        element=feit.element.id,
        door=feit.door,
        gesteld_op=feit.op,
    )


def _bijgesteld(plan: Gezinsplan, feit: feiten.DoelBijgesteld) -> tuple[Plandoel, ...]:
    """The version that counted is kept; the new one comes after all others."""
    was = plan.doel(feit.plandoel)
    if was is None:
        return plan.doelen
    nieuw = replace(
        was,
        uitvoerder=feit.uitvoerder,
        start=feit.start,
        streefdatum=feit.streefdatum,
        element=feit.element.id,
        door=feit.door,
        gesteld_op=feit.op,
        evaluaties=(),
    )
    oud = replace(was, bijgesteld_op=feit.op)
    return (*(oud if d == was else d for d in plan.doelen), nieuw)


def _geevalueerd(plan: Gezinsplan, feit: feiten.DoelGeevalueerd) -> tuple[Plandoel, ...]:
    gevonden = Doelevaluatie(oordeel=feit.oordeel, door=feit.door, op=feit.op)
    return tuple(
        replace(d, evaluaties=(*d.evaluaties, gevonden))
        if d.id == feit.plandoel and d.bijgesteld_op is None
        else d
        for d in plan.doelen
    )


def vertel(feit: Eigen, noem: Noem) -> str:
    """The sentence that tells a fact of the plan."""
    match feit:
        case feiten.DoelGesteld():
            return f"Doel gesteld, te behalen op {feit.streefdatum:%d-%m-%Y}"
        case feiten.DoelBijgesteld():
            return f"Doel bijgesteld, te behalen op {feit.streefdatum:%d-%m-%Y}"
        case feiten.DoelGeevalueerd():
            return f"Doel geëvalueerd: {_HOEVER[feit.oordeel]}"
        case feiten.GezinVastgesteld():
            return "Gezin vastgesteld"
        case feiten.ZorgcoordinatorGezinBenoemd():
            if feit.coordinator is None:
                return "Geen zorgcoördinator-gezin meer: Bureau Jeugdzorg coördineert"
            return f"Zorgcoördinator-gezin benoemd: {zetel_in_woorden(feit.coordinator, noem)}"
        case feiten.AfsluitingIngestemd():
            return f"Ingestemd met afsluiten: {in_sentence(feit.reden)}"
