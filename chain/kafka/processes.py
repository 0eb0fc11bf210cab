"""Keeps programs running: starts again what ends, and at the end lets go of everything."""

import asyncio
import ctypes
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a program that ended is started again; doubled each time it ends soon."""

STEADY = 60.0
"""Seconds after which a program counts as running well."""

HOPELESS = 78
"""The exit code of a program with wrong settings: starting it again does not help."""

PATIENCE = 5.0
"""Seconds that programs get to stop in good order."""

_PR_SET_PDEATHSIG = 1
"""Of Linux's prctl(2): the signal that a process gets when its parent dies."""


@dataclass(frozen=True)
class Program:
    """What to run.

    Attributes:
        name: what people call it.
        words: the command line.
        environment: all of it.
        log: where its output is appended.
    """

    name: str
    words: Sequence[str]
    environment: Mapping[str, str]
    log: Path


class Hopeless(Exception):
    """A program cannot run with its settings; the argument is that program."""


async def keep_running(programs: Sequence[Program]) -> None:
    """Run them all until SIGTERM or SIGINT; then stop them within a few seconds.

    Raises:
        Hopeless: one of them cannot run at all; the others were stopped too.
    """
    ending = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    keepers = [asyncio.create_task(_keep(program, ending)) for program in programs]
    over = asyncio.create_task(ending.wait())
    await asyncio.wait([over, *keepers], return_when=asyncio.FIRST_EXCEPTION)
    ending.set()
    over.cancel()
    await asyncio.wait(keepers)
    for keeper in keepers:
        keeper.result()


async def _keep(program: Program, ending: asyncio.Event) -> None:
    pause = FIRST_PAUSE
    while not ending.is_set():
        began = time.monotonic()
        code = await _run(program, ending)
        if ending.is_set():
            return
        if code == HOPELESS:
            raise Hopeless(program)
        pause = FIRST_PAUSE if time.monotonic() - began > STEADY else pause
        _tell(f"{program.name} is gestopt ({code}) en start opnieuw; zie {program.log}")
        await _wait(ending, pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _run(program: Program, ending: asyncio.Event) -> int:
    """Run it until it ends by itself, or until the end of all; gives its exit code."""
    # A session of its own: Ctrl-C is for the supervisor, which stops the others in good order.
    with program.log.open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *program.words,
            env=program.environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
    ended = asyncio.create_task(process.wait())
    over = asyncio.create_task(ending.wait())
    await asyncio.wait([ended, over], return_when=asyncio.FIRST_COMPLETED)
    over.cancel()
    if not ended.done():
        process.terminate()
        await asyncio.wait([ended], timeout=PATIENCE)
    if not ended.done():
        process.kill()
    return await ended


def _end_with_parent() -> None:
    """Who supervised alone can start again: without this, its programs would keep the ports."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


async def _wait(ending: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await ending.wait()


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
