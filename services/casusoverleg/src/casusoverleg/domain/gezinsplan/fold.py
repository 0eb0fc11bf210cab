"""Folding the facts of the plan's goals, its coordinator and the agreement to closing."""

from typing import Any

from casusoverleg.domain.casus import Casus, met_personen
from casusoverleg.domain.gezinsplan.plan import Doel, Doelevaluatie, Gezinsplan
from contracts.events import gezinsplan as feiten
from contracts.events.casusoverleg import CasusHeropend
from contracts.events.opschaling import CasusOpgeschaald, JeugdzorgCoordineert
from contracts.events.payload import Payload


def met_gezinsplan(casus: Casus, feit: Payload) -> Casus:
    """The casus, with what a fact changes in its plan."""
    if isinstance(feit, feiten.GezinVastgesteld):
        casus = casus.model_copy(update={"gezin": feit.gezin})
    anders = _anders(casus.gezinsplan, feit)
    if not anders:
        return casus
    nieuw = (feit.element,) if isinstance(feit, feiten.DoelGesteld | feiten.DoelBijgesteld) else ()
    return casus.model_copy(
        update={
            "gezinsplan": casus.gezinsplan.model_copy(update=anders),
            "elementen": (*casus.elementen, *nieuw),
            "personen": met_personen(casus.personen, nieuw),
        }
    )


def _anders(plan: Gezinsplan, feit: Payload) -> dict[str, Any]:
    match feit:
        case feiten.DoelGesteld():
            doel = Doel(
                id=feit.plandoel,
                leefgebied=feit.leefgebied,
                uitvoerder=feit.uitvoerder,
                start=feit.start,
                streefdatum=feit.streefdatum,
                element=feit.element.id,
                door=feit.door,
                gesteld_op=feit.op,
            )
            return {"doelen": (*plan.doelen, doel), "ingestemd_op": None}
        case feiten.DoelBijgesteld():
            return {"doelen": tuple(_bijgesteld(plan, feit)), "ingestemd_op": None}
        case feiten.DoelGeevalueerd():
            gevonden = Doelevaluatie(oordeel=feit.oordeel, door=feit.door, op=feit.op)
            doelen = (
                d.model_copy(update={"evaluaties": (*d.evaluaties, gevonden)})
                if d.id == feit.plandoel and d.bijgesteld_op is None
                else d
                for d in plan.doelen
            )
            return {"doelen": tuple(doelen)}
        case feiten.GezinVastgesteld(verder=verder) if verder:
            als = {een.plandoel: een.als for een in verder}
            doelen = (d.model_copy(update={"id": als.get(d.id, d.id)}) for d in plan.doelen)
            return {"doelen": tuple(doelen)}
        case feiten.ZorgcoordinatorGezinBenoemd():
            wie = {"coordinator": feit.coordinator, "benoemd_door": feit.door}
            return wie | {"ingestemd_op": None}
        case JeugdzorgCoordineert() if feit.coordinator:
            return {"coordinator": None, "ingestemd_op": None}
        case feiten.AfsluitingIngestemd():
            return {"ingestemd_op": feit.op}
        case CasusHeropend() | CasusOpgeschaald() if plan.ingestemd_op:
            return {"ingestemd_op": None}
        case _:
            return {}


def _bijgesteld(plan: Gezinsplan, feit: feiten.DoelBijgesteld) -> list[Doel]:
    """The version that counted is kept; the new one comes after all others."""
    was = plan.doel(feit.plandoel)
    if was is None:
        return list(plan.doelen)
    nieuw = was.model_copy(
        update={
            "uitvoerder": feit.uitvoerder,
            "start": feit.start,
            "streefdatum": feit.streefdatum,
            "element": feit.element.id,
            "door": feit.door,
            "gesteld_op": feit.op,
            "evaluaties": (),
        }
    )
    oud = was.model_copy(update={"bijgesteld_op": feit.op})
    return [*(oud if d == was else d for d in plan.doelen), nieuw]
