"""The API: every decision with its reasons for the auditor, a dry run for who would ask."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from contracts.events.privacy_gate import VerstrekkingBesloten
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.proef import Proefantwoord, draagt_waarden
from infra.web.errors import Problem
from infra.web.identity import DRY_RUN, Gebruiker, known_at, toezichthouder
from privacy_gate.answers import BesluitenUit, Pagina, gevonden, pagina_van
from privacy_gate.worker.proef import Proefnemer, ProefOnmogelijk


def vrager(request: Request) -> Gebruiker:
    """Somebody who asks for a dry run: here, or through a table where he is signed in.

    Raises:
        NotSignedIn: anybody else.
    """
    return known_at(request, request.app.state.parts.name, DRY_RUN)


def router(proef: Proefnemer) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()
    routes.include_router(_besluiten())

    @routes.post("/proef")
    def beproef(
        verzoek: VerstrekkingGevraagd, gebruiker: Annotated[Gebruiker, Depends(vrager)]
    ) -> Proefantwoord:
        """What the gate would decide on this request, without values; nothing is recorded."""
        if verzoek.door not in gebruiker.functies:
            raise Problem(403, "Een proef doet u in uw eigen functie.")
        if draagt_waarden(verzoek):
            raise Problem(400, "Een proef draagt geen waarden, ook niet verzegeld.")
        try:
            return proef.beproef(verzoek)
        except ProefOnmogelijk:
            raise Problem(409, "Dit convenant of overleg is hier niet bekend.") from None

    return routes


def _besluiten() -> APIRouter:
    routes = APIRouter(dependencies=[Depends(toezichthouder)])

    @routes.get("/besluiten")
    def lijst(request: Request, pagina: Pagina = 1) -> BesluitenUit:
        """Decisions, the latest first."""
        return pagina_van(request, pagina)

    @routes.get("/besluiten/{besluit}")
    def een(request: Request, besluit: str) -> VerstrekkingBesloten:
        """One decision, with what was decided for each element and each seat."""
        return gevonden(request, besluit)

    return routes
