"""`./keten test`: every check there is, the fast ones first, each step in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FAST = ("-n2", "tests/contracts", "tests/house", "services")
PLUMBING = ("-n2", "tests/infra", "tests/audit", "tests/demo")
STORIES = ("tests/verhalen", "tests/canary")
REAL_PARTS = ("-k", "not on_kafka", "tests/kafka", "tests/crash")
"""What kills and audits a chain on Kafka takes long; for it: `./keten test -k on_kafka`."""
BROWSER = ("tests/browser",)
"""Of its own, because the browser's event loop breaks asynchronous tests in its process."""


def main(argv: Sequence[str]) -> int:
    """Run all steps, or pytest alone with the arguments given; stops at the first that fails."""
    if argv:
        return _run("pytest", *argv)
    steps = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
        *(("pytest", *paths) for paths in (FAST, PLUMBING, STORIES, REAL_PARTS, BROWSER)),
    )
    for step in steps:
        if code := _run(*step):
            return code
    return 0


def _run(tool: str, *words: str) -> int:
    began = time.monotonic()
    print(f"== {tool} {' '.join(words)}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [Path(sys.executable).with_name(tool), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        check=False,
    )
    print(f"== {tool}: {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
    return done.returncode
