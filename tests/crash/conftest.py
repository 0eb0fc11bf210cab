"""Chains that die, and what the same work comes to when nothing happens."""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import pytest

from chain.demo.stap import Voorbeeld
from chain.demo.voorbeelden import CASUSSEN
from tests.crash.outcome import Outcome, outcome
from tests.crash.rig import SAMPLES, Rig, embedded_rig, kafka_rig

MOMENTS = int(os.environ.get("KETEN_CRASH_MOMENTS", "5"))
"""How many random moments of death under load; the long form has 50."""

MakeRig: TypeAlias = Callable[..., Rig]


ONE = SAMPLES[:1]
MANY = CASUSSEN if MOMENTS > 10 else SAMPLES


@pytest.fixture(scope="session")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a chain that was set up and did nothing: all others inherit from it."""
    rig = embedded_rig(tmp_path_factory.mktemp("secrets"))

    async def set_up() -> None:
        await rig.answering()
        await rig.settled()

    try:
        rig.start()
        asyncio.run(set_up())
    finally:
        rig.stop()
    return rig.data


@pytest.fixture
def embedded(tmp_path: Path, secrets: Path) -> Iterator[MakeRig]:
    """Makes chains in one process."""
    with ExitStack() as held:

        def make(crash: Sequence[str] = ()) -> Rig:
            rig = embedded_rig(tmp_path, crash)
            rig.inherit(secrets)
            held.callback(rig.stop)
            return rig

        yield make


@pytest.fixture
def on_kafka(tmp_path: Path, secrets: Path) -> Iterator[MakeRig]:
    """Makes chains on a broker of their own, a process per instance."""
    with ExitStack() as held:

        def make(crash: Sequence[str] = ()) -> Rig:
            rig = kafka_rig(tmp_path, crash)
            rig.inherit(secrets)
            held.callback(rig.stop)
            return rig

        yield make


@pytest.fixture(scope="session")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, secrets: Path
) -> Callable[[str], Outcome]:
    """What one sample, or many, come to when nothing dies."""
    known: dict[str, Outcome] = {}

    def look(load: str) -> Outcome:
        if load not in known:
            known[load] = _undisturbed(tmp_path_factory.mktemp(load), secrets, LOADS[load])
        return known[load]

    return look


LOADS = {"one": ONE, "many": MANY}


def _undisturbed(data: Path, secrets: Path, samples: Sequence[Voorbeeld]) -> Outcome:
    rig = embedded_rig(data)
    rig.inherit(secrets)

    async def run() -> Outcome:
        rig.start()
        await rig.work(samples)
        return await outcome(rig)

    try:
        return asyncio.run(run())
    finally:
        rig.stop()
