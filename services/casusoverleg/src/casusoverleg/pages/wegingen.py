"""The pages of human judgement: the queue, a question with its form, and what was decided.

The guard of privacy has a page of his own, without anything that a question is about.
"""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from casusoverleg.answers.casussen import doe
from casusoverleg.answers.toezicht import toezicht_uit
from casusoverleg.commands.stappen import Tafels
from casusoverleg.domain.verstrekken.steps import LegWegingVast
from casusoverleg.pages.formulieren import Stapformulier, begonnen, formulier
from casusoverleg.pages.personen import wie_is_wie
from casusoverleg.pages.proef import zetelnamen
from casusoverleg.views.register import noemer
from casusoverleg.views.toezien import Toezicht
from casusoverleg.views.wegen import Weegstuk, Weegtafel
from contracts.elements import VELDEN
from infra.parts import Parts
from infra.web.errors import Conflict
from infra.web.forms import texts_of
from infra.web.identity import Ingelogd, Toezichthouder
from infra.web.once import of_form
from infra.web.pages import oversight, page


def router(tafels: Tafels, weegtafel: Weegtafel, toezicht: Toezicht, parts: Parts) -> APIRouter:
    """The routes of the pages."""
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/wegingen")
    def rij(request: Request, gebruiker: Ingelogd) -> HTMLResponse:
        """What waits for this user's verdict, and the verdicts at his tables."""
        stukken = weegtafel.te_wegen(gebruiker)
        gegeven = weegtafel.gegeven(gebruiker)
        return page(
            request,
            "wegingen.html",
            stukken=stukken,
            gegeven=gegeven,
            te_laat=sum(stuk.te_laat for stuk in stukken),
            velden=VELDEN,
            noemer=noemer,
        )

    @routes.get("/casussen/{casus}/wegingen")
    def van_casus(gebruiker: Ingelogd, casus: str) -> RedirectResponse:
        """Go to what waits longest for this user's verdict in a casus, or else to the queue."""
        wacht = next((w for w in weegtafel.te_wegen(gebruiker) if w.blik.casus.id == casus), None)
        waar = f"/casussen/{casus}/wegingen/{wacht.stuk.verstrekking}" if wacht else "/wegingen"
        return RedirectResponse(f"{parts.base}{waar}", 303)

    @routes.get("/casussen/{casus}/wegingen/{verstrekking}")
    def een(request: Request, gebruiker: Ingelogd, casus: str, verstrekking: str) -> HTMLResponse:
        """One question: what it is about, who would get it, and the form for the verdict."""
        weegstuk = weegtafel.weegstuk(gebruiker, casus, verstrekking)
        begin = {"verstrekking": verstrekking, "elementen": list(weegstuk.stuk.elementen)}
        return _weegstuk(request, weegstuk, begonnen(weegstuk.blik, LegWegingVast, begin))

    @routes.post("/casussen/{casus}/wegingen/{verstrekking}", response_model=None)
    async def oordeel(
        request: Request, gebruiker: Ingelogd, casus: str, verstrekking: str
    ) -> HTMLResponse | RedirectResponse:
        """Give the verdict; what is wrong with it comes back with what was filled in."""
        weegstuk = await run_in_threadpool(weegtafel.weegstuk, gebruiker, casus, verstrekking)
        async with request.form() as posted:
            texts = texts_of(posted.multi_items())
        gegeven = formulier(weegstuk.blik, LegWegingVast, texts)
        model = gegeven.form.model
        if model is None:
            return _weegstuk(request, weegstuk, gegeven, 400)
        try:
            await run_in_threadpool(doe, tafels, casus, model, gebruiker, of_form(gegeven.opdracht))
        except Conflict as conflict:
            return _weegstuk(request, weegstuk, gegeven.geweigerd(conflict), 409)
        return RedirectResponse(f"{parts.base}/wegingen", 303)

    @routes.get("/toezicht")
    def zonder_waarden(request: Request, _gebruiker: Toezichthouder) -> HTMLResponse:
        """What waits and what was decided in this domain: structure only."""
        return page(
            request,
            "toezicht.html",
            toezicht=toezicht_uit(toezicht.casussen()),
            domein=parts.domein,
            andere=oversight(parts),
        )

    return routes


def _weegstuk(
    request: Request, weegstuk: Weegstuk, stap: Stapformulier, status: int = 200
) -> HTMLResponse:
    namen = zetelnamen(weegstuk.blik.convenant, weegstuk.stuk.naar_overleg)
    zetels = [n for zetel in weegstuk.stuk.zetels for n in namen.get(zetel, [str(zetel)])]
    return page(
        request,
        "weging.html",
        status=status,
        weegstuk=weegstuk,
        stuk=weegstuk.stuk,
        casus=weegstuk.blik.casus,
        noem=noemer(weegstuk.blik.convenant),
        zetels=zetels,
        velden=VELDEN,
        wie=wie_is_wie(weegstuk.blik),
        stap=stap,
        invoervelden=[f.name for f in stap.form.fields if not f.name.endswith("--verstrekking")],
    )
