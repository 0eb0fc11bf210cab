"""A child's file in numbers, for the zorgregisseur."""

from datetime import date

from casusoverleg.domain.casus import Casus
from contracts.gezinsplan import Doeloordeel
from infra.web.shown import Shown


class KindUit(Shown):
    """A child's file: how many goals, and how far; not on what."""

    casus: str
    plan_tot: date | None
    doelen: int
    behaald: int
    niet_geevalueerd: int
    opgeschaald: bool
    ingestemd_op: date | None


def kind_uit(casus: Casus) -> KindUit:
    """A child's file, in numbers."""
    laatste = [doel.laatst for doel in casus.gezinsplan.huidig]
    return KindUit(
        casus=casus.id,
        plan_tot=casus.bespreken.plan.beoogd_einde if casus.bespreken.plan else None,
        doelen=len(laatste),
        behaald=sum(een is not None and een.oordeel is Doeloordeel.BEHAALD for een in laatste),
        niet_geevalueerd=laatste.count(None),
        opgeschaald=casus.opschalen.opgeschaald is not None,
        ingestemd_op=casus.gezinsplan.ingestemd_op,
    )
