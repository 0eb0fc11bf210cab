"""The page on which somebody says that he, or who sits at his table, is away."""

import secrets

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from casusoverleg.answers.afwezig import beeindig, meld
from casusoverleg.commands.afwezig import Afwezigen
from casusoverleg.domain.bespreken.afwezig import MeldAfwezig
from casusoverleg.views.afwezig import Afwezigheid
from infra.parts import Parts
from infra.web.errors import Conflict
from infra.web.forms import Texts, blank, read, texts_of, with_errors
from infra.web.identity import Gebruiker, Ingelogd
from infra.web.once import of_form, opdracht_of
from infra.web.pages import page


def router(afwezigheid: Afwezigheid, afwezigen: Afwezigen, parts: Parts) -> APIRouter:
    """The routes of this page."""
    routes = APIRouter(default_response_class=HTMLResponse)
    terug = f"{parts.base}/afwezigheid"

    def toon(
        request: Request, gebruiker: Gebruiker, texts: Texts, fout: str = "", status: int = 200
    ) -> HTMLResponse:
        blad = afwezigheid.blad(gebruiker)
        keuzes = {"medewerker": blad.mensen}
        leeg = blank(MeldAfwezig, choices=keuzes)
        form = read(MeldAfwezig, texts, choices=keuzes) if texts else leeg
        return page(
            request,
            "afwezig.html",
            status=status,
            blad=blad,
            form=with_errors(form, {"": fout}) if fout else form,
            opdracht=secrets.token_hex(16),
        )

    @routes.get("/afwezigheid")
    def wie_afwezig_is(request: Request, gebruiker: Ingelogd) -> HTMLResponse:
        """For whom the user stands in, and who is or will be away."""
        return toon(request, gebruiker, {})

    @routes.post("/afwezigheid", response_model=None)
    async def meld_afwezig(
        request: Request, gebruiker: Ingelogd
    ) -> HTMLResponse | RedirectResponse:
        """Say that somebody is away."""
        async with request.form() as posted:
            texts = texts_of(posted.multi_items())

        def antwoord() -> HTMLResponse | RedirectResponse:
            keuzes = {"medewerker": afwezigheid.blad(gebruiker).mensen}
            model = read(MeldAfwezig, texts, choices=keuzes).model
            if model is None:
                return toon(request, gebruiker, texts, status=400)
            try:
                meld(afwezigen, model, gebruiker, of_form(opdracht_of(texts)))
            except Conflict as conflict:
                return toon(request, gebruiker, texts, conflict.detail, 409)
            return RedirectResponse(terug, 303)

        return await run_in_threadpool(antwoord)

    @routes.post("/afwezigheid/{een}/einde", response_model=None)
    def beeindig_afwezigheid(
        request: Request, gebruiker: Ingelogd, een: str
    ) -> HTMLResponse | RedirectResponse:
        """Say that somebody is there again."""
        try:
            beeindig(afwezigen, een, gebruiker)
        except Conflict as conflict:
            return toon(request, gebruiker, {}, conflict.detail, 409)
        return RedirectResponse(terug, 303)

    return routes
