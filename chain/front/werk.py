"""Where somebody's work is: how much waits in each of his domains, with the links to it.

Each domain is asked by itself, with the rights of who looks; what one says, no other hears.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import httpx
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter

from contracts.topics import instance
from contracts.vocabulary import Domein
from infra.parts import Parts
from infra.web.identity import Gebruiker, Ingelogd
from infra.web.pages import page
from infra.web.session import Signer

PATIENCE = 3.0
"""Seconds to wait for a domain; a person is waiting too."""

TOKEN_SECONDS = 60.0
"""How long a token holds by which a domain is asked, once."""

_COUNTS = TypeAdapter(dict[str, int])


@dataclass(frozen=True)
class InDomain:
    """What waits for somebody in a domain; no counts where it did not answer."""

    domein: Domein
    berichten: str
    casussen: str
    postvak: Mapping[str, int] | None = None
    tafels: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Work:
    """Asks the domains.

    Attributes:
        parts: the front's.
        signer: makes the tokens by which it asks.
        inside: base URL per instance, as this process reaches it.
    """

    parts: Parts
    signer: Signer
    inside: Mapping[str, str]
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(timeout=PATIENCE, trust_env=False)
    )

    def of(self, person: Gebruiker) -> tuple[InDomain, ...]:
        """What waits for this person, by domain."""
        asked = [
            (domein, service)
            for domein in person.domeinen
            for service in ("notifier", "casusoverleg")
        ]
        if not asked:
            return ()
        with ThreadPoolExecutor(len(asked)) as together:
            told = list(together.map(partial(self._ask, person), asked))
        found = dict(zip(asked, told, strict=True))
        sites = self.parts.sites
        return tuple(
            InDomain(
                domein,
                f"{sites.get(instance('notifier', domein), '')}/",
                sites.get(instance("casusoverleg", domein), ""),
                found[domein, "notifier"],
                found[domein, "casusoverleg"],
            )
            for domein in person.domeinen
        )

    def _ask(self, person: Gebruiker, asked: tuple[Domein, str]) -> Mapping[str, int] | None:
        name = instance(asked[1], asked[0])
        token = self.signer.token(person.medewerker, name, seconds=TOKEN_SECONDS)
        try:
            answer = self.client.get(
                f"{self.inside[name]}/v1/telling", headers={"Authorization": f"Bearer {token}"}
            )
            answer.raise_for_status()
            return _COUNTS.validate_json(answer.content)
        except (httpx.HTTPError, ValueError, KeyError):
            return None


def router(work: Work) -> APIRouter:
    """The route of the page."""
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/werk")
    def werk(request: Request, gebruiker: Ingelogd) -> HTMLResponse:
        """What waits for who looks, by domain."""
        return page(request, "werk.html", domeinen=work.of(gebruiker))

    return routes
