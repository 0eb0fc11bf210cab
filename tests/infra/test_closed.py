"""A process whose database is older than its log stays closed and says why; it does not end."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from chain.front.picker import picker
from chain.kafka.closed import Closed
from chain.setup import beheer
from chain.setup.adopting import Standing
from chain.setup.inrichting import EXAMPLE
from infra.addressbook import AddressBook
from infra.clock import SystemClock
from infra.database import Database
from infra.in_step import OUT_OF_STEP
from infra.keys import KeyStore
from infra.log import Outgoing
from infra.log.sqlite import SqliteLog
from infra.parts import Parts
from infra.testing.ports import free_ports
from infra.testing.sessions import SESSIONS, SIGNER
from infra.testing.source import A, Source
from infra.web.session import Signer, new_key
from tests.crash.rig import embedded_rig

ROOT = Path(__file__).parents[2]
REGION = ROOT / "chain" / "regions" / "tilburg.yaml"
WHY = "de database is ouder dan het logboek"
SAID = {"zorg-casusoverleg": "zorg.casusoverleg.v1", "beheer": "keten.register.v1"}


class Process:
    """A service, or the front page, beside a log in which it said something before."""

    def __init__(self, folder: Path, module: str, name: str) -> None:
        self.log = SqliteLog(folder / "log.sqlite")
        source = Source(SAID[name])
        self.log.append([Outgoing(source.topic, 0, A, 1, source.says(A).raw)])
        key = new_key()
        (folder / "session.key").write_bytes(key)
        (folder / "session.pub").write_bytes(Signer(key).public)
        (folder / "inrichting.yaml").write_text(EXAMPLE.format(covenant=REGION), "utf-8")
        self.root = f"http://127.0.0.1:{free_ports()}"
        self.site = self.root if name == "beheer" else f"{self.root}/zorg/casusoverleg"
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env={
                **os.environ,
                "KETEN_DOMEIN": "zorg",
                "KETEN_DATABASE": f"sqlite:///{folder}/db.sqlite",
                "KETEN_KEYS": f"sqlite:///{folder}/keys.sqlite",
                "KETEN_ADDRESSBOOK": f"sqlite:///{folder}/addressbook.sqlite",
                "KETEN_LOG": f"sqlite:///{folder}/log.sqlite",
                "KETEN_SESSION_KEY_FILE": f"{folder}/session.key",
                "KETEN_SESSION_PUBLIC_FILE": f"{folder}/session.pub",
                "KETEN_INRICHTING": f"{folder}/inrichting.yaml",
                "KETEN_SITES": f'{{"zorg-casusoverleg": "{self.site}"}}',
                "KETEN_PORT": self.root.rpartition(":")[2],
            },
            stderr=subprocess.PIPE,
            text=True,
        )

    def get(self, path: str) -> httpx.Response:
        deadline = time.monotonic() + 50
        while True:
            try:
                return httpx.get(self.site + path)
            except httpx.TransportError:
                assert time.monotonic() < deadline
                assert self.process.poll() is None
                time.sleep(0.1)


@pytest.fixture(params=[("casusoverleg", "zorg-casusoverleg"), ("chain.front.serve", "beheer")])
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Process]:
    running = Process(tmp_path, *request.param)
    yield running
    running.process.kill()
    running.process.communicate()


def test_it_answers_503_with_the_sentence_on_every_path_and_does_nothing(process: Process) -> None:
    for path in ("/v1/casussen", "/v1/openapi.json"):
        answer = process.get(path)
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert WHY in answer.json()["detail"]
    sent = httpx.post(f"{process.site}/v1/x", json={}, headers={"Authorization": "Bearer x"})
    assert sent.status_code == 503
    for path in ("/", "/berichten"):
        page = process.get(path)
        assert page.status_code == 503
        assert WHY in page.text
        assert "default-src" in page.headers["content-security-policy"]
    assert process.get("/static/jeugdketen.css").status_code == 200
    asked = Closed({"one": process.site, "away": f"http://127.0.0.1:{free_ports()}"})
    asked.look()
    assert WHY in asked.why["one"]
    assert asked.why.keys() == {"one"}

    process.process.send_signal(signal.SIGTERM)
    _, told = process.process.communicate(timeout=20)
    assert process.process.returncode == 0
    assert told.count(WHY) == 1
    assert "Traceback" not in told
    assert len(process.log.following(tuple(SAID.values()), 0, 100)[0]) == 1


@pytest.mark.timeout(300)
def test_the_chain_in_one_process_ends_in_one_sentence(tmp_path: Path) -> None:
    rig = embedded_rig(tmp_path)
    register = tmp_path / "db" / "beheer.sqlite"
    rig.start()
    asyncio.run(rig.answering())
    asyncio.run(rig.settled())
    rig.stop()
    assert rig.program
    told = rig.program.output.read_text("utf-8")

    aside = register.rename(tmp_path / "aside.sqlite")
    rig.start()
    assert rig.program.process.wait(120) == OUT_OF_STEP
    (sentence,) = rig.program.output.read_text("utf-8").removeprefix(told).splitlines()
    assert WHY in sentence
    assert "beheer" in sentence

    aside.rename(register)
    rig.start()
    asyncio.run(rig.answering())
    rig.stop()


def test_the_front_page_shows_what_is_closed_and_why(tmp_path: Path) -> None:
    def stored(name: str) -> Database:
        return Database(f"sqlite:///{tmp_path}/{name}.sqlite")

    parts = Parts(
        name="beheer",
        domein=None,
        database=stored("db"),
        keys=KeyStore(stored("keys")),
        addressbook=AddressBook(stored("addressbook")),
        clock=SystemClock(),
        sessions=SESSIONS,
        base="",
    )
    beheer.build(parts)
    why: dict[str, str] = {}
    site = httpx.ASGITransport(picker(parts, SIGNER, list, Standing(), lambda: why))

    async def front_page() -> str:
        async with httpx.AsyncClient(transport=site, base_url="http://127.0.0.1") as client:
            return (await client.get("/")).text

    assert "gesloten" not in asyncio.run(front_page())
    why["zorg-intake"] = f"Gesloten, want {WHY}."
    shown = asyncio.run(front_page())
    assert "<strong>zorg-intake</strong>" in shown
    assert WHY in shown


def test_a_proxy_that_answers_503_is_not_taken_for_a_closed_site() -> None:
    program = (
        "import http.server\n"
        "class Proxy(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        self.send_response(503); self.end_headers(); self.wfile.write(b'busy')\n"
        "    def log_message(self, *_): pass\n"
        "server = http.server.HTTPServer(('127.0.0.1', 0), Proxy)\n"
        "print(server.server_port, flush=True)\n"
        "server.serve_forever()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as proxy:
        assert proxy.stdout is not None
        site = f"http://127.0.0.1:{proxy.stdout.readline().strip()}"
        asked = Closed({"one": site})
        asked.look()
        proxy.kill()
    assert asked.why == {}
