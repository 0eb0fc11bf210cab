"""A program of the chain as a process of its own, for as long as a test needs it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent.parent


class KetenProcess:
    """`./keten` with some words, started at once; its output goes to a file."""

    def __init__(
        self, words: Sequence[str], output: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.output = output
        with output.open("ab") as sink:
            self.process = subprocess.Popen(  # noqa: S603 - our own program, with a test's words
                [sys.executable, "-P", "-m", "chain", *words],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                env={**os.environ, **(environment or {})},
            )

    def answers(self, url: str, seconds: float = 180) -> None:
        """Wait until something answers there.

        Raises:
            AssertionError: it ended, or did not answer in time; with the end of its output.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                httpx.get(url, timeout=2)
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"{url}: {self.output.read_text(encoding='utf-8')[-4000:]}")

    def stop(self, seconds: float = 20) -> int:
        """Stop it in good order; gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def children(self) -> list[int]:
        """The ids of the processes that it started and that run."""
        of_threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(pid) for children in of_threads for pid in children.read_text().split()]

    def kill(self) -> None:
        """Kill it and all that it started, without a word, as when the power fails."""
        children = self.children()
        self.process.kill()
        self.process.wait()
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
