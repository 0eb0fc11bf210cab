"""The page of the zorgregisseur: who coordinates for each family, and agreeing to closing."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from casusoverleg.answers.casussen import doe
from casusoverleg.answers.gezinnen import kind_uit
from casusoverleg.commands.stappen import Tafels
from casusoverleg.domain.gezinsplan.steps import (
    BenoemZorgcoordinatorGezin,
    StemInMetAfsluiten,
)
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.pages.keuzes import zetels
from casusoverleg.views.gezinnen import Gezin, Gezinnen
from casusoverleg.views.register import noemer
from infra.not_found import NotFound
from infra.parts import Parts
from infra.web.errors import Conflict
from infra.web.forms import Texts, WebForm, blank, read, texts_of, texts_under, under, with_errors
from infra.web.identity import Gebruiker, Ingelogd
from infra.web.once import of_form, opdracht_of
from infra.web.pages import page


@dataclass(frozen=True)
class Regieformulier:
    """A step of the zorgregisseur in one casus, with its form."""

    casus: str
    soort: type[Commando]
    form: WebForm[Any]


@dataclass(frozen=True)
class Gezinsblad:
    """The page, for someone; `texts` is what he filled in and sent."""

    request: Request
    gezinnen: Gezinnen
    gebruiker: Gebruiker
    texts: Texts

    def toon(self, fout: str = "", status: int = 200) -> HTMLResponse:
        """The page, perhaps with what was wrong."""
        gezien = self.gezinnen.van(self.gebruiker)
        return page(
            self.request,
            "gezinnen.html",
            status=status,
            gezinnen=[(gezin, list(self._formulieren(gezin, fout))) for gezin in gezien],
            kind_uit=kind_uit,
            noemer=noemer,
            opdracht=secrets.token_hex(16),
        )

    def ingevuld(self, casus: str, stap: str) -> WebForm[Any]:
        """One of its forms as it was filled in.

        Raises:
            NotFound: this person has no such form.
        """
        for gezin in self.gezinnen.van(self.gebruiker):
            for een in self._formulieren(gezin):
                if (een.casus, een.soort.stap) == (casus, stap):
                    return een.form
        raise NotFound(stap)

    def _formulieren(self, gezin: Gezin, fout: str = "") -> Iterator[Regieformulier]:
        """What can be done: name one for the family, and agree for each child."""
        if gezin.jeugdzorg:
            return
        yield self._formulier(gezin, gezin.kinderen[0].id, BenoemZorgcoordinatorGezin, fout)
        for kind in gezin.kinderen:
            if kind.gezinsplan.coordinator and not kind.gezinsplan.ingestemd_op:
                yield self._formulier(gezin, kind.id, StemInMetAfsluiten, fout)

    def _formulier(
        self, gezin: Gezin, casus: str, soort: type[Commando], fout: str
    ) -> Regieformulier:
        """A form as it was filled in, if it was this one; else a new one."""
        voor = f"{casus}--{soort.stap}--"
        keuzes = {"coordinator": zetels(gezin.convenant, gezin.overleg)}
        eigen = texts_under(self.texts, voor)
        form = read(soort, eigen, choices=keuzes) if eigen else blank(soort, choices=keuzes)
        if eigen and fout:
            form = with_errors(form, {"": fout})
        return Regieformulier(casus, soort, under(form, voor))


def router(tafels: Tafels, gezinnen: Gezinnen, parts: Parts) -> APIRouter:
    """The routes of the page."""
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/gezinnen")
    def gezien(request: Request, gebruiker: Ingelogd) -> HTMLResponse:
        """The families that this user watches."""
        return Gezinsblad(request, gezinnen, gebruiker, {}).toon()

    @routes.post("/gezinnen/{casus}/{stap}", response_model=None)
    async def zet_stap(
        request: Request, gebruiker: Ingelogd, casus: str, stap: str
    ) -> HTMLResponse | RedirectResponse:
        """Name a zorgcoordinator-gezin, or agree to closing."""
        async with request.form() as posted:
            texts = texts_of(posted.multi_items())

        def antwoord() -> HTMLResponse | RedirectResponse:
            blad = Gezinsblad(request, gezinnen, gebruiker, texts)
            form = blad.ingevuld(casus, stap)
            if form.model is None:
                return blad.toon(status=400)
            try:
                doe(tafels, casus, form.model, gebruiker, of_form(opdracht_of(texts)))
            except Conflict as conflict:
                return blad.toon(conflict.detail, 409)
            return RedirectResponse(f"{parts.base}/gezinnen", 303)

        return await run_in_threadpool(antwoord)

    return routes
