"""The chain that the stories run on: embedded on SQLite, and on Kafka with PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import yaml

from chain.driver import Chain, User, over_http, until
from chain.kafka import deployment
from chain.run import sites
from chain.run.datadir import DataDir
from contracts.topics import INSTANCES
from infra.addressbook import AddressBook
from infra.database import Database
from infra.postgres import PostgresStores
from infra.testing.ports import free_ports
from infra.testing.postgres import Postgres
from infra.testing.processes import KetenProcess
from infra.web.identity import token
from tests.verhalen.kalender import Kalender, met_kalender
from tests.verhalen.keten import Keten
from tests.verhalen.regios import every_table, set_up


@dataclass(frozen=True)
class Running:
    """A chain that runs: where its sites are, its data, and the address book of its people."""

    sites: Mapping[str, str]
    data: Path
    addressbook: str


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The loop that the chain's own clients are made for."""
    return "asyncio"


@pytest.fixture(scope="session", params=["sqlite", "kafka"])
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The chain in one of its two modes, as a user starts it."""
    data = tmp_path_factory.mktemp(f"verhalen-{request.param}")
    if request.param == "sqlite":
        yield from _embedded(data)
    else:
        yield from _on_kafka(data, request.getfixturevalue("postgres"))


@pytest.fixture
async def keten(running: Running) -> AsyncIterator[Keten]:
    """The chain in the hands of its users."""
    with closing(Database(running.addressbook)) as database:
        by_mail = {entry.mail: entry.medewerker for entry in AddressBook(database).all()}
    given = yaml.safe_load((running.data / "inrichting.yaml").read_text(encoding="utf-8"))
    people = {
        functie: by_mail[person["mail"]]
        for person in reversed(given["medewerkers"])
        for functie in person["functies"]
    }
    signer = DataDir(running.data).signer()
    async with over_http() as send:
        chain = Chain(
            send,
            running.sites,
            partial(token, signer),
            every_table(),
            lambda: asyncio.sleep(0.3),
        )
        for functie, overleg in _FIRST_HEARD:
            await until(
                partial(_is_known, chain.user(people[functie]), overleg), 60, passing=(401,)
            )
        yield Keten(chain, people)


@pytest.fixture
async def kalender(tmp_path: Path) -> AsyncIterator[Kalender]:
    """A chain of this story alone, whose clock it can put forward."""
    async with met_kalender(tmp_path) as made:
        yield made


_FIRST_HEARD = (
    ("het-baken/zat-coordinator", "zat-het-baken"),
    ("veiligheidshuis-tilburg/ketenmanager", "hco-tilburg"),
    ("cjg-tilburg/procesregisseur", "cjg-tilburg"),
    ("halt-tilburg/halt-medewerker", "halt-loket"),
    ("veiligheidshuis-den-helder/ketenbeheerder", "overleg-risicojongeren"),
)
"""Somebody in every domain: once they are known there, the register has come through."""


async def _is_known(user: User, overleg: str) -> bool:
    await user.cases(overleg)
    await user.messages(overleg)
    return True


def _embedded(data: Path) -> Iterator[Running]:
    port = free_ports()
    program = KetenProcess(
        ["up", "--data", str(data), "--port", str(port), "--inrichting", str(set_up(data))],
        data / "output.txt",
    )
    root = f"http://127.0.0.1:{port}"
    try:
        program.answers(f"{root}/")
        yield Running(sites.urls(root), data, f"sqlite:///{data / 'addressbook.sqlite'}")
    finally:
        program.stop()


def _on_kafka(data: Path, postgres: Postgres) -> Iterator[Running]:
    front = free_ports(len(INSTANCES))
    words = ["up", "--kafka", "--port", str(front), "--data", str(data)]
    words += ["--inrichting", str(set_up(data))]
    program = KetenProcess([*words, "--postgres", postgres.admin_url], data / "output.txt")
    try:
        for url in deployment.urls(front).values():
            program.answers(url)
        yield Running(deployment.urls(front), data, PostgresStores(postgres.admin_url).addressbook)
    finally:
        program.stop()
