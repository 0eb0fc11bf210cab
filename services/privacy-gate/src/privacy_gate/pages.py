"""The pages for the privacy officer: what passed or did not, and why, in plain Dutch."""

from pathlib import Path

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from contracts.vocabulary import Uitkomst
from infra.web.identity import toezichthouder
from infra.web.pages import oversight, page
from privacy_gate.answers import Pagina, gevonden, pagina_van
from privacy_gate.domain.regels import Regelset
from privacy_gate.domain.vastleggen import ZONDER_REGEL
from privacy_gate.domain.wetten import uitleg
from privacy_gate.store.wetboek import wetteksten

TEMPLATES = Path(__file__).parent / "templates"

UITKOMSTEN = {
    Uitkomst.TOEGESTAAN: "Toegestaan",
    Uitkomst.GEMINIMALISEERD: "Deels of verminderd",
    Uitkomst.BEOORDELING: "Ter beoordeling",
    Uitkomst.GEWEIGERD: "Geweigerd",
}


def router(regelset: Regelset) -> APIRouter:
    """The routes of the pages."""
    routes = APIRouter(default_response_class=HTMLResponse, dependencies=[Depends(toezichthouder)])
    wetten = wetteksten()
    zinnen = {**ZONDER_REGEL, **{regel.id: regel.titel for regel in regelset.regels}}

    @routes.get("/")
    def lijst(request: Request, pagina: Pagina = 1) -> HTMLResponse:
        """Decisions, the latest first."""
        return page(
            request,
            "besluiten.html",
            lijst=pagina_van(request, pagina),
            uitkomsten=UITKOMSTEN,
            toezicht=oversight(request.app.state.parts),
        )

    @routes.get("/besluiten/{besluit}")
    def een(request: Request, besluit: str) -> HTMLResponse:
        """One decision."""
        found = gevonden(request, besluit)
        return page(
            request,
            "besluit.html",
            besluit=found,
            bepalingen=uitleg(found.artikelen, wetten, found.op),
            uitkomsten=UITKOMSTEN,
            zinnen=zinnen,
        )

    return routes
