"""Someone who asks something of a site, in this process."""

import asyncio
from typing import Any

import httpx


class Caller:
    """Who asks something over HTTP."""

    def __init__(self, web: Any, bearer: str) -> None:
        self._web = web
        self._bearer = bearer

    def get(self, url: str) -> httpx.Response:
        """Look at a page or ask an API."""
        return asyncio.run(self._ask("GET", url))

    def post(self, url: str, **content: Any) -> httpx.Response:
        """Send something."""
        return asyncio.run(self._ask("POST", url, **content))

    async def _ask(self, method: str, url: str, **content: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._bearer}"} | content.pop("headers", {})
        transport = httpx.ASGITransport(self._web)
        async with httpx.AsyncClient(transport=transport, base_url="http://keten.test") as client:
            return await client.request(method, url, headers=headers, **content)
