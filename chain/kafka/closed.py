"""Which processes of the chain are closed: each says so itself, to whoever asks it something."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import httpx

from infra.web.errors import PROBLEM

ASK_SECONDS = 5.0
"""How often they are asked."""

_PATIENCE = 2.0
_NOTHING_THERE = "/v1/gesloten"
"""Below a site that is open there is nothing here; one that is closed answers on every path."""


class Closed:
    """Asks the sites.

    Args:
        sites: base URL per instance.

    Attributes:
        why: the sentence of each instance that was closed when it was last asked.
    """

    def __init__(self, sites: Mapping[str, str]) -> None:
        self._sites = sites
        self._client = httpx.Client(timeout=_PATIENCE, trust_env=False)
        self.why: Mapping[str, str] = {}

    def look(self) -> None:
        """Ask all of them. Who does not answer is away, and that is told elsewhere."""
        with ThreadPoolExecutor() as together:
            told = dict(
                zip(self._sites, together.map(self._ask, self._sites.values()), strict=True)
            )
        self.why = {name: why for name, why in told.items() if why}

    def _ask(self, site: str) -> str:
        try:
            answer = self._client.get(site.rstrip("/") + _NOTHING_THERE)
        except httpx.HTTPError:
            return ""
        ours = answer.headers.get("content-type") == PROBLEM
        if not ours or answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
            return ""
        return str(answer.json()["detail"])
