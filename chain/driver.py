"""People at work: the HTTP calls that each kind of user makes, for the demo and the stories.

The same driver runs in both modes; what differs is the client and how one waits.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp

from contracts.covenant import Convenant
from contracts.vocabulary import Domein

Json = dict[str, Any]
T = TypeVar("T")


Send = Callable[[str, str, bytes | None, Mapping[str, str]], Awaitable[tuple[int, Json]]]
"""(method, URL, JSON body, headers) -> (status, JSON answer)."""

FAILED = 400
"""From this status on, the answer is a problem."""


class Declined(RuntimeError):
    """A service said no; `detail` is its own Dutch sentence."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail


@dataclass(frozen=True)
class Chain:
    """A running chain as its users reach it.

    `settle` waits until everything that was said has been heard; where the mode cannot tell,
    it just gives the chain a moment. `token` makes the one of a person, for a site.
    """

    send: Send
    sites: Mapping[str, str]
    token: Callable[[str, str], str]
    covenant: Convenant
    settle: Callable[[], Awaitable[None]]

    def user(self, medewerker: str) -> "User":
        """Someone, by the id that the address book gave."""
        return User(self, medewerker)

    def domain_of(self, overleg: str) -> Domein:
        """The domain of a table."""
        return self.covenant.overleggen[overleg].domein


@dataclass(frozen=True)
class User:
    """One person with one login."""

    chain: Chain
    medewerker: str

    def headers(self, url: str) -> dict[str, str]:
        """What says who asks, at the site to which this URL belongs."""
        site = next(n for n, root in self.chain.sites.items() if url.startswith(f"{root}/"))
        return {"Authorization": f"Bearer {self.chain.token(self.medewerker, site)}"}

    async def report(self, aanmelding: Json) -> str:
        """Post a case at intake; the answer is the casus id."""
        base = self._site("intake", aanmelding["overleg"])
        return str((await self._call("POST", f"{base}/v1/aanmeldingen", aanmelding))["casus"])

    async def cases(self, overleg: str) -> list[Json]:
        """The casussen of a table, as this user may see them."""
        base = self._site("casusoverleg", overleg)
        found = await self._call("GET", f"{base}/v1/casussen?overleg={overleg}")
        return list(found["casussen"])

    async def case(self, overleg: str, casus: str) -> Json:
        """One casus, with what this seat may open."""
        return await self._call("GET", f"{self._site('casusoverleg', overleg)}/v1/casussen/{casus}")

    async def step(self, overleg: str, casus: str, stap: str, invoer: Json | None = None) -> Json:
        """Do a step of a casus; refused steps raise `Declined`."""
        base = self._site("casusoverleg", overleg)
        return await self._call("POST", f"{base}/v1/casussen/{casus}/stappen/{stap}", invoer or {})

    async def look(self, overleg: str, path: str) -> Json:
        """What the tables' API shows this user below `path`."""
        return await self._call("GET", f"{self._site('casusoverleg', overleg)}/v1/{path}")

    async def tell(self, overleg: str, path: str, body: Json) -> Json:
        """What this user does at a table beside the steps of a casus."""
        return await self._call("POST", f"{self._site('casusoverleg', overleg)}/v1/{path}", body)

    async def attempt(self, overleg: str, casus: str, stap: str, invoer: Json) -> Json:
        """What the receiver would get if this step were taken now."""
        base = self._site("casusoverleg", overleg)
        return await self._call("POST", f"{base}/v1/casussen/{casus}/proef/{stap}", invoer)

    async def messages(self, overleg: str) -> list[Json]:
        """What waits for this user at the notifier of the table's domain."""
        found = await self._call("GET", f"{self._site('notifier', overleg)}/v1/berichten")
        return list(found["berichten"])

    async def answer(self, overleg: str, bericht: str, deed: str) -> Json:
        """Pass on, acknowledge or set aside a message."""
        base = self._site("notifier", overleg)
        return await self._call("POST", f"{base}/v1/berichten/{bericht}/{deed}", {})

    async def decisions(self) -> list[Json]:
        """All the gate's decisions, page by page, for a privacy officer."""
        url = f"{self.chain.sites['privacy-gate']}/v1/besluiten"
        found: list[Json] = []
        page, more = 1, True
        while more:
            told = await self._call("GET", f"{url}?pagina={page}")
            found += told["besluiten"]
            page, more = page + 1, bool(told["meer"])
        return found

    def _site(self, service: str, overleg: str) -> str:
        return self.chain.sites[f"{self.chain.domain_of(overleg)}-{service}"]

    async def _call(self, method: str, url: str, body: Json | None = None) -> Json:
        headers, sent = self.headers(url), None
        if body is not None:
            headers = {**headers, "Content-Type": "application/json"}
            sent = json.dumps(body).encode()
        status, found = await self.chain.send(method, url, sent, headers)
        if status >= FAILED:
            raise Declined(status, str(found.get("detail", "")) + str(found.get("errors", "")))
        return found


@asynccontextmanager
async def over_http(base: str = "", seconds: float = 30.0) -> AsyncIterator[Send]:
    """Sends to a chain at `base`, or to whole URLs; an answer may take so many seconds.

    Raises:
        aiohttp.ClientConnectionError, TimeoutError: nobody answered.
    """
    timeout = aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(timeout=timeout) as session:

        async def send(
            method: str, url: str, body: bytes | None, headers: Mapping[str, str]
        ) -> tuple[int, Json]:
            async with session.request(method, base + url, data=body, headers=headers) as answer:
                return answer.status, await answer.json(content_type=None)

        yield send


async def until(
    look: Callable[[], Awaitable[T | None]], seconds: float = 15.0, passing: Collection[int] = ()
) -> T:
    """Look again until something is there; refusals with a status that is `passing` may pass.

    Raises:
        TimeoutError: it did not come within `seconds`.
        Declined: it was refused to the end, or at once with another status.
    """
    refusal: Declined | None = None
    try:
        async with asyncio.timeout(seconds):
            while True:
                try:
                    found, refusal = await look(), None
                except Declined as refused:
                    if refused.status not in passing:
                        raise
                    found, refusal = None, refused
                if found is not None:
                    return found
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise (refusal or TimeoutError(f"nothing came in {seconds} s")) from None
