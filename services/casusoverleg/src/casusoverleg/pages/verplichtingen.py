"""The page of obligations: what the user's seats must still do, and what they did."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from casusoverleg.domain.nakomen.plichten import WOORDEN
from casusoverleg.views.naleven import Naleving
from casusoverleg.views.register import noemer
from contracts.events.naleving import Plichtsoort
from infra.web.identity import Ingelogd
from infra.web.pages import page


def router(naleving: Naleving) -> APIRouter:
    """The route of the page."""
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/verplichtingen")
    def verplichtingen(request: Request, gebruiker: Ingelogd) -> HTMLResponse:
        """What is open, what must go, what is kept until when, and what was dealt with."""
        alle = naleving.van(gebruiker)
        bewaren = [
            een for een in alle if een.plicht.open and een.plicht.soort is Plichtsoort.BEWAREN
        ]
        return page(
            request,
            "verplichtingen.html",
            open=[een for een in alle if een.plicht.open and een not in bewaren],
            bewaren=bewaren,
            te_vernietigen=naleving.te_vernietigen(gebruiker),
            afgehandeld=[een for een in alle if not een.plicht.open],
            te_laat=sum(een.te_laat for een in alle),
            noemer=noemer,
            woorden=WOORDEN,
        )

    return routes
