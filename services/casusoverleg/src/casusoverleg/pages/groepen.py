"""The agenda, with the forms by which groups of young people come onto it and are discussed."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from casusoverleg.answers.vergadering import agendeer, bespreek
from casusoverleg.commands.groepen import Groepen
from casusoverleg.domain.bespreken.group_steps import AgendeerGroep, BespreekGroep
from casusoverleg.pages.keuzes import zetels
from casusoverleg.views.register import noemer
from casusoverleg.views.vergaderen import Vergaderen
from casusoverleg.views.zien import Tafel
from infra.not_found import NotFound
from infra.parts import Parts
from infra.web.errors import Conflict
from infra.web.forms import Texts, WebForm, blank, read, texts_of, texts_under, under, with_errors
from infra.web.identity import Gebruiker, Ingelogd
from infra.web.once import of_form, opdracht_of
from infra.web.pages import page

NIEUW = "groep"
"""The form for a group that is new; that of a group goes by its id."""


@dataclass(frozen=True)
class Agendablad:
    """The page of the agenda, for someone; `texts` is what he filled in and sent."""

    request: Request
    vergaderen: Vergaderen
    gebruiker: Gebruiker
    texts: Texts

    def toon(self, fout: str = "", status: int = 200) -> HTMLResponse:
        """The page, perhaps with what was wrong."""
        forms = {naam: self._formulier(naam, fout) for naam, _ in self._formulieren()}
        return page(
            self.request,
            "agenda.html",
            status=status,
            agenda=self.vergaderen.agenda(self.gebruiker),
            verslagen=self.vergaderen.verslagen(self.gebruiker),
            noem=self.vergaderen.noemer(self.gebruiker),
            nieuw=forms.pop(NIEUW, None),
            besprekingen=forms,
            opdracht=secrets.token_hex(16),
        )

    def ingevuld(self, naam: str) -> WebForm[Any]:
        """One of its forms as it was filled in.

        Raises:
            NotFound: this person has no such form.
        """
        if naam not in dict(self._formulieren()):
            raise NotFound(naam)
        return self._formulier(naam)

    def _formulieren(self) -> Iterator[tuple[str, Tafel]]:
        """The forms of the tables that he directs."""
        for tafel in self.vergaderen.zicht.tafels(self.gebruiker):
            if tafel.regie in tafel.functies:
                yield NIEUW, tafel
                yield from ((groep.id, tafel) for groep in tafel.groepen)

    def _formulier(self, naam: str, fout: str = "") -> WebForm[Any]:
        """A form as it was filled in, if it was this one; else a new one."""
        soort, voor = (AgendeerGroep if naam == NIEUW else BespreekGroep), f"{naam}--"
        keuzes = self._keuzes(naam)
        eigen = texts_under(self.texts, voor)
        if not eigen:
            return under(blank(soort, choices=keuzes), voor)
        form = read(soort, eigen, choices=keuzes)
        return under(with_errors(form, {"": fout}) if fout else form, voor)

    def _keuzes(self, naam: str) -> dict[str, list[tuple[str, str]]]:
        tafels = [tafel for gezien, tafel in self._formulieren() if gezien == naam]
        if naam == NIEUW:
            return {"overleg": [(t.naam, noemer(t.convenant)(t.naam)) for t in tafels]}
        return {"aanwezig": zetels(tafels[0].convenant, tafels[0].naam)}


def router(vergaderen: Vergaderen, groepen: Groepen, parts: Parts) -> APIRouter:
    """The routes of these pages."""
    routes = APIRouter(default_response_class=HTMLResponse)

    async def doe(
        request: Request, gebruiker: Gebruiker, naam: str, deed: Callable[[Any, str], object]
    ) -> HTMLResponse | RedirectResponse:
        async with request.form() as posted:
            texts = texts_of(posted.multi_items())

        def antwoord() -> HTMLResponse | RedirectResponse:
            blad = Agendablad(request, vergaderen, gebruiker, texts)
            form = blad.ingevuld(naam)
            if form.model is None:
                return blad.toon(status=400)
            try:
                deed(form.model, of_form(opdracht_of(texts)))
            except Conflict as conflict:
                return blad.toon(conflict.detail, 409)
            return RedirectResponse(f"{parts.base}/agenda", 303)

        return await run_in_threadpool(antwoord)

    @routes.get("/agenda")
    def agenda(request: Request, gebruiker: Ingelogd) -> HTMLResponse:
        """The meetings to come, and what else is open."""
        return Agendablad(request, vergaderen, gebruiker, {}).toon()

    @routes.post("/groepen", response_model=None)
    async def zet_op_agenda(
        request: Request, gebruiker: Ingelogd
    ) -> HTMLResponse | RedirectResponse:
        """Put a group on the agenda."""
        return await doe(
            request, gebruiker, NIEUW, lambda model, key: agendeer(groepen, model, gebruiker, key)
        )

    @routes.post("/groepen/{groep}/bespreking", response_model=None)
    async def leg_vast(
        request: Request, gebruiker: Ingelogd, groep: str
    ) -> HTMLResponse | RedirectResponse:
        """Record that a group was discussed."""
        return await doe(
            request,
            gebruiker,
            groep,
            lambda model, key: bespreek(groepen, groep, model, gebruiker, key),
        )

    return routes
