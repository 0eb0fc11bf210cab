"""One story, told once, and one real chain, played once: each test damages a copy of its own."""

import asyncio
from pathlib import Path
from shutil import copytree

import pytest

from tests.audit.story import Story, told_in_full
from tests.crash.rig import SAMPLES, embedded_rig


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


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a real chain through which sample cases went, and which was then stopped."""
    rig = embedded_rig(tmp_path_factory.mktemp("keten"))
    try:
        rig.start()
        asyncio.run(rig.work(SAMPLES))
    finally:
        rig.stop()
    return rig.data


@pytest.fixture
def real(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of it: the path of its log."""
    copytree(demo_data, tmp_path / "data")
    return tmp_path / "data" / "log.sqlite"
