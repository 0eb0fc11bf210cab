"""Lies on the path of a chain under test: at given points the process kills itself, once each.

`KETEN_CRASH` holds points, `<instance>:<work>:<checkpoint>:<nth time>` with commas between; the
work is `act`, `receive` or `publish`. `KETEN_CRASHES` is a directory: a file `armed` in it starts
the counting, and a file per point says that it happened, so that the process that is started
again lives. `KETEN_SHIFT` moves the clock by so many seconds, so that no midnight falls in a run.
"""

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial, wraps
from pathlib import Path
from typing import Any

from infra.clock import SystemClock
from infra.kernel.kernel import Kernel

_POINTS = os.environ["KETEN_CRASH"].split(",")
_CRASHES = Path(os.environ["KETEN_CRASHES"])

_SHIFT = timedelta(seconds=float(os.environ["KETEN_SHIFT"]))

_reached: Counter[str] = Counter()
_here = threading.local()


def _now(_clock: SystemClock) -> datetime:
    return datetime.now(UTC) + _SHIFT


def _checkpoint(instance: str, checkpoint: str) -> None:
    if not (_CRASHES / "armed").exists():
        return
    place = f"{instance}:{getattr(_here, 'work', 'publish')}:{checkpoint}"
    _reached[place] += 1
    point = f"{place}:{_reached[place]}"
    if point in _POINTS and not (_CRASHES / point).exists():
        (_CRASHES / point).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _at(work: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def at_work(*args: Any) -> Any:
        _here.work = work
        try:
            return method(*args)
        finally:
            del _here.work

    return at_work


def _armed(made: Callable[..., None]) -> Callable[..., None]:
    @wraps(made)
    def make(kernel: Kernel, name: str, *args: Any, **kwargs: Any) -> None:
        made(kernel, name, *args, **kwargs)
        kernel.checkpoint = partial(_checkpoint, name)

    return make


setattr(SystemClock, "now", _now)  # noqa: B010 - a plain assignment is refused by the types
for _name, _wrapped in (
    ("act", _at("act", Kernel.act)),
    ("receive", _at("receive", Kernel.receive)),
    ("__init__", _armed(Kernel.__init__)),
):
    setattr(Kernel, _name, _wrapped)
