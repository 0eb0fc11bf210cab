"""The Dutch pages: the overview with agenda and board, and a page per casus."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from casusoverleg.answers.casussen import doe
from casusoverleg.commands.stappen import Tafels
from casusoverleg.pages.bord import bord
from casusoverleg.pages.casus import ingevuld_formulier, met_open, toon_casus
from casusoverleg.pages.formulieren import formulieren, geopend
from casusoverleg.views.zien import Zicht
from infra.clock import today
from infra.parts import Parts
from infra.web.errors import Conflict
from infra.web.identity import Ingelogd
from infra.web.once import of_form
from infra.web.pages import page

TEMPLATES = Path(__file__).parent.parent / "templates"


def router(tafels: Tafels, zicht: Zicht, parts: Parts) -> APIRouter:
    """The routes of the board and of a casus."""
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/")
    def overzicht(
        request: Request, gebruiker: Ingelogd, overleg: str = "", houder: str = ""
    ) -> HTMLResponse:
        """Agenda and board of the user's tables."""
        gezien = zicht.overzicht(gebruiker)
        return page(
            request, "overzicht.html", bord=bord(gezien, today(parts.clock), overleg, houder)
        )

    @routes.get("/casussen/{casus}")
    def casus(
        request: Request,
        gebruiker: Ingelogd,
        casus: str,
        stap: Annotated[tuple[str, ...], Query()] = (),
    ) -> HTMLResponse:
        """One casus: what this seat may see, what happened, and what can be done.

        `stap`: what the reader came for; those forms are open, and come first.
        """
        blik = zicht.casus(gebruiker, casus)
        return toon_casus(request, blik, geopend(formulieren(blik), stap), gevraagd=bool(stap))

    @routes.post("/casussen/{casus}/stappen/{stap}", response_model=None)
    async def zet_stap(
        request: Request, gebruiker: Ingelogd, casus: str, stap: str
    ) -> HTMLResponse | RedirectResponse:
        """Take a step; what is wrong with it comes back with what was filled in."""
        blik, ingevuld = await ingevuld_formulier(request, zicht, gebruiker, casus, stap)
        if ingevuld.form.model is None:
            return met_open(request, blik, ingevuld, 400)
        try:
            model, opdracht = ingevuld.form.model, ingevuld.opdracht
            await run_in_threadpool(doe, tafels, casus, model, gebruiker, of_form(opdracht))
        except Conflict as conflict:
            return met_open(request, blik, ingevuld.geweigerd(conflict), 409)
        return RedirectResponse(f"{parts.base}/casussen/{casus}", 303)

    return routes
