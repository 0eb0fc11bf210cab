"""One story, told once; each test gets a copy of its own to damage."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.audit.story import Story, told_in_full


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
