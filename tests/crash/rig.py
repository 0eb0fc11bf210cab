"""A chain in a directory that may die at any moment, and is started again."""

import asyncio
import os
import random
import signal
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import copy, copytree

import httpx
import pytest
import yaml

from chain.audit.reading import Kafka
from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.play import Player
from chain.demo.regio import REGION
from chain.demo.stap import Voorbeeld
from chain.driver import Chain, over_http
from chain.kafka import deployment
from chain.run import sites
from chain.setup.inrichting import read_covenant_at
from contracts.topics import AUDITOR, INSTANCES, TOPICS
from infra.addressbook import AddressBook
from infra.database import Database
from infra.kafka import Broker, BrokerUnavailable, jars
from infra.testing.ports import free_ports
from infra.testing.processes import KetenProcess
from infra.web.identity import token
from infra.web.session import Signer
from tests.crash.people import SHIFT, Stubborn, Today

PATIENCE = 180.0
"""Seconds within which a chain must answer again and come to rest, after it last died."""

HOOK = Path(__file__).parent / "hook"


class Rig:
    """A chain in a directory, as a user starts it; killed and started again as often as one likes.

    Args:
        words: of `./keten`, after which `--data` follows.
        sites: where each instance answers.
        crash: points at which a process kills itself, once each; see `hook/sitecustomize.py`.
    """

    shift = SHIFT
    """From the real time to that of this chain."""

    def __init__(
        self, data: Path, words: Sequence[str], sites: Mapping[str, str], crash: Iterable[str] = ()
    ) -> None:
        self.data = data
        self.sites = sites
        self._words = [*words, "--data", str(data), "--inrichting", str(_inrichting(data))]
        self._points = tuple(crash)
        self._crashes = data / "crashes"
        self._crashes.mkdir(exist_ok=True)
        self.program: KetenProcess | None = None

    @property
    def crashed(self) -> set[str]:
        """The points at which it has died."""
        return {path.name for path in self._crashes.glob("*:*:*:*")}

    @property
    def watched(self) -> bool:
        """Does something in it start again what dies, or does its user?"""
        return "--kafka" in self._words

    def bequeath(self, to: Path) -> None:
        """Copy its secrets and its people to where another chain begins: equal work, equal ids."""
        for part in ("keys", "vault"):
            copytree(self.data / part, to / part)
        for file in self.data.glob("addressbook.sqlite*"):
            copy(file, to / file.name)

    def start(self) -> None:
        """Start it; does not wait until it answers."""
        hooked = {
            "KETEN_CRASH": ",".join(self._points),
            "KETEN_CRASHES": str(self._crashes),
            "KETEN_SHIFT": str(self.shift.total_seconds()),
            "PYTHONPATH": str(HOOK),
        }
        self.program = KetenProcess(self._words, self.data / "output.txt", hooked)

    def kill(self) -> None:
        """Kill -9: everything at once, a broker too."""
        assert self.program is not None
        self.program.kill()

    def kill_one(self, chance: random.Random) -> None:
        """Kill -9 one of the processes that the chain watches over."""
        assert self.program is not None
        os.kill(chance.choice(self.program.children()), signal.SIGKILL)

    def stop(self) -> None:
        """Stop it in good order, if it runs: then nothing of it is left."""
        if self.program is not None and self.program.process.poll() is None:
            children = self.program.children()
            self.program.stop()
            left = [pid for pid in children if Path(f"/proc/{pid}").exists()]
            for pid in left:
                os.kill(pid, signal.SIGKILL)
            assert not left

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
        deadline, died = time.monotonic() + PATIENCE, len(self.crashed)
        while not await look():
            if self.revive() or len(self.crashed) > died:
                deadline, died = time.monotonic() + PATIENCE, len(self.crashed)
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited for {what}\n{self._told()}")
            await asyncio.sleep(0.05)

    def _told(self) -> str:
        """The last that each process said."""
        said = {path: path.read_text("utf-8") for path in self.data.glob("logs/*.log")}
        said[self.data / "output.txt"] = (self.data / "output.txt").read_text("utf-8")
        return "\n".join(f"{path.name}: {text[-1500:]}" for path, text in said.items() if text)

    async def work(
        self, samples: Sequence[Voorbeeld], begun: asyncio.Semaphore | None = None
    ) -> None:
        """Let people do all deeds of some samples, whatever happens to the chain.

        Args:
            begun: is released once for each deed.
        """
        await self.answering()
        await self.settled()
        (self._crashes / "armed").touch()
        async with over_http() as send:
            people = Stubborn(send, self.answering, begun or asyncio.Semaphore())
            chain = Chain(people, self.sites, self._token, read_covenant_at(REGION), self.settled)
            clock = Today(datetime.now(UTC))
            player = Player(chain, clock, self._people(), lambda _: None)
            await player.play(samples, clock.now().date())
        await self.settled()

    async def seen(self, overleg: str, functie: str) -> list[dict[str, object]]:
        """The casussen of a table, as someone with this capacity sees them."""
        person = next(k for k, p in MEDEWERKERS.items() if functie in p.functies)
        async with over_http() as send:
            chain = Chain(send, self.sites, self._token, read_covenant_at(REGION), self.settled)
            user = chain.user(self._people()[person])
            cases = await user.cases(overleg)
            return [await user.case(overleg, str(case["id"])) for case in cases]

    def _token(self, who: str, site: str) -> str:
        return token(Signer((self.data / "keys" / "session.key").read_bytes()), who, site)

    def _people(self) -> dict[str, str]:
        database = Database(f"sqlite:///{self.data / 'addressbook.sqlite'}")
        by_mail = {entry.mail: entry.medewerker for entry in AddressBook(database).all()}
        database.close()
        return {key: by_mail[person.mail] for key, person in MEDEWERKERS.items()}


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        await client.get(url)
    except httpx.TransportError:
        return False
    return True


def embedded_rig(data: Path, crash: Iterable[str] = ()) -> Rig:
    """A chain in one process."""
    port = free_ports()
    return Rig(data, ["up", "--port", str(port)], sites.urls(f"http://127.0.0.1:{port}"), crash)


def kafka_rig(data: Path, crash: Iterable[str] = ()) -> Rig:
    """A chain on a broker of its own, a process per instance; skips where there is no Kafka."""
    try:
        jars.java()
        jars.classpath()
    except BrokerUnavailable as reason:
        pytest.skip(str(reason))
    front = free_ports(len(INSTANCES))
    return Rig(data, ["up", "--kafka", "--port", str(front)], deployment.urls(front), crash)


def kafka_of(rig: Rig) -> Kafka | None:
    """Where the auditor reads the log of a chain on Kafka; None for one in a single process."""
    if not (rig.data / "kafka").exists():
        return None
    broker = Broker(rig.data / "kafka")
    return Kafka(broker.bootstrap, broker.password(AUDITOR))


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
