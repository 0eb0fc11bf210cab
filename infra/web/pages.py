"""Dutch pages: the templates that all sites share, and a service's own beside them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contracts.topics import DOMAIN_SERVICES, GATE, instance
from contracts.vocabulary import Domein
from contracts.words import in_sentence, spoken
from infra.parts import Parts
from infra.web.identity import AUDITOR_ROLE, Gebruiker
from infra.web.words import casus_label

SHARED = Path(__file__).parent / "templates"

_NAV = dict(zip(DOMAIN_SERVICES, ("Aanmelden", "Casussen", "Berichten"), strict=True))
_NAV_PATH = {"intake": "/aanmelden"}
FIGURES = "cijfers"
"""The page with figures, on the front page's server."""
WORK = "werk"
"""The page that says in which domain somebody's work is, likewise."""


@dataclass(frozen=True)
class Link:
    """A link of the navigation."""

    label: str
    href: str
    current: bool = False


def environment(own: Path | None) -> Environment:
    """The templates of a site: its own folder first, then the shared one."""
    folders = [folder for folder in (own, SHARED) if folder is not None]
    env = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["datum"] = dutch_date
    env.filters["woord"] = spoken
    env.filters["inzin"] = in_sentence
    env.filters["casusnummer"] = casus_label
    return env


def dutch_date(value: date | None) -> str:
    """A date as dd-mm-jjjj; nothing for no date."""
    return value.strftime("%d-%m-%Y") if value else ""


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Render a template. Every template knows `base`, `site_title`, `gebruiker` and `nav`."""
    state = request.app.state
    person: Gebruiker | None = getattr(request.state, "gebruiker", None)
    shared = {
        "base": state.parts.base,
        "site_title": state.title,
        "gebruiker": person,
        "nav": navigation(state.parts, person) if person else (),
        "home": state.parts.sites.get("picker", "/"),
    }
    text = state.templates.get_template(template).render(shared | context)
    return HTMLResponse(text, status)


def navigation(parts: Parts, person: Gebruiker) -> tuple[Link, ...]:
    """Links into the services of the domain at hand, and to the person's other domains."""
    here = parts.domein if parts.domein in person.domeinen else next(iter(person.domeinen), None)
    several = WORK in parts.sites and len(person.domeinen) > 1
    links = [Link("Mijn werk", parts.sites[WORK])] if several else []
    links += _services(parts, here) if here else []
    for other in person.domeinen:
        name = instance("casusoverleg", other)
        if other != here and name in parts.sites:
            links.append(Link(f"Domein {other}", f"{parts.sites[name]}/"))
    if FIGURES in parts.sites:
        links.append(Link("Cijfers", parts.sites[FIGURES]))
    if GATE in parts.sites and person.heeft_rol(AUDITOR_ROLE):
        links.append(Link("Besluiten", f"{parts.sites[GATE]}/", parts.name == GATE))
    return tuple(links)


def _services(parts: Parts, domein: Domein) -> list[Link]:
    names = {service: instance(service, domein) for service in DOMAIN_SERVICES}
    return [
        Link(
            _NAV[service],
            parts.sites[name].rstrip("/") + _NAV_PATH.get(service, "/"),
            parts.name == name,
        )
        for service, name in names.items()
        if name in parts.sites
    ]


def oversight(parts: Parts) -> list[tuple[str, str]]:
    """Where, per domain, what waits for a person is overseen."""
    sites = ((domein, parts.sites.get(instance("casusoverleg", domein))) for domein in Domein)
    return [(domein, f"{site}/toezicht") for domein, site in sites if site]
