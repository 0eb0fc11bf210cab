"""`./keten up --kafka --postgres`: all run, what dies comes back, and at the end all is gone.

On files, the same is seen by the tests in `tests/crash`.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from chain.front.serve import LOOK_SECONDS
from chain.kafka.deployment import urls
from chain.run.sites import PICKER
from chain.setup.inrichting import EXAMPLE
from contracts.topics import AUDITOR, BEHEER, GATE, INSTANCES, REGISTER
from infra.kafka import Broker, BrokerUnavailable, jars
from infra.passwords import write_private
from infra.postgres import STORES
from infra.private import keep_private
from infra.testing.clients import Client
from infra.testing.ports import free_ports
from infra.testing.postgres import Postgres
from infra.web.identity import cookie_of
from tests.kafka.command_lines import CommandLines

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(180)]

REGION = Path(__file__).resolve().parents[2] / "chain" / "regions" / "tilburg.yaml"
STOP_SECONDS = 20
COVENANT_AND_CAPACITY = 2
OF_THE_OWNER = "wachtwoord-van-de-eigenaar"


class Chain:
    """The supervisor and what it started."""

    def __init__(self, home: Path, *words: str, **environment: str) -> None:
        (home / "tilburg.yaml").write_bytes(REGION.read_bytes())
        (home / "inrichting.yaml").write_text(EXAMPLE.format(covenant="tilburg.yaml"), "utf-8")
        self.data = home / "data"
        front = free_ports(len(INSTANCES))
        os.umask(0)
        self.sites = urls(front)
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-P", "-m", "chain", "up", "--kafka"),
                *("--data", self.data, "--inrichting", home / "inrichting.yaml"),
                *("--port", str(front), *words),
            ],
            env={**os.environ, **environment},
        )
        keep_private()

    def answers(self, name: str) -> bool:
        """Does a site answer, be it that one must sign in first?"""
        try:
            urllib.request.urlopen(self.sites[name], timeout=2).close()
        except HTTPError as answer:
            return answer.code < 500
        except OSError:
            return False
        return True

    def pids(self, name: str) -> list[int]:
        """The processes that write the log of an instance."""
        log = str(self.data.resolve() / "logs" / f"{name}.log")
        return [
            int(process.name)
            for process in Path("/proc").iterdir()
            if process.name.isdigit() and log in outputs(process)
        ]

    def stop(self) -> None:
        """As a service manager would."""
        self.process.terminate()
        self.process.wait(STOP_SECONDS)


def outputs(process: Path) -> str:
    try:
        return str((process / "fd" / "1").readlink())
    except OSError:
        return ""


def until(look: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


@pytest.fixture(scope="module", autouse=True)
def _jars() -> None:
    try:
        jars.classpath()
        jars.java()
    except BrokerUnavailable as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL that lets nobody in without a password."""
    home = tmp_path_factory.mktemp("server")
    try:
        started = Postgres.start(home)
    except ImportError as reason:
        pytest.skip(f"PostgreSQL ontbreekt: {reason}")
    with psycopg.connect(started.admin_url, autocommit=True) as owner:
        owner.execute(f"ALTER ROLE postgres PASSWORD '{OF_THE_OWNER}'")
        (home / "pg_hba.conf").write_text("local all all scram-sha-256\n", "utf-8")
        owner.execute("SELECT pg_reload_conf()")
    yield started.admin_url
    started.stop()


@pytest.fixture(scope="module")
def seen() -> Iterator[CommandLines]:
    with CommandLines() as looking:
        yield looking


@pytest.fixture(scope="module")
def chain(
    tmp_path_factory: pytest.TempPathFactory, server: str, seen: CommandLines
) -> Iterator[Chain]:
    home = tmp_path_factory.mktemp("chain")
    write_private(home / "pgpass", f"*:*:*:postgres:{OF_THE_OWNER}\n")
    running = Chain(home, "--postgres", server, PGPASSFILE=str(home / "pgpass"))
    for name in running.sites:
        until(partial(running.answers, name))
    yield running
    running.stop()
    for name in INSTANCES:
        assert not running.pids(name)
    assert not Broker(running.data / "kafka").running


def secrets_of(data: Path) -> set[str]:
    """Every password that a chain made, and how its key for sessions and the owner's could show."""
    files = (data / "kafka" / "passwords.json", data / "postgres.json")
    made = {one for path in files for one in json.loads(path.read_text("utf-8")).values()}
    session = (data / "keys" / "session.key").read_text("utf-8")
    return {*made, session.splitlines()[1], OF_THE_OWNER}


def test_no_secret_stood_on_a_command_line_since_the_first_start(
    chain: Chain, seen: CommandLines
) -> None:
    planted = "geheim-op-een-opdrachtregel"
    subprocess.run([sys.executable, "-c", "import time; time.sleep(1)", planted], check=True)
    secrets = secrets_of(chain.data)

    assert len(secrets) > len(INSTANCES) + len(STORES)
    for word in (planted, "StorageTool", "kafka.Kafka", "privacy_gate"):
        assert seen.holding([word])
    assert not seen.holding(secrets)


def test_what_it_keeps_is_for_its_own_user(chain: Chain) -> None:
    kept = [chain.data, *chain.data.rglob("*")]
    names = {path.name for path in kept}

    assert names >= {f"{GATE}.pgpass", "passwords.json", "postgres.json", "meta.properties"}
    assert not [path for path in kept if path.exists() and path.stat().st_mode & 0o077]


def test_no_process_gets_the_owners_password_or_where_it_is(chain: Chain) -> None:
    (pid,) = chain.pids(GATE)
    environment = Path(f"/proc/{pid}/environ").read_text("utf-8").split("\0")
    owners = (OF_THE_OWNER, str(chain.data.parent / "pgpass"))

    assert f"PGPASSFILE={chain.data.resolve()}/kafka/passwords/{GATE}.pgpass" in environment
    assert not [one for one in environment if any(owner in one for owner in owners)]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://baas:geheim-woord@127.0.0.1/keten",
        "postgresql://127.0.0.1/keten?user=baas&password=geheim-woord",
        "postgresql+psycopg://baas:geheim-woord@/keten?host=/run/postgresql",
        "host=127.0.0.1 password=geheim-woord",
        "postgresql://baas:geheim-woord@127.0.0.1:poort/keten",
    ],
)
def test_an_address_that_shows_a_password_is_refused_and_not_repeated(
    tmp_path: Path, url: str
) -> None:
    (tmp_path / "inrichting.yaml").write_text("", "utf-8")
    words = ("up", "--kafka", "--data", tmp_path, "--postgres", url)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "chain", *words], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "--postgres" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "geheim" not in done.stdout + done.stderr
    assert not (tmp_path / "kafka").exists()


def test_all_sites_answer_and_what_is_killed_comes_back(chain: Chain) -> None:
    said = partial(Client(Broker(chain.data / "kafka"), AUDITOR).read, REGISTER)
    until(lambda: len(said()) == COVENANT_AND_CAPACITY)
    _each_site_is_for_itself(chain)
    killed = {name: chain.pids(name) for name in (GATE, BEHEER)}

    for pids in killed.values():
        os.kill(pids[0], signal.SIGKILL)

    for name, pids in killed.items():
        until(lambda: chain.pids(name) not in ([], pids))  # noqa: B023 - looked at within its turn
        until(partial(chain.answers, PICKER if name == BEHEER else name))
    until((chain.data / "cijfers.json").exists)
    time.sleep(3 * LOOK_SECONDS)
    assert len(said()) == COVENANT_AND_CAPACITY


def _each_site_is_for_itself(chain: Chain) -> None:
    """It answers to its own host, and takes the cookie that the front gave for it alone."""
    desks = {name: url for name, url in chain.sites.items() if name.endswith("-casusoverleg")}
    with httpx.Client(timeout=20) as browser:
        names = browser.get(chain.sites[PICKER]).text
        (who, *_) = re.findall('name="medewerker" value="([^"]+)"', names)
        origin = {"Origin": chain.sites[PICKER].rstrip("/")}
        browser.post(f"{chain.sites[PICKER]}kies", data={"medewerker": who}, headers=origin)
        given = {cookie.name: str(cookie.value) for cookie in browser.cookies.jar}

        def tried(site: str) -> int:
            bearer = {"Authorization": f"Bearer {given[cookie_of(site)]}"}
            door = f"{chain.sites[GATE]}/v1/proef"
            return httpx.post(door, json={}, headers=bearer, timeout=20).status_code

        # Each process hears of the person in its own time.
        until(lambda: tried(GATE) == 400)
        assert (tried("zorg-casusoverleg"), tried("zorg-intake")) == (400, 401)
        for name, url in desks.items():
            port = urlsplit(url).port
            foreign = {"Host": f"evil.test:{port}"}
            assert browser.get(f"{url}/v1/casussen", headers=foreign).status_code == 421
            until(lambda: browser.get(f"{url}/v1/casussen").status_code == 200)  # noqa: B023 - as above
            for other in desks:
                bearer = {"Authorization": f"Bearer {given[cookie_of(other)]}"}
                got = httpx.get(f"{url}/v1/casussen", headers=bearer, timeout=20).status_code
                assert got == (200 if other == name else 401)
