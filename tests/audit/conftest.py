"""One story, told once, and one real chain, played once: each test damages a copy of its own."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from chain.audit.event import Fault
from chain.audit.figures import audited
from chain.audit.reading import opened
from chain.audit.verify import verified
from tests.audit.story import Story, told_in_full
from tests.crash.people import SAMPLES
from tests.crash.rig import embedded_rig


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return told_in_full(tmp_path_factory.mktemp("story"))


@pytest.fixture
def story(told: Story, tmp_path: Path) -> Story:
    """The whole story, in a data directory of this test; more can be said in it."""
    copytree(told.home / "keys", tmp_path / "keys")
    return told.copy(tmp_path)


@pytest.fixture
def log(story: Story) -> Path:
    """Its log, on file."""
    return story.write()


@dataclass(frozen=True)
class Played:
    """A real chain that sample cases went through, and what an auditor saw while they did."""

    data: Path
    looked: int
    alarms: tuple[Fault, ...]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Plays the samples, and audits all the time."""
    rig = embedded_rig(tmp_path_factory.mktemp("keten"))
    looked = 0
    alarms: list[Fault] = []

    async def play() -> None:
        nonlocal looked
        await rig.answering()
        working = asyncio.create_task(rig.work(SAMPLES))
        while not working.done():
            alarms.extend(await asyncio.to_thread(_alarms, rig.data))
            looked += 1
        await working

    try:
        rig.start()
        asyncio.run(play())
    finally:
        rig.stop()
    return Played(rig.data, looked, tuple(alarms))


def _alarms(data: Path) -> tuple[Fault, ...]:
    with opened(data) as chain:
        return (*verified(chain).faults, *audited(chain).faults)


@pytest.fixture(scope="session")
def demo_data(played: Played) -> Path:
    """The directory of that chain, which was then stopped."""
    return played.data


@pytest.fixture
def real(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of it: the path of its log."""
    copytree(demo_data, tmp_path / "data")
    return tmp_path / "data" / "log.sqlite"
