"""Chains that die, and what the same work comes to when nothing happens."""

import asyncio
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import pytest

from chain import deployment, sites
from chain.audit.reading import Kafka
from chain.demo.casussen import RIJEN
from chain.demo.stap import Voorbeeld
from chain.demo.voorbeelden import CASUSSEN
from infra.kafka import Broker, BrokerUnavailable, jars
from tests.crash.outcome import Outcome, outcome
from tests.crash.rig import Rig

MOMENTS = int(os.environ.get("KETEN_CRASH_MOMENTS", "5"))
"""How many random moments of death under load; the long form has 50."""

ROADS = ("zat-hco-cjg", "zat-cjg", "politie-cjg", "zat-hco-geweigerd", "cjg-eigen-plan")

MakeRig: TypeAlias = Callable[..., Rig]


def sample(road: str) -> Voorbeeld:
    """The first sample case that travels a road, and has come to its end."""
    return next(CASUSSEN[n] for n, row in enumerate(RIJEN) if row.weg == road)


ONE = (sample(ROADS[0]),)
MANY = CASUSSEN if MOMENTS > 10 else tuple(sample(road) for road in ROADS)


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[MakeRig]:
    """Makes chains in one process."""
    with ExitStack() as held:

        def make(crash: Sequence[str] = ()) -> Rig:
            port = _free_port()
            rig = Rig(tmp_path, ["up", "--port", str(port)], sites.urls(_local(port)), crash)
            held.callback(rig.stop)
            return rig

        yield make


@pytest.fixture
def on_kafka(tmp_path: Path) -> Iterator[MakeRig]:
    """Makes chains on a broker of their own, a process per instance."""
    try:
        jars.java()
        jars.classpath()
    except BrokerUnavailable as reason:
        pytest.skip(str(reason))
    with ExitStack() as held:

        def make(crash: Sequence[str] = ()) -> Rig:
            front = _free_port()
            words = ["up", "--kafka", "--port", str(front)]
            rig = Rig(tmp_path, words, deployment.urls(front), crash)
            held.callback(rig.stop)
            return rig

        yield make


def kafka_of(rig: Rig) -> Kafka:
    """Where the auditor reads the log of a chain on Kafka."""
    broker = Broker(rig.data / "kafka")
    return Kafka(broker.bootstrap, broker.password("auditor"))


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Outcome]:
    """What one sample, or many, come to when nothing dies."""
    known: dict[str, Outcome] = {}

    def look(load: str) -> Outcome:
        if load not in known:
            known[load] = _undisturbed(tmp_path_factory.mktemp(load), LOADS[load])
        return known[load]

    return look


LOADS = {"one": ONE, "many": MANY}


def _undisturbed(data: Path, samples: Sequence[Voorbeeld]) -> Outcome:
    port = _free_port()
    rig = Rig(data, ["up", "--port", str(port)], sites.urls(_local(port)))

    async def run() -> Outcome:
        rig.start()
        await rig.work(samples)
        return await outcome(rig)

    try:
        return asyncio.run(run())
    finally:
        rig.stop()


def _local(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
