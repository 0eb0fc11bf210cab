"""Data of an older version: told so at start, brought up to date from the log, and then the same.

The older version is planted: the state that it left cannot be read by this code.
"""

import json
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path
from shutil import copytree

import pytest
from sqlmodel import Session

from chain.audit.reading import opened
from chain.audit.verify import verified
from chain.cli import main
from contracts.topics import BEHEER, INSTANCES
from infra.state import stamp

pytestmark = pytest.mark.timeout(300)

STATE = (
    "SELECT kind, key, body FROM document "
    "WHERE kind NOT IN ('inzage', 'wekker', 'gewekt') ORDER BY kind, key"
)
OUTBOX = "SELECT topic, sequence, raw FROM outbox ORDER BY ordinal"
FOLLOWS = "('dossier', 'aangemeld', 'besluit', 'register.functie')"
"""What follows from the log, of each service something."""
UPGRADED = tuple(name for name in INSTANCES if name != BEHEER)
Stand = dict[str, list[tuple[str, str, str]]]


def _databases(data: Path) -> list[Path]:
    return [data / "db" / f"{name}.sqlite" for name in UPGRADED]


def _stand(data: Path) -> Stand:
    """What every instance keeps, and what it still has to say."""
    found = {}
    for file in _databases(data):
        with closing(sqlite3.connect(file)) as database:
            found[file.stem] = database.execute(STATE).fetchall()
            found[f"{file.stem} zegt"] = database.execute(OUTBOX).fetchall()
    with closing(sqlite3.connect(data / "log.sqlite")) as log:
        found["log"] = log.execute("SELECT topic, sequence, raw FROM record ORDER BY id").fetchall()
    return found


def _change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        for statement in statements:
            database.execute(statement)


@pytest.fixture
def data(demo_data: Path, tmp_path: Path) -> Path:
    copytree(demo_data, tmp_path / "data", dirs_exist_ok=True)
    return tmp_path / "data"


@pytest.fixture
def newer_code(monkeypatch: pytest.MonkeyPatch) -> None:
    for service in ("casusoverleg", "intake", "notifier", "privacy_gate"):
        main_ = import_module(f"{service}.main")
        monkeypatch.setattr(main_, "GEVOUWEN", main_.GEVOUWEN + 1)


def _spoil(data: Path) -> None:
    for file in _databases(data):
        _change(file, f"UPDATE document SET body = '{{\"oud\": 1}}' WHERE kind IN {FOLLOWS}")


@pytest.mark.usefixtures("newer_code")
def test_older_data_are_refused_in_a_sentence_upgraded_and_then_as_if_they_never_stopped(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, sound = _stand(data), _verified(data)
    _spoil(data)
    assert main(["up", "--data", str(data), "--port", "0"]) == 1
    told = capsys.readouterr().err
    assert "oudere versie" in told
    assert "./keten upgrade" in told
    assert "Traceback" not in told
    assert main(["upgrade", "--data", str(data), "--droog", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert sorted(plan["verouderd"]) == sorted(UPGRADED)
    assert plan["keten_kan_doordraaien"] is False
    assert _stand(data) != before
    assert main(["upgrade", "--data", str(data), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done["gevouwen"] > 100
    assert _stand(data) == before
    assert _verified(data) == sound
    assert main(["upgrade", "--data", str(data), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verouderd"] == []


@pytest.mark.usefixtures("newer_code")
def test_cut_off_halfway_it_goes_on_with_what_is_left(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _stand(data)
    _spoil(data)
    stamped: list[int] = []

    def cut_off(session: Session, version: int) -> None:
        stamped.append(version)
        if len(stamped) == 3:
            raise KeyboardInterrupt
        stamp(session, version)

    with monkeypatch.context() as patched:
        patched.setattr("infra.upgrading.stamp", cut_off)
        assert main(["upgrade", "--data", str(data)]) == 130
    assert main(["upgrade", "--data", str(data), "--droog", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["verouderd"]) == len(UPGRADED) - 2
    assert main(["upgrade", "--data", str(data)]) == 0
    assert _stand(data) == before


def test_data_of_newer_code_or_from_before_versions_were_kept_are_refused(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _databases(data)[0]
    for change, told in (
        ("UPDATE state SET version = 99", "nieuwere versie"),
        ("DELETE FROM state", "van vóór versie 1.0"),
    ):
        _change(file, change)
        for command in (
            ["up", "--data", str(data), "--port", "0"],
            ["upgrade", "--data", str(data)],
        ):
            assert main(command) == 1
            assert told in capsys.readouterr().err


def test_where_there_are_no_data_or_they_are_of_this_version_there_is_nothing_to_do(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upgrade", "--data", str(tmp_path / "leeg")]) == 1
    assert "geen gegevens" in capsys.readouterr().err
    assert main(["upgrade", "--data", str(data)]) == 0
    assert "niets te doen" in capsys.readouterr().out


def _verified(data: Path) -> tuple[object, ...]:
    with opened(data) as chain:
        return (verified(chain),)
