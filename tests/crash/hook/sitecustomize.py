"""Lies on the path of a chain under test: at one checkpoint, once, the process kills itself.

`KETEN_CRASH` is `<instance>:<point>:<nth time>`; `KETEN_CRASHED` is the file that says it happened,
so that the process that is started again lives.
"""

import os
import signal
from collections import Counter
from pathlib import Path
from typing import Any

from infra.kernel.kernel import Kernel

_INSTANCE, _POINT, _NTH = os.environ["KETEN_CRASH"].split(":")
_CRASHED = Path(os.environ["KETEN_CRASHED"])

_reached: Counter[str] = Counter()
_made = Kernel.__init__


def _checkpoint(point: str) -> None:
    _reached[point] += 1
    if point == _POINT and _reached[point] == int(_NTH) and not _CRASHED.exists():
        _CRASHED.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _armed(kernel: Kernel, name: str, *args: Any, **kwargs: Any) -> None:
    _made(kernel, name, *args, **kwargs)
    if name == _INSTANCE:
        kernel.checkpoint = _checkpoint


Kernel.__init__ = _armed  # type: ignore[method-assign]  # it stands in for a debugger
