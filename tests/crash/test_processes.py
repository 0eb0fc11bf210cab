"""The supervisor: what dies starts again, and at the end nothing is left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chain.kafka import processes
from chain.kafka.processes import Hopeless, Program, keep_running
from infra.testing.processes import ROOT

NOTE_AND_WAIT = """
import os, pathlib, sys, time
with pathlib.Path(sys.argv[1]).open("a") as notes:
    notes.write(f"{os.getpid()}\\n")
time.sleep(60)
"""
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" + NOTE_AND_WAIT


def program(tmp_path: Path, name: str, code: str) -> Program:
    notes = tmp_path / f"{name}.pids"
    words = (sys.executable, "-c", code, str(notes))
    return Program(name, words, dict(os.environ), tmp_path / f"{name}.log")


async def pids(tmp_path: Path, name: str, count: int) -> list[int]:
    notes = tmp_path / f"{name}.pids"
    async with asyncio.timeout(10):
        while True:
            found = notes.read_text("utf-8").split() if notes.exists() else []
            if len(found) == count:
                return [int(pid) for pid in found]
            await asyncio.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(processes, "PATIENCE", 0.5)


def test_a_program_that_is_killed_starts_again_and_the_others_run_on(tmp_path: Path) -> None:
    async def story() -> None:
        names = ("one", "other")
        running = asyncio.create_task(
            keep_running([program(tmp_path, name, NOTE_AND_WAIT) for name in names])
        )
        (first,) = await pids(tmp_path, "one", 1)
        os.kill(first, signal.SIGKILL)
        again = await pids(tmp_path, "one", 2)
        assert again[1] != first
        assert len(await pids(tmp_path, "other", 1)) == 1

        os.kill(os.getpid(), signal.SIGTERM)
        await running
        assert not any(alive(pid) for pid in (*again, *await pids(tmp_path, "other", 1)))

    asyncio.run(story())


SUPERVISOR = """
import asyncio, os, pathlib, sys
from chain.kafka.processes import Program, keep_running
notes = sys.argv[1]
words = (sys.executable, "-c", sys.argv[2], notes)
asyncio.run(keep_running([Program("one", words, dict(os.environ), pathlib.Path(notes + ".log"))]))
"""


def test_who_supervises_and_is_killed_takes_its_programs_along(tmp_path: Path) -> None:
    """Or they would keep the ports, and nobody could start it again."""
    words = [sys.executable, "-c", SUPERVISOR, str(tmp_path / "one.pids"), NOTE_AND_WAIT]
    with subprocess.Popen(words, cwd=ROOT) as supervisor:
        (pid,) = asyncio.run(pids(tmp_path, "one", 1))
        supervisor.kill()
    deadline = time.monotonic() + 5
    while alive(pid):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_program_that_will_not_stop_is_killed_in_time(tmp_path: Path) -> None:
    async def story() -> None:
        running = asyncio.create_task(keep_running([program(tmp_path, "deaf", DEAF)]))
        (pid,) = await pids(tmp_path, "deaf", 1)
        began = time.monotonic()
        os.kill(os.getpid(), signal.SIGINT)
        await running
        assert not alive(pid)
        assert time.monotonic() - began < 5

    asyncio.run(story())


def test_what_a_program_says_is_kept(tmp_path: Path) -> None:
    async def story() -> None:
        talking = program(tmp_path, "talking", "print('gezegd', flush=True)" + NOTE_AND_WAIT)
        running = asyncio.create_task(keep_running([talking]))
        await pids(tmp_path, "talking", 1)
        os.kill(os.getpid(), signal.SIGTERM)
        await running
        assert talking.log.read_text("utf-8") == "gezegd\n"

    asyncio.run(story())


def test_a_program_with_wrong_settings_ends_all(tmp_path: Path) -> None:
    async def story() -> None:
        running = program(tmp_path, "running", NOTE_AND_WAIT)
        wrong = program(tmp_path, "wrong", f"raise SystemExit({processes.HOPELESS})")
        with pytest.raises(Hopeless):
            await keep_running([running, wrong])
        notes = tmp_path / "running.pids"
        found = notes.read_text("utf-8").split() if notes.exists() else []
        assert not any(alive(int(pid)) for pid in found)

    asyncio.run(story())
