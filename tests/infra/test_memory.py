"""What is loaded is kept; what comes after it is still collected."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from infra.memory import keep_what_is_loaded


class Round:
    """Refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_asked_again_it_keeps_nothing_more() -> None:
    keep_what_is_loaded()
    kept = gc.get_freeze_count()
    gone = weakref.ref(Round())
    keep_what_is_loaded()
    gc.collect()
    assert gone() is None
    assert gc.get_freeze_count() <= kept
