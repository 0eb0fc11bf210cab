"""The page with figures: for who is signed in, and counted anew when the log has grown."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import httpx
import pytest

from chain.front.cijfers import Cijfers, counted
from chain.front.cijfers_teller import write
from chain.run.datadir import DataDir
from chain.run.embedded import Embedded, assemble
from contracts.topics import BEHEER
from contracts.vocabulary import Functie
from infra.clock import SystemClock
from infra.documents import put
from infra.register import Functieverloop, Wijziging
from infra.web.identity import token
from tests.audit.logbook import Logbook

WIE = "jansen0000000000"
COVENANT = {
    "convenant": "streek",
    "naam": "Streek",
    "overleggen": {"zat": {"naam": "Het ZAT", "domein": "onderwijs"}},
}


def log(folder: Path, cases: int) -> None:
    """A log of so many cases at one table."""
    book = Logbook()
    book.say("keten.register.v1", "ConvenantVastgesteld", {"convenant": COVENANT})
    for number in range(cases):
        opened = {"casus": f"casus-{number}", "overleg": "zat", "herkomst": "aanmelding"}
        book.say("onderwijs.casusoverleg.v1", "CasusGeopend", opened)
    path = folder / "log.sqlite"
    path.unlink(missing_ok=True)
    book.write(path)


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[tuple[Embedded, DataDir]]:
    data = DataDir(tmp_path)
    data.prepare("echt")
    with ExitStack() as held:
        yield assemble(data, SystemClock(), None, "http://x.test", held), data


def get(embedded: Embedded, path: str, bearer: str | None) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(embedded.front)
        async with httpx.AsyncClient(transport=transport, base_url="http://x.test") as client:
            headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


def test_who_is_signed_in_sees_page_and_csv(embedded: tuple[Embedded, DataDir]) -> None:
    front, data = embedded
    log(data.root, 4)
    functie = Functie(organisatie="rmc-tilburg", rol="rmc-coordinator")
    verloop = Functieverloop(
        medewerker=WIE,
        functie=functie,
        wijzigingen=(Wijziging(vanaf=date(2010, 1, 1), heeft=True),),
    )
    with front.beheer.kernel.database.transaction() as session:
        put(session, "register.functie", f"{WIE}/{functie}", verloop)
    bearer = token(data.signer(), WIE, BEHEER)
    shown = get(front, "/cijfers", bearer)
    assert shown.status_code == 200
    assert "&lt;5" in shown.text
    assert "casus-" not in shown.text
    csv = get(front, "/cijfers.csv?regio=streek", bearer)
    assert csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert csv.text.startswith("regio;onderdeel;wat;maat;waarde\nstreek;")
    assert get(front, "/cijfers.csv?regio=breda", bearer).text.count("\n") == 1
    assert get(front, "/cijfers", None).status_code in (303, 401)


def test_what_was_counted_elsewhere_is_read_and_is_the_same(tmp_path: Path) -> None:
    log(tmp_path, 5)
    rows = Cijfers(tmp_path / "log.sqlite").rows()
    file = tmp_path / "cijfers.json"
    assert counted(file) == []
    write(rows, file)
    assert counted(file) == rows != []


def test_it_is_counted_anew_when_the_log_has_grown(tmp_path: Path) -> None:
    cijfers = Cijfers(tmp_path / "log.sqlite")
    assert cijfers.rows() == []
    for cases, told in ((4, "<5"), (5, "5"), (6, "6")):
        log(tmp_path, cases)
        assert told in {row.waarde for row in cijfers.rows()}
