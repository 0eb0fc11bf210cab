"""A process that takes in a log and speaks, and that kills itself where it is told to.

    python -m infra.testing.crashing FOLDER [CHECKPOINT HIT]

Without a checkpoint it works until nothing is left to do.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from infra.clock import SystemClock
from infra.database import Database
from infra.kernel import Kernel, Relay
from infra.kernel.emission import Checkpoint
from infra.log.sqlite import SqliteLog
from infra.testing.diary import HEARS, ID_KEY, NAME, Diary

BATCH = 7


def killing_at(name: str, hit: int) -> Checkpoint:
    """A checkpoint that ends the process without warning, at the given hit of the given name."""
    left = hit

    def check(reached: str) -> None:
        nonlocal left
        if reached == name:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return check


async def work(folder: Path, checkpoint: Checkpoint) -> None:
    """Take in and publish by turns, until the end of the log."""
    log = SqliteLog(folder / "log.sqlite")
    database = Database(f"sqlite:///{folder}/instance.sqlite")
    diary = Diary()
    diary.poison = {"bad"}
    with database.lock():
        kernel = Kernel(
            NAME, database, diary.reactions(), SystemClock(), ID_KEY, checkpoint=checkpoint
        )
        relay = Relay(kernel, log.principal(NAME))
        while await relay.run_once(BATCH) or _hear(kernel, log):
            pass


def _hear(kernel: Kernel, log: SqliteLog) -> bool:
    batch = log.read(HEARS, 0, kernel.offsets().get((HEARS, 0), 0), BATCH)
    if batch:
        kernel.receive(batch)
    return bool(batch)


if __name__ == "__main__":
    where, *rest = sys.argv[1:]
    name, hit = rest or ("", "0")
    asyncio.run(work(Path(where), killing_at(name, int(hit))))
