"""What API and pages both answer with: decisions, for the auditor alone."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import BaseModel

from contracts.events.privacy_gate import VerstrekkingBesloten
from infra.web.errors import Problem
from privacy_gate.store.besluiten import besluiten, load

PER_PAGINA = 50

Pagina = Annotated[int, Query(ge=1, le=100_000)]


class BesluitenUit(BaseModel):
    """A page of decisions, the latest first."""

    besluiten: tuple[VerstrekkingBesloten, ...]
    pagina: int
    meer: bool


def pagina_van(request: Request, pagina: int) -> BesluitenUit:
    """A page of decisions."""
    with request.app.state.parts.database.reading() as session:
        found = besluiten(session, vanaf=(pagina - 1) * PER_PAGINA, aantal=PER_PAGINA + 1)
    return BesluitenUit(
        besluiten=tuple(found[:PER_PAGINA]), pagina=pagina, meer=len(found) > PER_PAGINA
    )


def gevonden(request: Request, besluit: str) -> VerstrekkingBesloten:
    """A decision.

    Raises:
        Problem: there is none with this id (404).
    """
    with request.app.state.parts.database.reading() as session:
        found = load(session, besluit)
    if found is None:
        raise Problem(404)
    return found
