from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.clock import SetClock
from infra.database import Database
from infra.kafka import Broker
from infra.kernel import Kernel, Reactions
from infra.kernel.emission import Checkpoint
from infra.kernel.kernel import no_checkpoint
from infra.log.kafka import KafkaLog
from infra.log.sqlite import SqliteLog
from infra.testing.diary import ID_KEY, NAME, MakeKernel
from infra.testing.hand import Hand
from infra.testing.source import WHEN


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/instance.sqlite"
    url: str = request.getfixturevalue("postgres").fresh_url("instance")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def said_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the one event that the plumbing is tried with stand on any topic of its writer."""
    monkeypatch.setattr("infra.kernel.outbox.check_said", lambda emission: None)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(WHEN)


@pytest.fixture
def make_kernel(database: Database, clock: SetClock) -> MakeKernel:
    """A kernel on the test's database; made again, it stands for the process after a restart."""

    def make(
        reactions: Reactions,
        name: str = NAME,
        veiled: bool = False,
        checkpoint: Checkpoint = no_checkpoint,
    ) -> Kernel:
        return Kernel(
            name, database, reactions, clock, ID_KEY, veiled=veiled, checkpoint=checkpoint
        )

    return make


@pytest.fixture(params=["sqlite", pytest.param("kafka", marks=pytest.mark.kafka)])
def hand(request: pytest.FixtureRequest, tmp_path: Path) -> Hand:
    """A log of each kind."""
    if request.param == "sqlite":
        return SqliteLog(tmp_path / "log.sqlite").principal
    broker: Broker = request.getfixturevalue("kafka")
    return lambda name: KafkaLog(broker.bootstrap, name, broker.password(name))
