"""Two doors for systems: one report, or a file of them."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel

from contracts.vocabulary import OpaqueId
from infra.web.identity import Ingelogd
from intake.answers import Bestandantwoord, lees_bestand, meld_aan
from intake.domain.aanmelding import Aanmelding
from intake.worker.aanmelden import Aanmelder

_FILE = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string"}} for kind in ("text/csv", "application/jsonl")
        },
    }
}


class Meldingantwoord(BaseModel):
    """The casus of a report."""

    casus: OpaqueId
    overleg: str
    al_bekend: bool


def router(aanmelder: Aanmelder, one_file: asyncio.Lock) -> APIRouter:
    """The routes below /v1."""
    routes = APIRouter(tags=["aanmeldingen"])

    @routes.post("/aanmeldingen", status_code=201)
    def aanmelden(
        gebruiker: Ingelogd, aanmelding: Annotated[Aanmelding, Body()], response: Response
    ) -> Meldingantwoord:
        """Report a case. The same report once more: 200, the same casus, nothing new is said."""
        uitslag = meld_aan(aanmelder, aanmelding, gebruiker)
        if uitslag.al_bekend:
            response.status_code = 200
        return Meldingantwoord(
            casus=uitslag.casus, overleg=aanmelding.overleg, al_bekend=uitslag.al_bekend
        )

    @routes.post("/aanmeldingen/bestand", openapi_extra=_FILE)
    async def bestand(gebruiker: Ingelogd, request: Request) -> Bestandantwoord:
        """Report the good lines of a CSV or JSON Lines file; every bad line is told."""
        raw = await request.body()
        return await lees_bestand(aanmelder, one_file, raw, gebruiker)

    return routes
