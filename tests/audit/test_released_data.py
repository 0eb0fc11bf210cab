"""Data that a release left behind open with this code: they verify, upgrade, and work.

Of each release a data directory lies in `tests/released`: seven sample cases that went through a
real chain of that version. They stay, and the code must go on reading them.
"""

import asyncio
import json
import os
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from casusoverleg.reactions.herlezen import herbouw
from chain.audit.figures import MUST_BE_ZERO, audited
from chain.audit.reading import opened
from chain.audit.verify import verified
from chain.cli import main
from chain.run.datadir import DataDir
from chain.run.serving import address, serving
from chain.run.sites import PATHS
from contracts.topics import instance, read_by, written_by
from contracts.vocabulary import Domein
from infra.clock import SystemClock
from infra.database import Database
from infra.log.sqlite import SqliteLog
from infra.testing.state import Kept, kept, rebuilt
from infra.upgrading import whole
from infra.web.identity import token

RELEASES = Path(__file__).parents[1] / "released"
NOT_FROM_THE_LOG = ("inzage", "wekker", "gewekt", "web.sleutel")
CASES = {
    "1.0": {"onderwijs": 4, "veiligheid": 4, "zorg": 6},
    "1.1": {"onderwijs": 5, "veiligheid": 4, "zorg": 6},
    "1.2": {"onderwijs": 5, "veiligheid": 4, "zorg": 6},
}
"""How many cases lie at the tables of a domain, by release."""

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(params=sorted(path.name for path in RELEASES.iterdir()))
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of what this release left behind."""
    folder = tmp_path / "data"
    before = os.umask(0o077)
    try:
        folder.mkdir()
        with tarfile.open(RELEASES / request.param / "data.tar.xz") as archive:
            archive.extractall(folder, filter="data")
    finally:
        os.umask(before)
    return folder


def _tables(data: Path) -> dict[Domein, Kept]:
    found = {}
    for domein in Domein:
        name = instance("casusoverleg", domein)
        with closing(Database(DataDir(data).database(name))) as database:
            found[domein] = kept(database, *NOT_FROM_THE_LOG)
    return found


def _anew(data: Path, domein: Domein, file: Path) -> Kept:
    """The state of the tables of a domain, built from the log into an empty database."""
    name = instance("casusoverleg", domein)
    log = SqliteLog(data / "log.sqlite")
    topics = (*read_by(name), *written_by(name))
    records = asyncio.run(whole(log.principal(name), topics))
    by_topic = {topic: [one for one in records if one.topic == topic] for topic in topics}
    log.close()
    return rebuilt(file, lambda session: herbouw(session, by_topic, domein), *NOT_FROM_THE_LOG)


def test_the_auditor_finds_it_sound(data: Path) -> None:
    with opened(data) as chain:
        assert verified(chain).faults == ()
        figures = audited(chain).figures
    assert {name: figures[name] for name in MUST_BE_ZERO} == dict.fromkeys(MUST_BE_ZERO, 0)
    assert figures["aangemeld"] == 7


def test_one_altered_byte_of_it_is_found(data: Path) -> None:
    with closing(sqlite3.connect(data / "log.sqlite")) as log, log:
        rows = log.execute("SELECT id, raw FROM record ORDER BY id").fetchall()
        row, raw = next(row for row in rows if b"CasusBesproken" in row[1])
        altered = raw.replace(b"CasusBesproken", b"CasusBesprokeN", 1)
        log.execute("UPDATE record SET raw = ? WHERE id = ?", (altered, row))
    with opened(data) as chain:
        assert verified(chain).faults


def test_upgraded_it_is_what_the_log_says_and_a_second_time_there_is_nothing_to_do(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upgrade", "--data", str(data), "--json"]) == 0
    capsys.readouterr()
    for domein, state in _tables(data).items():
        assert state == _anew(data, domein, tmp_path / f"{domein}.sqlite")
    assert main(["upgrade", "--data", str(data), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verouderd"] == []


def test_a_goal_of_the_first_version_is_read_in_the_newest(data: Path) -> None:
    main(["upgrade", "--data", str(data)])
    files = [json.loads(body) for kind, _, body in _tables(data)[Domein.ZORG] if kind == "dossier"]
    (goal,) = [goal for one in files for goal in one["casus"]["gezinsplan"]["doelen"]]
    assert goal["uitvoerder"]["rol"]
    assert "wie" not in goal


def test_upgraded_it_is_worked_with(data: Path, request: pytest.FixtureRequest) -> None:
    expected = CASES[request.node.callspec.params["data"]]
    main(["upgrade", "--data", str(data)])

    async def cases() -> dict[str, int]:
        at = address("127.0.0.1", 0)
        directory = DataDir(data)
        async with serving(directory, SystemClock(), at, None) as (embedded, runner):
            await runner.settled()
            by_mail = {one.mail: one.medewerker for one in embedded.addressbook.all()}
            async with httpx.AsyncClient() as client:
                return {
                    domein: await _seen(client, str(at), directory, domein, list(by_mail.values()))
                    for domein in expected
                }

    assert asyncio.run(cases()) == expected


async def _seen(
    client: httpx.AsyncClient, root: str, data: DataDir, domein: str, people: list[str]
) -> int:
    """The cases of a domain that anybody sees at its tables, each opened once."""
    site = f"{domein}-casusoverleg"
    found: set[str] = set()
    for who in people:
        bearer = {"Authorization": f"Bearer {token(data.signer(), who, site)}"}
        base = f"{root}{PATHS[site]}/v1/casussen"
        listed = (await client.get(base, headers=bearer)).raise_for_status().json()["casussen"]
        for case in listed:
            if case["id"] not in found:
                (await client.get(f"{base}/{case['id']}", headers=bearer)).raise_for_status()
                found.add(case["id"])
    return len(found)
