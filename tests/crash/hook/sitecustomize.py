"""Lies on the path of a chain under test: at given points the process kills itself, once each.

`KETEN_CRASH` holds points, `<instance>:<work>:<checkpoint>:<nth time>` with commas between; the
work is `act`, `receive` or `publish`. `KETEN_CRASHES` is a directory: a file `armed` in it starts
the counting, a file per place counts in bytes, over all lives of its process, and a file per point
says that it died there. A file `older-<instance>` holds the form of an event that its process does
not know yet when it starts. `KETEN_SHIFT` moves the clock by so many seconds, so that no midnight
falls in a run. A supervisor with this hook does not wait ever longer before it starts a program
again.
"""

import os
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial, wraps
from pathlib import Path
from typing import Any

from chain.kafka import processes
from infra.clock import SystemClock
from infra.kernel.kernel import Kernel
from infra.log.kafka import KafkaLog
from infra.log.sqlite import SqlitePrincipal
from infra.testing.older import unlearn

_POINTS = os.environ["KETEN_CRASH"].split(",")
_CRASHES = Path(os.environ["KETEN_CRASHES"])

_SHIFT = timedelta(seconds=float(os.environ["KETEN_SHIFT"]))

_here = threading.local()


def _now(_clock: SystemClock) -> datetime:
    return datetime.now(UTC) + _SHIFT


def _checkpoint(instance: str, checkpoint: str) -> None:
    if not (_CRASHES / "armed").exists():
        return
    place = f"{instance}:{getattr(_here, 'work', 'publish')}:{checkpoint}"
    with (_CRASHES / place).open("ab") as count:
        count.write(b".")
        point = f"{place}:{count.tell()}"
    if point in _POINTS:
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
        unknown = _CRASHES / f"older-{name}"
        if unknown.exists():
            unlearn(unknown.read_text("utf-8"))
        made(kernel, name, *args, **kwargs)
        kernel.checkpoint = partial(_checkpoint, name)

    return make


def _announced(name: str, publish: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(publish)
    def about_to(log: Any, batch: Any) -> Any:
        _checkpoint(getattr(log, name), "before-publish")
        return publish(log, batch)

    return about_to


processes.LONGEST_PAUSE = processes.FIRST_PAUSE
setattr(SystemClock, "now", _now)  # noqa: B010 - a plain assignment is refused by the types
for _name, _wrapped in (
    ("act", _at("act", Kernel.act)),
    ("receive", _at("receive", Kernel.receive)),
    ("__init__", _armed(Kernel.__init__)),
):
    setattr(Kernel, _name, _wrapped)
setattr(SqlitePrincipal, "append", _announced("_name", SqlitePrincipal.append))  # noqa: B010 - as above
setattr(KafkaLog, "publish", _announced("_principal", KafkaLog.publish))  # noqa: B010 - as above
