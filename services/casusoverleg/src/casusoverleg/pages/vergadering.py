"""The pages of the meeting: action list and minutes, to print or to put in a calendar."""

from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from casusoverleg.views.kalender import acties_als_ics, vergaderingen_als_ics
from casusoverleg.views.vergaderen import Vergaderen
from infra.parts import Parts
from infra.web.identity import Ingelogd
from infra.web.pages import page


def router(vergaderen: Vergaderen, parts: Parts) -> APIRouter:
    """The routes of these pages."""
    routes = APIRouter(default_response_class=HTMLResponse)
    site = parts.sites.get(parts.name, "").rstrip("/")

    @routes.get("/agenda.ics", response_model=None)
    def agenda_ics(gebruiker: Ingelogd) -> Response:
        """The meetings to come, for a calendar."""
        komend = vergaderen.agenda(gebruiker).vergaderingen
        return _ics("agenda", vergaderingen_als_ics(komend, f"{site}/agenda", parts.clock.now()))

    @routes.get("/acties")
    def acties(request: Request, gebruiker: Ingelogd, van: str = "") -> HTMLResponse:
        """Who has to do what by when; `van=mij`: only the reader."""
        alle = vergaderen.acties(gebruiker)
        return page(
            request,
            "acties.html",
            acties=[a for a in alle if van != "mij" or a.wie in gebruiker.functies],
            van=van,
            noem=vergaderen.noemer(gebruiker),
            mijn=gebruiker.functies,
        )

    @routes.get("/acties.ics", response_model=None)
    def acties_ics(gebruiker: Ingelogd) -> Response:
        """What the reader has to do, for his calendar."""
        eigen = [a for a in vergaderen.acties(gebruiker) if a.wie in gebruiker.functies]
        return _ics("acties", acties_als_ics(eigen, f"{site}/casussen", parts.clock.now()))

    @routes.get("/verslag/{overleg}/{op}")
    def verslag(request: Request, gebruiker: Ingelogd, overleg: str, op: date) -> HTMLResponse:
        """The minutes of a meeting."""
        gezien = vergaderen.verslag(gebruiker, overleg, op)
        noem = vergaderen.noemer(gebruiker)
        return page(request, "verslag.html", verslag=gezien, noem=noem)

    return routes


def _ics(naam: str, inhoud: bytes) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{naam}.ics"'}
    return Response(inhoud, media_type="text/calendar", headers=headers)
