"""The families that a zorgregisseur watches, in the API; the casus's own doors take his steps."""

from datetime import date

from fastapi import APIRouter

from casusoverleg.api.uit import Uit, uit
from casusoverleg.domain.casus import Casus
from casusoverleg.worker.gezinnen import Gezinnen
from contracts.gezinsplan import Doeloordeel
from contracts.vocabulary import Functie
from infra.web.identity import Ingelogd


class KindUit(Uit):
    """A child's file: how many goals, and how far; not on what."""

    casus: str
    plan_tot: date | None
    doelen: int
    behaald: int
    niet_geevalueerd: int
    opgeschaald: bool
    ingestemd_op: date | None


class GezinUit(Uit):
    """A family at a table."""

    overleg: str
    coordinator: Functie | None
    jeugdzorg: bool
    kinderen: tuple[KindUit, ...]


class GezinnenUit(Uit):
    """The families that this user watches as zorgregisseur."""

    gezinnen: tuple[GezinUit, ...]


def router(gezinnen: Gezinnen) -> APIRouter:
    """The route, for below /v1."""
    routes = APIRouter()

    @routes.get("/gezinnen")
    def gezien(gebruiker: Ingelogd) -> GezinnenUit:
        """Families with a plan, for who names their zorgcoordinator-gezin; no values."""
        return GezinnenUit(
            gezinnen=tuple(
                uit(GezinUit, gezin, kinderen=tuple(kind_uit(kind) for kind in gezin.kinderen))
                for gezin in gezinnen.van(gebruiker)
            )
        )

    return routes


def kind_uit(casus: Casus) -> KindUit:
    """A child's file, in numbers."""
    laatste = [doel.laatst for doel in casus.gezinsplan.huidig]
    return KindUit(
        casus=casus.id,
        plan_tot=casus.plan.beoogd_einde if casus.plan else None,
        doelen=len(laatste),
        behaald=sum(een is not None and een.oordeel is Doeloordeel.BEHAALD for een in laatste),
        niet_geevalueerd=laatste.count(None),
        opgeschaald=casus.opgeschaald is not None,
        ingestemd_op=casus.gezinsplan.ingestemd_op,
    )
