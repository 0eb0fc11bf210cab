"""Counts the figures of a chain on Kafka into a file: `python -m chain.front.cijfers_teller`.

The front page may not read the log. This process may, as the auditor and without any key, and what
it writes are the figures alone: without persons, and with the small numbers already suppressed.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aiokafka.errors import KafkaError

from chain.audit.kafka_copy import copy
from chain.audit.reading import LOG, events_of_copy
from chain.audit.steering import FigureRow, steering
from infra.private import keep_private
from infra.standalone import LINE, WRONG

COUNT_SECONDS = 60.0
"""How often is counted: a region steers by weeks."""


@dataclass(frozen=True)
class Teller:
    """Who counts: KETEN_LOG's host and port, the auditor's password, KETEN_FIGURES."""

    bootstrap: str
    password: str
    figures: Path

    def count(self) -> None:
        """Count what the log holds now."""
        with TemporaryDirectory() as scratch:
            log = Path(scratch) / LOG
            copy(self.bootstrap, self.password, log)
            write(steering(events_of_copy(log)), self.figures)


def write(rows: list[FigureRow], file: Path) -> None:
    """Write the figures; who reads the file meanwhile sees the old ones or the new."""
    half = file.with_suffix(".half")
    half.write_text(json.dumps(rows), "utf-8")
    half.replace(file)


def teller(environment: Mapping[str, str]) -> Teller:
    """The one that the settings name.

    Raises:
        KeyError: a setting is missing.
        OSError: the password's file cannot be read.
    """
    return Teller(
        environment["KETEN_LOG"].removeprefix("kafka://"),
        Path(environment["KETEN_KAFKA_PASSWORD_FILE"]).read_text("utf-8").strip(),
        Path(environment["KETEN_FIGURES"]),
    )


async def keep_counting(counting: Teller) -> None:
    """Count until stopped; a broker that is away is asked again the next time."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    while not stopped.is_set():
        try:
            await asyncio.to_thread(counting.count)
        except (KafkaError, OSError) as fault:
            print(f"Er is niet geteld: {type(fault).__name__}.", file=sys.stderr, flush=True)
        try:
            async with asyncio.timeout(COUNT_SECONDS):
                await stopped.wait()
        except TimeoutError:
            continue


def main() -> int:
    """Run until stopped."""
    keep_private()
    logging.basicConfig(level=logging.ERROR, format=LINE)
    try:
        counting = teller(os.environ)
    except (KeyError, OSError) as fault:
        print(f"cijfers: {fault}", file=sys.stderr)
        return WRONG
    asyncio.run(keep_counting(counting))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
