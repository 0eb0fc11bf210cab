"""Killed at the worst moments, on SQLite: nothing is lost, nothing happens twice."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.envelope import CHAIN_START, hash_of, parse
from infra.database import Database
from infra.log import Outgoing
from infra.log.sqlite import SqliteLog
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


@pytest.mark.parametrize("hit", ["1", "3"])
@pytest.mark.parametrize("checkpoint", ["before-commit", "after-commit", "after-publish"])
def test_a_kill_loses_nothing_and_doubles_nothing(
    tmp_path: Path, checkpoint: str, hit: str
) -> None:
    log = _written(tmp_path)
    assert _work(tmp_path, checkpoint, hit) == -signal.SIGKILL
    assert _work(tmp_path) == 0

    database = Database(f"sqlite:///{tmp_path}/instance.sqlite")
    assert read(database, A) == [f"e{number}" for number in range(3, EVENTS + 1, 3)]
    assert read(database, B) == [f"e{number}" for number in range(1, EVENTS + 1, 3)]
    assert read(database, C) == [f"e{number}" for number in range(2, 20, 3)]

    said = [one.raw for partition in (0, 1) for one in log.read(SAYS, partition, 0, 1000)]
    causes = [parse(raw).causationid for raw in said]
    assert sorted(causes) == sorted(read(database, A) + read(database, B) + read(database, C))
    for partition in (0, 1):
        _is_a_chain([one.raw for one in log.read(SAYS, partition, 0, 1000)])


def _is_a_chain(events: list[bytes]) -> None:
    previous = CHAIN_START
    for number, raw in enumerate(events, start=1):
        assert (parse(raw).number, parse(raw).previoushash) == (number, previous)
        previous = hash_of(raw)


def test_a_second_process_does_not_work_beside_the_first(tmp_path: Path) -> None:
    _written(tmp_path)
    with Database(f"sqlite:///{tmp_path}/instance.sqlite").lock():
        assert _work(tmp_path) == 1
    assert _work(tmp_path) == 0
