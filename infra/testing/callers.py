"""Someone who asks something of a site, in this process."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx


class Caller:
    """Who asks something over HTTP."""

    def __init__(self, web: Any, who: Mapping[str, str]) -> None:
        self._web = web
        self._who = who

    def get(self, url: str) -> httpx.Response:
        """Look at a page or ask an API."""
        return asyncio.run(self._ask("GET", url))

    def post(self, url: str, **content: Any) -> httpx.Response:
        """Send something."""
        return asyncio.run(self._ask("POST", url, **content))

    async def _ask(self, method: str, url: str, **content: Any) -> httpx.Response:
        headers = {**self._who} | content.pop("headers", {})
        transport = httpx.ASGITransport(self._web)
        async with httpx.AsyncClient(transport=transport, base_url="http://keten.test") as client:
            return await client.request(method, url, headers=headers, **content)
