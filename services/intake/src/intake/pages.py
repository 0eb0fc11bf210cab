"""The Dutch pages: a form for one report, and one to send a file."""

import asyncio
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from contracts.aard_tabel import eigen_regime
from contracts.elements import VELDEN, Veld
from contracts.topics import instance
from contracts.vocabulary import Domein, Organisatietype
from contracts.words import spoken
from infra.kernel import derived_id
from infra.parts import Parts
from infra.web.errors import Problem
from infra.web.forms import Choices, WebForm, texts_of, with_errors
from infra.web.identity import Gebruiker, Ingelogd
from infra.web.pages import page
from intake import answers
from intake.domain.aanmelding import Aanmelding
from intake.domain.bronnen import velden_van
from intake.domain.gegevens import VAN_GEZINSLID, VAN_JEUGDIGE, naam_van
from intake.domain.plaats import Plaats
from intake.worker.aanmelden import Aanmelder
from intake.worker.vlak import GEZINSLEDEN, KOLOMMEN, leeg, lees, vlakke_naam

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Persoonsblok:
    """The fields of one other person, opened when something stands in them."""

    velden: list[str]
    open: bool


_GETOOND = 100
"""Lines with their casus on the page of a file; the cases themselves stand at the table."""

_OVER_LEERLING = ("adres", "telefoon")
_TOELICHTING = ("toelichting", "contactpersoon")


def router(aanmelder: Aanmelder, parts: Parts, domein: Domein, one_file: asyncio.Lock) -> APIRouter:
    """The routes of the pages."""
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/")
    def start() -> Response:
        return RedirectResponse(f"{parts.base}/aanmelden", 303)

    @routes.get("/aanmelden")
    def formulier(request: Request, gebruiker: Ingelogd) -> Response:
        """An empty form for who may report to a table here."""
        plaatsen = aanmelder.plaatsen(gebruiker.functies)
        if not plaatsen:
            return _wie_wel(request, aanmelder, gebruiker, parts)
        choices = _choices(plaatsen)
        form = leeg(_begin(plaatsen), choices)
        return _formulier(request, form, plaatsen)

    @routes.post("/aanmelden")
    async def verstuur(request: Request, gebruiker: Ingelogd) -> Response:
        """Take the form; with errors it comes back as it was filled in."""
        plaatsen = _plaatsen(aanmelder, gebruiker)
        async with request.form() as posted:
            form = lees(texts_of(posted.multi_items()), _choices(plaatsen))
        if form.model is not None:
            try:
                uitslag = await run_in_threadpool(
                    answers.meld_aan, aanmelder, form.model, gebruiker
                )
                return RedirectResponse(f"{parts.base}/aangemeld/{uitslag.casus}", 303)
            except Problem as problem:
                errors = {vlakke_naam(error.field): error.detail for error in problem.errors}
                form = with_errors(form, errors)
        return _formulier(request, form, plaatsen, status=400)

    @routes.get("/aangemeld/{casus}")
    def bevestiging(request: Request, gebruiker: Ingelogd, casus: str) -> Response:
        """That it was taken, for whoever reports for the same organisation."""
        known = aanmelder.aangemeld(casus)
        own = {functie.organisatie for functie in gebruiker.functies}
        if known is None or known.organisatie not in own:
            raise Problem(404)
        tables = parts.sites.get(instance("casusoverleg", domein))
        link = f"{tables}/casussen/{casus}" if tables else None
        return page(request, "aangemeld.html", casus=casus, link=link)

    _bestand(routes, aanmelder, parts, one_file)
    return routes


def _bestand(routes: APIRouter, aanmelder: Aanmelder, parts: Parts, one_file: asyncio.Lock) -> None:
    @routes.get("/bestand")
    def kies_bestand(request: Request, gebruiker: Ingelogd) -> Response:
        """A form to send a file."""
        if not aanmelder.plaatsen(gebruiker.functies):
            return _wie_wel(request, aanmelder, gebruiker, parts)
        return page(request, "bestand.html", kolommen=KOLOMMEN, uitslag=None, fout=None)

    @routes.post("/bestand")
    async def lees_bestand(
        request: Request, gebruiker: Ingelogd, bestand: Annotated[UploadFile, File()]
    ) -> Response:
        """Take the good lines of a file and show what became of each."""
        raw = await bestand.read()
        try:
            uitslag = await answers.lees_bestand(aanmelder, one_file, raw, gebruiker)
        except Problem as problem:
            return page(
                request,
                "bestand.html",
                status=problem.status,
                kolommen=KOLOMMEN,
                uitslag=None,
                fout=problem.detail,
            )
        taken = [regel for regel in uitslag.regels if not regel.fouten]
        return page(
            request,
            "bestand.html",
            kolommen=KOLOMMEN,
            uitslag=uitslag,
            geweigerd=[regel for regel in uitslag.regels if regel.fouten],
            aangenomen=taken[:_GETOOND],
            niet_getoond=len(taken[_GETOOND:]),
            fout=None,
        )


def _wie_wel(
    request: Request, aanmelder: Aanmelder, gebruiker: Gebruiker, parts: Parts
) -> HTMLResponse:
    """Say who may report here to who may not, and where he may himself."""
    elders = [
        (d, parts.sites.get(instance("intake", d))) for d in aanmelder.elders(gebruiker.functies)
    ]
    return page(
        request,
        "wie_wel.html",
        melders=aanmelder.melders(gebruiker.functies),
        elders=[(domein, f"{site}/aanmelden") for domein, site in elders if site],
        domein=parts.domein,
    )


def _plaatsen(aanmelder: Aanmelder, gebruiker: Gebruiker) -> tuple[Plaats, ...]:
    """Where this person may report.

    Raises:
        Problem: 403, nowhere in this domain.
    """
    plaatsen = aanmelder.plaatsen(gebruiker.functies)
    if not plaatsen:
        raise Problem(403, "U kunt in dit domein bij geen enkel overleg een casus aanmelden.")
    return plaatsen


def _choices(plaatsen: tuple[Plaats, ...]) -> Choices:
    covenants = {p.convenant.verwijzing: p.convenant for p in plaatsen}.values()
    schools = {
        name: organisatie.naam
        for covenant in covenants
        for name, organisatie in covenant.organisaties.items()
        if Organisatietype.SCHOOL in organisatie.typen
    }
    tables = [(p.overleg, p.convenant.overleggen[p.overleg].naam) for p in plaatsen]
    known = _bekend(plaatsen)
    categories = dict.fromkeys(soort.categorie for veld, soort in VELDEN.items() if veld in known)
    return {
        "overleg": tables,
        "school": sorted(schools.items(), key=lambda pair: pair[1]),
        "categorieen": [(category.value, spoken(category)) for category in categories],
    }


def _bekend(plaatsen: tuple[Plaats, ...]) -> frozenset[Veld]:
    """The fields that this person's organisation can know."""
    return frozenset[Veld]().union(*(velden_van(p.bron) for p in plaatsen))


def _begin(plaatsen: tuple[Plaats, ...]) -> dict[str, str]:
    """What can be filled in beforehand; a reference, so that sending twice is one report."""
    reference = derived_id(secrets.token_bytes(16), "kenmerk")[:12]
    begin = {"kenmerk": f"F-{reference}"}
    if len(plaatsen) == 1:
        begin["overleg"] = plaatsen[0].overleg
    own = plaatsen[0]
    if own.bron is Organisatietype.SCHOOL:
        begin["school"] = own.functie.organisatie
    return begin


def _formulier(
    request: Request, form: WebForm[Aanmelding], plaatsen: tuple[Plaats, ...], status: int = 200
) -> HTMLResponse:
    """The page, with only the fields that this person's organisation can know."""
    known = _bekend(plaatsen)
    signals = [naam_van(veld) for veld in VAN_JEUGDIGE if veld in known]
    hidden = {*_OVER_LEERLING, *_TOELICHTING}
    return page(
        request,
        "aanmelden.html",
        status=status,
        form=form,
        signalen=[name for name in signals if name not in hidden],
        gezinsleden=[_persoonsblok(form, prefix, known) for prefix in GEZINSLEDEN],
        bronbesluit=any(eigen_regime(p.bron) for p in plaatsen),
    )


def _persoonsblok(form: WebForm[Aanmelding], prefix: str, known: frozenset[Veld]) -> Persoonsblok:
    names = [f"{prefix}relatie", *(prefix + naam_van(v) for v in VAN_GEZINSLID if v in known)]
    return Persoonsblok(names, any(form[name].values or form[name].error for name in names))
