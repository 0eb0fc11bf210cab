"""The same decisions on another Python: the hash of the last trace must be the same."""

import subprocess
import tempfile
from pathlib import Path

from chain.bench.berichten import LOKET, berichten, convenant
from chain.bench.poort import geketend, rechter
from chain.faults import UserFault
from privacy_gate.store.wetboek import wetboek

ROOT = Path(__file__).parents[2]
NEEDED = ("annotated-types", "msgspec", "pydantic", "pyyaml", "typing")
"""Beginnings of the pins that deciding needs."""

MESSAGES = 1000


def vergelijk(python: str) -> dict[str, object]:
    """Decide there and here; which version that was, and whether the bytes are the same.

    Raises:
        UserFault: it cannot be started, or the packages cannot be had for it.
    """
    with tempfile.TemporaryDirectory() as name:
        venv = Path(name)
        _run(python, "-m", "venv", str(venv))
        there = str(venv / "bin" / "python")
        pins = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
        needed = [pin for pin in pins if pin.startswith(NEEDED)]
        _run(there, "-m", "pip", "install", "--quiet", "--no-deps", *needed)
        version, digest = _run(there, "-c", _THERE).split()
    return {"versie": version, "gelijk": digest == slot()}


def slot() -> str:
    """The hash of the last of a thousand traces."""
    events = list(berichten(LOKET, MESSAGES, seed=3))
    return geketend(rechter(wetboek(), convenant()), events)


_THERE = f"""
import platform, sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "services/privacy-gate/src")!r}]
from chain.bench.pythons import slot
print(platform.python_version(), slot())
"""


def _run(*words: str) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise UserFault(f"Dit lukt niet met {words[0]}: {' '.join(words[1:4])}") from fault
    return done.stdout
