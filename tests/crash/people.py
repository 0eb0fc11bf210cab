"""People who go on working, whatever happens to the chain."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

import aiohttp

from chain.demo.calendar import CalendarClock
from chain.demo.casussen import RIJEN
from chain.demo.stap import Voorbeeld
from chain.demo.voorbeelden import CASUSSEN
from chain.driver import Json, Send

SHIFT = datetime.now(UTC).replace(hour=8) - datetime.now(UTC)
"""From the real time to that of the chains under test: for them it is morning."""

ROADS = (
    "zat-hco-cjg",
    "zat-hco-houdt",
    "zat-hco-geweigerd",
    "zat-cjg",
    "politie-cjg",
    "cjg-eigen-plan",
)
SAMPLES = tuple(
    next(CASUSSEN[number] for number, row in enumerate(RIJEN) if row.weg == road) for road in ROADS
)
"""The first sample case on each of these roads: they have come to their end."""


def at_once(*samples: Voorbeeld) -> tuple[Voorbeeld, ...]:
    """The same cases, all reported on one day: people work on all of them at the same time.

    Of brothers and sisters only the first: who is reported first names the family, by chance.
    None whom two tables report: by chance, too, one is the first, and a match is named after that.
    """
    children = Counter(one.aanmelding["bsn"] for one in samples)
    families = {str(one.aanmelding.get("gezin_kenmerk", one.kenmerk)): one for one in samples[::-1]}
    alone = [one for one in families.values() if children[one.aanmelding["bsn"]] == 1]
    return tuple(replace(one, dag=0) for one in samples if one in alone)


def deeds(*samples: Voorbeeld) -> int:
    """How many deeds they take, reports included."""
    return sum(1 + len(sample.verloop) for sample in samples)


class Today(CalendarClock):
    """All deeds of the samples are done today, one after the other."""

    def now(self) -> datetime:
        """The chain's own time."""
        return datetime.now(UTC) + SHIFT

    def set(self, moment: datetime) -> None:
        """Leave the calendar for what it is."""


class Stubborn:
    """Sends each request until it is answered; a deed keeps its idempotency key.

    Args:
        back: waits until the chain is there again.
        begun: is released once for each deed.
    """

    def __init__(
        self, send: Send, back: Callable[[], Awaitable[None]], begun: asyncio.Semaphore
    ) -> None:
        self._send = send
        self._back = back
        self._begun = begun
        self._done: Counter[str] = Counter()

    async def __call__(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, Json]:
        """The answer, even if the chain dies meanwhile."""
        if method == "POST":
            headers = {**headers, "Idempotency-Key": self._key(url, body)}
            self._begun.release()
        while True:
            try:
                return await self._send(method, url, body, headers)
            except (aiohttp.ClientError, TimeoutError):
                await self._back()

    def _key(self, url: str, body: bytes | None) -> str:
        """The same for the same deed, on whichever port and in whatever order deeds are done."""
        deed = sha256(urlsplit(url).path.encode() + (body or b"")).hexdigest()
        self._done[deed] += 1
        return f"{deed}-{self._done[deed]}"
