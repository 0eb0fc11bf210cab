"""`./keten test`: every check there is, the fast ones first, each step in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeAlias

ROOT = Path(__file__).resolve().parent.parent

Step: TypeAlias = tuple[str, ...]
Lane: TypeAlias = tuple[Step, ...]

PHASES: tuple[tuple[Lane, ...], ...] = (
    (
        (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("lint-imports",)),
        (("python", "-m", "chain", "rules", "check", "--zonder-tegenproef"),),
    ),
    (
        (
            (
                *("pytest", "-n2", "tests/contracts", "tests/house", "services/intake"),
                *("services/casusoverleg", "services/notifier"),
            ),
            (
                *("pytest", "-n2", "tests/regels", "tests/recipes", "tests/proef"),
                "services/privacy-gate",
            ),
            ("pytest", "-n2", "tests/infra", "tests/audit", "tests/bench", "tests/demo"),
            # Each planted bug in up to 200 seeds takes long:
            # `./keten test -k at_length tests/simulate`.
            ("pytest", "-n2", "-k", "not at_length", "tests/simulate"),
        ),
    ),
    (
        # The browser is in a process of its own, because its event loop breaks asynchronous tests.
        (("pytest", "tests/verhalen"), ("pytest", "tests/browser")),
        # Together, for they share a chain in each mode: it is killed, and then looked through.
        (("pytest", "tests/kafka", "tests/crash", "tests/canary"),),
    ),
)
"""One phase after another; in each the lanes side by side, for two cores; steps in their order."""

STEPS: tuple[Step, ...] = tuple(chain(*chain(*PHASES)))


def main(argv: Sequence[str]) -> int:
    """Run all steps, or pytest alone with the arguments given; stops at what fails first."""
    if argv:
        return run_lane((("pytest", *argv),))
    for lanes in PHASES:
        if code := side_by_side(lanes):
            return code
    return 0


def side_by_side(lanes: Sequence[Lane]) -> int:
    """Run lanes at the same time; 0 when each step of each of them passed."""
    if len(lanes) == 1:
        return run_lane(lanes[0])
    with ThreadPoolExecutor(len(lanes)) as pool:
        return max(pool.map(_told_after, lanes), key=abs)


def run_lane(lane: Lane, *, told_after: bool = False) -> int:
    """Run steps one after another until one fails; its code, else 0."""
    return next((code for step in lane if (code := _run(step, told_after=told_after))), 0)


def _told_after(lane: Lane) -> int:
    return run_lane(lane, told_after=True)


def _run(step: Step, *, told_after: bool) -> int:
    """Run it; `told_after` holds back what it says until it is done, so that nothing mixes."""
    began, (tool, *words) = time.monotonic(), step
    print(f"== {' '.join(step)}", file=sys.stderr, flush=True)
    with TemporaryFile() as said:
        process = subprocess.Popen(
            [Path(sys.executable).with_name(tool), *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=said if told_after else None,
            stderr=subprocess.STDOUT if told_after else None,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read().decode(errors="replace")
    took = f"{time.monotonic() - began:.1f} s, of a processor {used.ru_utime + used.ru_stime:.1f} s"
    print(told, end="", flush=True)
    print(f"== {' '.join(step)}: {took}", file=sys.stderr, flush=True)
    return process.returncode
