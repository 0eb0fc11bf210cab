"""`./keten test`: every check there is, the fast ones first, each step in a process of its own."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STEPS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("python", "-m", "chain", "rules", "check", "--zonder-tegenproef"),
    ("pytest", "-n2", "tests/contracts", "tests/house", "tests/regels", "services"),
    ("pytest", "-n2", "tests/infra", "tests/audit", "tests/bench", "tests/demo"),
    # Each planted bug in up to 200 seeds takes long: `./keten test -k at_length tests/simulate`.
    ("pytest", "-n2", "-k", "not at_length", "tests/simulate"),
    ("pytest", "tests/verhalen"),
    # Together, for they share a chain in each mode: it is killed, and then looked through.
    ("pytest", "tests/kafka", "tests/crash", "tests/canary"),
    # Of its own, because the browser's event loop breaks asynchronous tests in its process.
    ("pytest", "tests/browser"),
)


def main(argv: Sequence[str]) -> int:
    """Run all steps, or pytest alone with the arguments given; stops at the first that fails."""
    if argv:
        return _run("pytest", *argv)
    for step in STEPS:
        if code := _run(*step):
            return code
    return 0


def _run(tool: str, *words: str) -> int:
    began, worked = time.monotonic(), _worked()
    print(f"== {tool} {' '.join(words)}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [Path(sys.executable).with_name(tool), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        check=False,
    )
    took = f"{time.monotonic() - began:.1f} s, of a processor {_worked() - worked:.1f} s"
    print(f"== {tool}: {took}", file=sys.stderr, flush=True)
    return done.returncode


def _worked() -> float:
    """Processor seconds of the processes that this one waited for, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
