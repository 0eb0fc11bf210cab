"""The API of obligations: those of the user."""

from fastapi import APIRouter

from casusoverleg.answers.verplichtingen import VerplichtingUit, verplichting_uit
from casusoverleg.views.naleven import Naleving
from infra.web.identity import Ingelogd
from infra.web.shown import Shown


class VerplichtingenUit(Shown):
    """The obligations of this user's seats."""

    verplichtingen: tuple[VerplichtingUit, ...]


def router(naleving: Naleving) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()

    @routes.get("/verplichtingen")
    def verplichtingen(gebruiker: Ingelogd) -> VerplichtingenUit:
        """What this user's seats must still do after decisions of the gate, and did."""
        eigen = map(verplichting_uit, naleving.van(gebruiker))
        return VerplichtingenUit(verplichtingen=tuple(eigen))

    return routes
