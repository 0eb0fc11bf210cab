"""The front page: who are you? Until there is an issuer, on this machine only, one picks."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from chain.audit.steering import FigureRow
from chain.front import cijfers, werk
from chain.front.werk import Work
from chain.setup.adopting import Standing
from contracts.topics import BEHEER, GATE, INSTANCES, instance
from contracts.vocabulary import Functie
from infra.clock import LOCAL, today
from infra.parts import Parts
from infra.register import Register, load_register
from infra.web.identity import AUDITOR_ROLE, sign_in, sign_out
from infra.web.pages import FIGURES, WORK, page
from infra.web.session import Signer
from infra.web.site import make_site

pages = APIRouter(default_response_class=HTMLResponse)


@dataclass(frozen=True)
class Person:
    """Someone to pick."""

    medewerker: str
    naam: str
    functies: tuple[Functie, ...]


def picker(
    parts: Parts,
    signer: Signer,
    figures: Callable[[], list[FigureRow]],
    standing: Standing,
    closed: Callable[[], Mapping[str, str]] = dict,
    *,
    inside: Mapping[str, str] | None = None,
) -> FastAPI:
    """The site of the front page, and of these figures.

    Args:
        parts: the register's writer's.
        signer: signs people in; nobody else gets it.
        figures: gives them.
        standing: whether the set-up as it was written is in force.
        closed: which instances are closed, and why.
        inside: base URL per instance, as this process reaches it.
    """
    routes = APIRouter()
    routes.include_router(pages)
    routes.include_router(cijfers.router(figures))
    routes.include_router(werk.router(Work(parts, signer, inside or {})))
    site = make_site(parts, title="Kies wie u bent", pages=routes, templates=_TEMPLATES)
    site.state.closed = closed
    site.state.standing = standing
    site.state.signer = signer
    return site


@pages.get("/")
def pick(request: Request) -> HTMLResponse:
    """Everybody of the register, by organisation."""
    groups: dict[str, list[Person]] = defaultdict(list)
    register, people = _people(request.app.state.parts)
    for person in people:
        groups[_organisation(register, person.functies[0])].append(person)
    standing: Standing = request.app.state.standing
    refused = standing.refused_since and standing.refused_since.astimezone(LOCAL)
    return page(
        request,
        "kies.html",
        groups=dict(sorted(groups.items())),
        refused=refused,
        closed=request.app.state.closed(),
        unmailed=_unmailed(request.app.state.parts, register, people),
    )


@pages.post("/kies")
def picked(request: Request, medewerker: Annotated[str, Form()]) -> Response:
    """Sign in as someone, and go to where the work is."""
    parts: Parts = request.app.state.parts
    register, people = _people(parts)
    for person in people:
        if person.medewerker == medewerker:
            answer = RedirectResponse(_desk(parts, register, person), 303)
            sign_in(answer, request.app.state.signer, medewerker, places(parts))
            return answer
    return RedirectResponse(f"{parts.base}/", 303)


@pages.post("/afmelden")
def sign_off(request: Request) -> Response:
    """Forget in this browser who was picked, at every site."""
    parts: Parts = request.app.state.parts
    answer = RedirectResponse(f"{parts.base}/", 303)
    sign_out(answer, places(parts))
    return answer


def places(parts: Parts) -> dict[str, tuple[str, ...]]:
    """Where each site asks who someone is; on the front page's own server, figures and work do."""
    sites = {name: (url,) for name, url in parts.sites.items() if name in INSTANCES}
    figures = parts.sites[FIGURES]
    return {**sites, BEHEER: (figures, f"{figures}.csv", parts.sites[WORK])}


def _people(parts: Parts) -> tuple[Register, list[Person]]:
    with parts.database.reading() as session:
        register = load_register(session)
    op = today(parts.clock)
    everybody = (
        Person(entry.medewerker, entry.naam, register.handelt_als(entry.medewerker, op))
        for entry in parts.addressbook.all()
    )
    return register, sorted((p for p in everybody if p.functies), key=lambda p: p.naam)


def _unmailed(parts: Parts, register: Register, people: list[Person]) -> list[tuple[str, str]]:
    """The seats in which the address of somebody was refused: organisation and role."""
    refused = set(parts.addressbook.undeliverable())
    seats = {seat for person in people if person.medewerker in refused for seat in person.functies}
    return sorted((_organisation(register, seat), seat.rol) for seat in seats)


def _organisation(register: Register, functie: Functie) -> str:
    for covenant in register.convenanten:
        if functie.organisatie in covenant.organisaties:
            return covenant.organisaties[functie.organisatie].naam
    return functie.organisatie


def _desk(parts: Parts, register: Register, person: Person) -> str:
    """Where someone's work is: at the tables, in several domains, or with who guards privacy."""
    if any(functie.rol == AUDITOR_ROLE for functie in person.functies):
        return f"{parts.sites[GATE]}/"
    domeinen = register.domeinen(person.functies, today(parts.clock))
    if len(domeinen) > 1:
        return parts.sites[WORK]
    for domein in domeinen:
        return f"{parts.sites[instance('casusoverleg', domein)]}/"
    return f"{parts.base}/"


_TEMPLATES = Path(__file__).parent / "templates"
