"""The page of a casus, with a form per step; one of them may be open, as it was filled in."""

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.overdragen.overdracht import STAND_IN_WOORDEN
from casusoverleg.pages.bord import opgeschaald_naar
from casusoverleg.pages.formulieren import Stapformulier, formulier, formulieren
from casusoverleg.pages.personen import wie_is_wie
from casusoverleg.views.register import noemer
from casusoverleg.views.vervolg import aan_zet, vervolg
from casusoverleg.views.vraagterug import vragen_terug
from casusoverleg.views.zien import Blik, Zicht
from contracts.elements import VELDEN
from contracts.topics import instance
from infra.not_found import NotFound
from infra.parts import Parts
from infra.web.forms import texts_of
from infra.web.identity import Gebruiker
from infra.web.pages import page


async def ingevuld_formulier(
    request: Request, zicht: Zicht, gebruiker: Gebruiker, casus: str, stap: str
) -> tuple[Blik, Stapformulier]:
    """The casus, and the form of a step as it was posted.

    Raises:
        NotFound: there is no such casus for this user, or no such step.
    """
    soort = STAPPEN.get(stap)
    if soort is None:
        raise NotFound(stap)
    blik = await run_in_threadpool(zicht.casus, gebruiker, casus)
    async with request.form() as posted:
        texts = texts_of(posted.multi_items())
    return blik, formulier(blik, soort, texts)


def met_open(request: Request, blik: Blik, stap: Stapformulier, status: int) -> HTMLResponse:
    """The page once more, with this form open."""
    andere = [f for f in formulieren(blik) if f.stap != stap.stap]
    return toon_casus(request, blik, [stap, *andere], status)


def toon_casus(
    request: Request,
    blik: Blik,
    forms: list[Stapformulier],
    status: int = 200,
    *,
    gevraagd: bool = False,
) -> HTMLResponse:
    """The page of a casus with these forms; `gevraagd`: the reader came to do something."""
    return page(
        request,
        "casus.html",
        status=status,
        blik=blik,
        casus=blik.casus,
        noem=noemer(blik.convenant),
        opgeschaald=opgeschaald_naar(blik.casus, noemer(blik.convenant)),
        formulieren=forms,
        kan_niet_meer=gevraagd and not any(form.open for form in forms),
        velden=VELDEN,
        berichten=_berichten(request, blik),
        vragen=vragen_terug(blik),
        vervolg=vervolg(blik.casus, noemer(blik.convenant)),
        aan_zet=aan_zet(blik.casus, blik.wacht, noemer(blik.convenant)),
        wie=wie_is_wie(blik),
        standen=STAND_IN_WOORDEN,
    )


def _berichten(request: Request, blik: Blik) -> str | None:
    """Where the messages about this casus stand, for who looks."""
    parts: Parts = request.app.state.parts
    site = parts.sites.get(instance("notifier", parts.domein)) if parts.domein else None
    return f"{site}/casussen/{blik.casus.id}" if site else None
