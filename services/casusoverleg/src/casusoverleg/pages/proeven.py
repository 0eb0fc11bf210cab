"""The page of a dry run: the casus, with the form still filled in and what would come of it."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from casusoverleg.answers.casussen import beproef
from casusoverleg.commands.proef import PoortOnbereikbaar, Proeven
from casusoverleg.pages.casus import ingevuld_formulier, met_open
from casusoverleg.pages.proef import proef
from casusoverleg.views.zien import Zicht
from infra.web.errors import Conflict
from infra.web.identity import Ingelogd


def router(zicht: Zicht, proeven: Proeven) -> APIRouter:
    """The route of the page."""
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.post("/casussen/{casus}/proef/{stap}")
    async def beproef_stap(
        request: Request, gebruiker: Ingelogd, casus: str, stap: str
    ) -> HTMLResponse:
        """Show what the receiver would get; what was filled in stays filled in."""
        blik, ingevuld = await ingevuld_formulier(request, zicht, gebruiker, casus, stap)
        if ingevuld.form.model is None:
            return met_open(request, blik, ingevuld, 400)
        try:
            found = await run_in_threadpool(beproef, proeven, casus, ingevuld.form.model, gebruiker)
        except PoortOnbereikbaar:
            return met_open(request, blik, replace(ingevuld, onbereikbaar=True), 200)
        except Conflict as conflict:
            return met_open(request, blik, ingevuld.geweigerd(conflict), 409)
        getoond = replace(ingevuld, proef=proef(found, blik.convenant))
        return met_open(request, blik, getoond, 200)

    return routes
