"""Lies on the path of a chain under test: at given checkpoints the process kills itself, once each.

`KETEN_CRASH` holds points, `<instance>:<checkpoint>:<nth time>` with commas between.
`KETEN_CRASHES` is a directory: a file `armed` in it starts the counting, and a file per point
says that it happened, so that the process that is started again lives.
"""

import os
import signal
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from infra.kernel.kernel import Kernel

_POINTS = os.environ["KETEN_CRASH"].split(",")
_CRASHES = Path(os.environ["KETEN_CRASHES"])

_reached: Counter[str] = Counter()
_made = Kernel.__init__


def _checkpoint(instance: str, checkpoint: str) -> None:
    if not (_CRASHES / "armed").exists():
        return
    here = f"{instance}:{checkpoint}"
    _reached[here] += 1
    point = f"{here}:{_reached[here]}"
    if point in _POINTS and not (_CRASHES / point).exists():
        (_CRASHES / point).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _armed(kernel: Kernel, name: str, *args: Any, **kwargs: Any) -> None:
    _made(kernel, name, *args, **kwargs)
    kernel.checkpoint = partial(_checkpoint, name)


Kernel.__init__ = _armed  # type: ignore[assignment, method-assign]  # no other door
