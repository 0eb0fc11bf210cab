"""The chain on Kafka and PostgreSQL with default settings: its connections, and older copies.

One story: a first copy is made while people work, then 20 of them work at once, a second copy is
made when all is said; then the chain starts on an older database, on one older schema, and on
copies of one moment.
"""

import asyncio
import subprocess
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import httpx
import psycopg
import pytest
from sqlalchemy import make_url

from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.play import Player
from chain.demo.regio import REGION
from chain.demo.voorbeelden import CASUSSEN
from chain.driver import Chain, Json, Send, over_http
from chain.kafka import deployment
from chain.kafka.closed import ASK_SECONDS
from chain.run.sites import PICKER
from chain.setup.inrichting import read_covenant_at
from contracts.topics import INSTANCES
from infra import pool
from infra.addressbook import AddressBook
from infra.database import Database
from infra.kafka import BrokerUnavailable, jars
from infra.testing.ports import free_ports
from infra.testing.postgres import Postgres
from tests.crash.people import Today
from tests.crash.rig import Rig

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.timeout(900)]

AT_REST, AT_MOST = 40, 87
"""Connections of the whole chain, as docs/beheer.md promises."""

CALLERS, LOAD_SECONDS = 20, 30
INTAKE, TABLE = "onderwijs-intake", "onderwijs-casusoverleg"
SAMPLE = CASUSSEN[0]
OVERLEG = str(SAMPLE.aanmelding["overleg"])
OLDER = "de database is ouder dan het logboek"


class OnPostgres(Rig):
    """A chain on a broker and a database of its own."""

    def __init__(self, data: Path, postgres: Postgres) -> None:
        self._admin = postgres.admin_url
        self.server = make_url(self._admin).set(database=data.name)
        self._tools = postgres.programs
        self._known: dict[str, str] = {}
        self.ask(f'CREATE DATABASE "{data.name}"', self._admin)
        front = free_ports(len(INSTANCES))
        words = ["up", "--kafka", "--port", str(front), "--postgres", self._url]
        super().__init__(data, words, deployment.urls(front))

    @property
    def _url(self) -> str:
        return self.server.render_as_string(hide_password=False)

    def ask(self, query: str, url: str = "") -> int:
        with psycopg.connect(url or self._url, autocommit=True) as connection:
            answer = connection.execute(query)
            found = answer.fetchone() if answer.description else None
        return int(found[0]) if found else 0

    def connections(self) -> int:
        """How many the chain has; this one is not counted."""
        return self.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            f"AND datname = '{self.data.name}'",
            self._admin,
        )

    def copy(self, to: Path) -> None:
        self._run("pg_dump", "-Fc", "-f", str(to), self._url)

    def put_back(self, copy: Path, schema: str = "") -> None:
        """Put the database back, or one schema of it."""
        if schema:
            self.ask(f'DROP SCHEMA "{schema}" CASCADE')
            self.ask(f'CREATE SCHEMA "{schema}" AUTHORIZATION "{schema}"')
            self._run("pg_restore", "-n", schema, "-d", self._url, str(copy))
        else:
            self.ask(f'DROP DATABASE "{self.data.name}"', self._admin)
            self.ask(f'CREATE DATABASE "{self.data.name}"', self._admin)
            self._run("pg_restore", "-d", self._url, str(copy))

    def _run(self, program: str, *words: str) -> None:
        subprocess.run([self._tools / program, *words], check=True)

    def told(self) -> str:
        return (self.data / "output.txt").read_text("utf-8")

    def _people(self) -> dict[str, str]:
        self._known = self._known or self._read_people()
        return self._known

    def _read_people(self) -> dict[str, str]:
        url = self.server.set(drivername="postgresql+psycopg")
        url = url.update_query_dict({"options": "-csearch_path=addressbook"})
        database = Database(url.render_as_string(hide_password=False))
        by_mail = {entry.mail: entry.medewerker for entry in AddressBook(database).all()}
        database.close()
        return {key: by_mail[person.mail] for key, person in MEDEWERKERS.items()}

    def chain(self, send: Send) -> Chain:
        return Chain(send, self.sites, self._token, read_covenant_at(REGION), _at_once)

    async def report(self, send: Send, kenmerk: str) -> None:
        """One case, as who directs the table reports it."""
        given = {**SAMPLE.aanmelding, "kenmerk": kenmerk}
        sample = replace(SAMPLE, kenmerk=kenmerk, dag=0, aanmelding=given, verloop=())
        clock = Today(datetime.now(UTC))
        player = Player(self.chain(send), clock, self._people(), lambda _: None)
        await player.play([sample], clock.now().date())

    async def cases(self, send: Send) -> list[Json]:
        user = self.chain(send).user(self._people()[SAMPLE.inbrenger])
        return await user.cases(OVERLEG)

    async def works(self, kenmerk: str) -> None:
        """Wait until a case is reported and seen at the table."""
        await self.answering()
        async with over_http() as send:

            async def reported() -> bool:
                await self.report(send, kenmerk)
                return True

            await eventually(reported)
            before = len(await self.cases(send))

            async def seen() -> bool:
                return len(await self.cases(send)) >= max(before, 1)

            await eventually(seen)


async def _at_once() -> None:
    """Nobody waits for what others hear."""


async def eventually(look: Callable[[], Awaitable[bool]], seconds: float = 120) -> None:
    """Look until it is so; what goes wrong meanwhile may pass."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if await look():
                return
        except Exception:
            if time.monotonic() > deadline:
                raise
        assert time.monotonic() < deadline, "it did not come"
        await asyncio.sleep(0.2)


@pytest.fixture
def rig(tmp_path: Path, postgres: Postgres) -> Iterator[OnPostgres]:
    try:
        jars.classpath()
        jars.java()
    except BrokerUnavailable as reason:
        pytest.skip(str(reason))
    data = tmp_path / "keten"
    data.mkdir()
    running = OnPostgres(data, postgres)
    yield running
    running.stop()


def test_connections_are_bounded_and_no_older_copy_is_served(
    rig: OnPostgres, tmp_path: Path
) -> None:
    rig.start()
    asyncio.run(rig.works("eerste"))
    rig.copy(tmp_path / "old")

    answers, most = asyncio.run(_under_load(rig))
    assert set(answers) <= {200, 201}
    assert answers[201] >= CALLERS
    assert most <= AT_MOST
    assert "is gestopt" not in rig.told()
    assert _at_rest(rig) <= AT_REST

    rig.stop()
    rig.copy(tmp_path / "new")

    rig.put_back(tmp_path / "old")
    rig.start()
    closed = asyncio.run(_closed(rig))
    assert {INTAKE, TABLE} <= closed.keys()
    assert all(OLDER in why for why in closed.values())
    assert OLDER in rig.told()
    _refused(rig, INTAKE)
    ids = rig.program.children() if rig.program else []
    front = httpx.get(rig.sites[PICKER]).text
    time.sleep(3 * ASK_SECONDS)
    assert rig.program
    assert rig.program.children() == ids
    assert "is gestopt" not in rig.told()
    assert OLDER in (front if "beheer" in closed else httpx.get(rig.sites[PICKER]).text)

    rig.stop()
    rig.put_back(tmp_path / "new")
    rig.put_back(tmp_path / "old", schema=INTAKE)
    rig.start()
    closed = asyncio.run(_closed(rig))
    assert closed.keys() == {INTAKE}
    _refused(rig, INTAKE)
    assert httpx.get(f"{rig.sites[TABLE]}/v1/casussen").status_code == 401
    assert OLDER in httpx.get(rig.sites[PICKER]).text

    rig.stop()
    rig.put_back(tmp_path / "new")
    rig.start()
    asyncio.run(rig.works("laatste"))
    assert not _answers_closed(rig)


def _at_rest(rig: OnPostgres) -> int:
    """The most that is seen when everybody has long gone home."""
    time.sleep(3 * pool.REST)
    return max(_count_for(rig, 10))


def _count_for(rig: OnPostgres, seconds: float) -> Iterator[int]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield rig.connections()
        time.sleep(0.2)


async def _under_load(rig: OnPostgres) -> tuple[Counter[int], int]:
    """Let people report and look, all at once; gives how often each status was answered."""
    answers: Counter[int] = Counter()
    end = time.monotonic() + LOAD_SECONDS
    async with over_http(seconds=60) as send:

        async def counted(
            method: str, url: str, body: bytes | None, headers: Mapping[str, str]
        ) -> tuple[int, Json]:
            try:
                status, found = await send(method, url, body, headers)
            except aiohttp.ClientConnectionError:
                # An idle connection was closed just when it was used again. Had a process ended,
                # the supervisor would tell.
                status, found = await send(method, url, body, headers)
            answers[status] += 1
            return status, found

        async def work(caller: int) -> None:
            turn = 0
            while turn == 0 or time.monotonic() < end:
                await rig.report(counted, f"last-{caller}-{turn}")
                await rig.cases(counted)
                turn += 1

        counting = asyncio.create_task(
            asyncio.to_thread(lambda: max(_count_for(rig, LOAD_SECONDS)))
        )
        await asyncio.gather(*(work(caller) for caller in range(CALLERS)))
        return answers, await counting


def _answers_closed(rig: OnPostgres) -> dict[str, str]:
    found = {}
    for name in deployment.of_instances(rig.sites):
        answer = httpx.get(f"{rig.sites[name]}/v1/x")
        if answer.status_code == 503:
            found[name] = str(answer.json()["detail"])
    return found


async def _closed(rig: OnPostgres) -> Mapping[str, str]:
    """Which instances are closed once all answer, and the front page had the time to ask."""
    await rig.answering()
    await asyncio.sleep(2 * ASK_SECONDS)
    return _answers_closed(rig)


def _refused(rig: OnPostgres, name: str) -> None:
    """A report is not taken: it would get the number of one that the log has already."""
    answer = httpx.post(
        f"{rig.sites[name]}/v1/aanmeldingen", json={}, headers={"Authorization": "Bearer x"}
    )
    assert answer.status_code == 503
    assert OLDER in answer.json()["detail"]
