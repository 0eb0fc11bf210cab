"""Killed at the worst moments, on SQLite: nothing is lost, nothing happens twice."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from contracts.envelope import CHAIN_START, hash_of, parse
from infra.database import Database
from infra.log import Outgoing
from infra.log.sqlite import SqliteLog
from infra.testing.crashing import BATCH
from infra.testing.diary import HEARS, SAYS, read
from infra.testing.source import A, B, C, Source

EVENTS = 30
ROOT = Path(__file__).parents[2]


def _work(folder: Path, *kill: str) -> int:
    words = [sys.executable, "-m", "infra.testing.crashing", str(folder), *kill]
    return subprocess.run(words, cwd=ROOT, timeout=60, check=False).returncode


def _written(folder: Path) -> SqliteLog:
    """A log with events about three casussen, one of them poison."""
    source, log = Source(HEARS), SqliteLog(folder / "log.sqlite")
    for number in range(1, EVENTS + 1):
        casus = (A, B, C)[number % 3]
        record = source.says(casus, event="bad" if number == 20 else f"e{number}")
        log.append([Outgoing(HEARS, 0, casus, number, record.raw)])
    return log


def _done_once(folder: Path, log: SqliteLog) -> bool:
    """Was each event taken in once and in order, but what stands behind poison, and said once?"""
    database = Database(f"sqlite:///{folder}/instance.sqlite")
    noted = [read(database, casus) for casus in (A, B, C)]
    wanted = [range(3, EVENTS + 1, 3), range(1, EVENTS + 1, 3), range(2, 20, 3)]
    said = [[one.raw for one in log.read(SAYS, place, 0, 1000)] for place in (0, 1)]
    causes = sorted(parse(raw).causationid for one in said for raw in one)
    return (
        noted == [[f"e{number}" for number in numbers] for numbers in wanted]
        and causes == sorted(event for events in noted for event in events)
        and all(_is_a_chain(one) for one in said)
    )


@pytest.mark.parametrize("hit", ["1", "3"])
@pytest.mark.parametrize("checkpoint", ["before-commit", "after-commit", "after-publish"])
def test_a_kill_loses_nothing_and_doubles_nothing(
    tmp_path: Path, checkpoint: str, hit: str
) -> None:
    log = _written(tmp_path)
    assert _work(tmp_path, checkpoint, hit) == -signal.SIGKILL
    assert _work(tmp_path) == 0
    assert _done_once(tmp_path, log)


def test_forgetting_before_publishing_would_be_seen(tmp_path: Path) -> None:
    """What a kernel with that fault would leave behind when it is killed."""
    log = _written(tmp_path)
    assert _work(tmp_path, "after-commit", "2") == -signal.SIGKILL
    with closing(sqlite3.connect(tmp_path / "instance.sqlite")) as database:
        assert database.execute("delete from outbox").rowcount
        database.commit()
    assert _work(tmp_path) == 0
    assert not _done_once(tmp_path, log)


def test_an_offset_kept_before_the_work_would_be_seen(tmp_path: Path) -> None:
    """Likewise."""
    log = _written(tmp_path)
    assert _work(tmp_path, "before-commit", "2") == -signal.SIGKILL
    last = log.read(HEARS, 0, 2 * BATCH - 1, 1)[0]
    with closing(sqlite3.connect(tmp_path / "instance.sqlite")) as database:
        moved = (last.offset + 1, parse(last.raw).number, hash_of(last.raw))
        done = database.execute("update position set next_offset=?, sequence=?, hash=?", moved)
        assert done.rowcount == 1
        database.commit()
    assert _work(tmp_path) == 0
    assert not _done_once(tmp_path, log)


def _is_a_chain(events: list[bytes]) -> bool:
    previous = CHAIN_START
    for number, raw in enumerate(events, start=1):
        if (parse(raw).number, parse(raw).previoushash) != (number, previous):
            return False
        previous = hash_of(raw)
    return True


def test_a_second_process_does_not_work_beside_the_first(tmp_path: Path) -> None:
    _written(tmp_path)
    with Database(f"sqlite:///{tmp_path}/instance.sqlite").lock():
        assert _work(tmp_path) == 1
    assert _work(tmp_path) == 0
