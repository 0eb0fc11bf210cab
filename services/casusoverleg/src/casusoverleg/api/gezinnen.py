"""The families that a zorgregisseur watches, in the API; the casus's own doors take his steps."""

from fastapi import APIRouter

from casusoverleg.answers.gezinnen import KindUit, kind_uit
from casusoverleg.views.gezinnen import Gezinnen
from contracts.vocabulary import Functie
from infra.web.identity import Ingelogd
from infra.web.shown import Shown


class GezinUit(Shown):
    """A family at a table."""

    overleg: str
    coordinator: Functie | None
    jeugdzorg: bool
    kinderen: tuple[KindUit, ...]


class GezinnenUit(Shown):
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
                GezinUit(
                    overleg=gezin.overleg,
                    coordinator=gezin.coordinator,
                    jeugdzorg=gezin.jeugdzorg,
                    kinderen=tuple(kind_uit(kind) for kind in gezin.kinderen),
                )
                for gezin in gezinnen.van(gebruiker)
            )
        )

    return routes
