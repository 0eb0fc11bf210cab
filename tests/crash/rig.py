"""A chain that may die at any moment, and people who go on working as soon as it is back."""

import asyncio
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import copy, copytree

import aiohttp
import httpx
import pytest
import yaml

from chain import deployment, sites
from chain.audit.reading import Kafka
from chain.demo.calendar import CalendarClock
from chain.demo.casussen import RIJEN
from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.play import Player
from chain.demo.regio import REGION
from chain.demo.stap import Voorbeeld
from chain.demo.voorbeelden import CASUSSEN
from chain.driver import Chain, Json, Send, over_http
from chain.inrichting import read_covenant_at
from contracts.topics import AUDITOR, TOPICS
from infra.addressbook import AddressBook
from infra.database import Database
from infra.kafka import Broker, BrokerUnavailable, jars
from infra.testing.processes import Program
from infra.web.identity import token

PATIENCE = 180.0
"""Seconds within which a chain that died must answer again, and come to rest."""

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

SHIFT = datetime.now(UTC).replace(hour=8) - datetime.now(UTC)
"""From the real time to that of the chains under test: for them it is morning."""

HOOK = Path(__file__).parent / "hook"


class Rig:
    """A chain in a directory, as a user starts it; killed and started again as often as one likes.

    Args:
        words: of `./keten`, after which `--data` follows.
        sites: where each instance answers.
        crash: points at which a process kills itself, once each; see `hook/sitecustomize.py`.
    """

    def __init__(
        self, data: Path, words: Sequence[str], sites: Mapping[str, str], crash: Sequence[str] = ()
    ) -> None:
        self.data = data
        self.sites = sites
        self._words = [*words, "--data", str(data), "--inrichting", str(_inrichting(data))]
        self._points = tuple(crash)
        self._crashes = data / "crashes"
        self._crashes.mkdir()
        self.program: Program | None = None

    @property
    def crashed(self) -> set[str]:
        """The points at which it has died."""
        return {path.name for path in self._crashes.iterdir()} - {"armed"}

    def inherit(self, other: Path) -> None:
        """Take over the secrets and the people of another chain: then equal work has equal ids."""
        for part in ("keys", "vault"):
            copytree(other / part, self.data / part)
        for file in other.glob("addressbook.sqlite*"):
            copy(file, self.data / file.name)

    def start(self) -> None:
        """Start it; does not wait until it answers."""
        hooked = {
            "KETEN_CRASH": ",".join(self._points),
            "KETEN_CRASHES": str(self._crashes),
            "KETEN_SHIFT": str(SHIFT.total_seconds()),
            "PYTHONPATH": str(HOOK),
        }
        self.program = Program(self._words, self.data / "output.txt", hooked)

    def kill(self) -> None:
        """Kill -9."""
        assert self.program is not None
        self.program.kill()

    def stop(self) -> None:
        """Stop it in good order, if it runs."""
        if self.program is not None and self.program.process.poll() is None:
            self.program.stop()

    def revive(self) -> bool:
        """Start it again if it is dead; was it?"""
        dead = self.program is None or self.program.process.poll() is not None
        if dead:
            self.start()
        return dead

    async def answering(self) -> None:
        """Wait until every site answers, reviving what died meanwhile."""
        async with httpx.AsyncClient(timeout=5) as client:
            for url in self.sites.values():
                await self._until(partial(_answers, client, url), f"{url} to answer")

    async def settled(self) -> None:
        """Wait until all that was said was heard by all who must."""

        async def at_rest() -> bool:
            if not quiet(self.data / "db"):
                return False
            await asyncio.sleep(0.05)
            return quiet(self.data / "db")

        await self._until(at_rest, "rest")

    async def _until(self, look: Callable[[], Awaitable[bool]], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not await look():
            self.revive()
            if time.monotonic() > deadline:
                output = (self.data / "output.txt").read_text(encoding="utf-8")
                raise TimeoutError(f"waited for {what}: {output[-4000:]}")
            await asyncio.sleep(0.05)

    async def work(self, samples: Sequence[Voorbeeld]) -> None:
        """Let people do all deeds of some samples, whatever happens to the chain."""
        await self.answering()
        await self.settled()
        (self._crashes / "armed").touch()
        async with over_http() as send:
            stubborn = Stubborn(self, send)
            chain = Chain(stubborn, self.sites, self._token, read_covenant_at(REGION), self.settled)
            player = Player(chain, _Today(_now()), self._people(), lambda _: None)
            await player.play(samples, _now().date())
        await self.settled()

    async def seen(self, overleg: str, functie: str) -> list[dict[str, object]]:
        """The casussen of a table, as someone with this function sees them."""
        person = next(k for k, p in MEDEWERKERS.items() if functie in p.functies)
        async with over_http() as send:
            chain = Chain(send, self.sites, self._token, read_covenant_at(REGION), self.settled)
            user = chain.user(self._people()[person])
            cases = await user.cases(overleg)
            return [await user.case(overleg, str(case["id"])) for case in cases]

    def _token(self, who: str) -> str:
        return token((self.data / "keys" / "session.secret").read_bytes(), who)

    def _people(self) -> dict[str, str]:
        database = Database(f"sqlite:///{self.data / 'addressbook.sqlite'}")
        by_mail = {entry.mail: entry.medewerker for entry in AddressBook(database).all()}
        database.close()
        return {key: by_mail[person.mail] for key, person in MEDEWERKERS.items()}


class Stubborn:
    """Sends each request until it is answered; a deed keeps its idempotency key."""

    def __init__(self, rig: Rig, send: Send) -> None:
        self._rig = rig
        self._send = send
        self._done: Counter[str] = Counter()

    async def __call__(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, Json]:
        """The answer, even if the chain dies meanwhile."""
        if method == "POST":
            headers = {**headers, "Idempotency-Key": self._key(url, body)}
        while True:
            try:
                return await self._send(method, url, body, headers)
            except (aiohttp.ClientError, TimeoutError):
                await self._rig.answering()

    def _key(self, url: str, body: bytes | None) -> str:
        """The same for the same deed, in whatever order deeds are done."""
        deed = sha256(url.encode() + (body or b"")).hexdigest()
        self._done[deed] += 1
        return f"{deed}-{self._done[deed]}"


class _Today(CalendarClock):
    """All deeds of the samples are done today, one after the other."""

    def now(self) -> datetime:
        """The chain's own time."""
        return _now()

    def set(self, moment: datetime) -> None:
        """Leave the calendar for what it is."""


def _now() -> datetime:
    return datetime.now(UTC) + SHIFT


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        await client.get(url)
    except httpx.TransportError:
        return False
    return True


def embedded_rig(data: Path, crash: Sequence[str] = ()) -> Rig:
    """A chain in one process."""
    port = _free_port()
    return Rig(data, ["up", "--port", str(port)], sites.urls(f"http://127.0.0.1:{port}"), crash)


def kafka_rig(data: Path, crash: Sequence[str] = ()) -> Rig:
    """A chain on a broker of its own, a process per instance; skips where there is no Kafka."""
    try:
        jars.java()
        jars.classpath()
    except BrokerUnavailable as reason:
        pytest.skip(str(reason))
    front = _free_port()
    return Rig(data, ["up", "--kafka", "--port", str(front)], deployment.urls(front), crash)


def kafka_of(rig: Rig) -> Kafka:
    """Where the auditor reads the log of a chain on Kafka."""
    broker = Broker(rig.data / "kafka")
    return Kafka(broker.bootstrap, broker.password(AUDITOR))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def quiet(directory: Path) -> bool:
    """Is everything published, and read by all who must, and nothing parked?"""
    ends: dict[tuple[str, int], int] = {}
    read: dict[str, dict[tuple[str, int], int]] = {}
    try:
        for path in directory.glob("*.sqlite"):
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
                if database.execute("select 1 from outbox").fetchone():
                    return False
                ends.update(_positions(database, "head"))
                read[path.stem] = dict(_positions(database, "position"))
    except sqlite3.OperationalError:
        return False
    return bool(ends) and all(
        read.get(reader, {}).get(place, 0) == end
        for place, end in ends.items()
        for reader in TOPICS[place[0]].readers
        if reader != AUDITOR
    )


def _positions(database: sqlite3.Connection, table: str) -> list[tuple[tuple[str, int], int]]:
    rows = database.execute(f"select topic, partition, sequence from {table}").fetchall()
    return [((topic, partition), sequence) for topic, partition, sequence in rows]


def _inrichting(data: Path) -> Path:
    people = [
        {"naam": person.naam, "mail": person.mail, "functies": list(person.functies)}
        for person in MEDEWERKERS.values()
    ]
    path = data / "inrichting.yaml"
    given = {"convenanten": [str(REGION)], "medewerkers": people}
    path.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    return path
