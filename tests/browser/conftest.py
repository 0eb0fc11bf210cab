"""A real browser, and a chain with nothing in it yet."""

import shutil
import socket
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.regio import REGION
from infra.testing.processes import KetenProcess

RMC, LEERPLICHT = "rmc-tilburg/rmc-coordinator", "leerplicht-tilburg/leerplichtambtenaar"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP evil.test 127.0.0.1",  # a name that comes to lead here
)


@pytest.fixture(scope="session")
def browser_here() -> Iterator[Browser]:
    """Chromium as the machine has it."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("Chromium ontbreekt: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The front page of a chain that a region just set up."""
    data = tmp_path_factory.mktemp("keten")
    yield from _serving(data, _inrichting(data, REGION, ()))


@pytest.fixture(scope="session")
def address_zonder_rmc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same where the RMC is away this week, and leerplicht stands in for it."""
    data = tmp_path_factory.mktemp("zonder-rmc")
    covenant = yaml.safe_load(REGION.read_text(encoding="utf-8"))
    covenant["vervanging"][RMC] = [LEERPLICHT]
    region = data / "regio.yaml"
    region.write_text(yaml.safe_dump(covenant, allow_unicode=True), encoding="utf-8")
    yield from _serving(data, _inrichting(data, region, (RMC,)))


def _inrichting(data: Path, region: Path, away: Collection[str]) -> Path:
    """The people of the samples; who has one of these capacities is away from yesterday on."""
    today = date.today()  # noqa: DTZ011 - the day that the pages show
    van, tot = (f"{today + timedelta(days=days)}" for days in (-1, 5))
    people = [
        {
            "naam": person.naam,
            "mail": person.mail,
            "functies": list(person.functies),
            "afwezig": [{"van": van, "tot": tot}] if {*away} & {*person.functies} else [],
        }
        for person in MEDEWERKERS.values()
    ]
    inrichting = data / "inrichting.yaml"
    given = {"convenanten": [str(region)], "medewerkers": people}
    inrichting.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    return inrichting


def _serving(data: Path, inrichting: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["up", "--data", str(data), "--inrichting", str(inrichting), "--port", str(port)]
    program = KetenProcess(words, data / "output.txt")
    try:
        program.answers(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        program.stop()
