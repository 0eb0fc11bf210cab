"""The golden examples: one whole event of every type, made up."""

from pathlib import Path

import contracts
from contracts.events import registry
from contracts.events.payload import PAYLOADS

FOLDER = Path(contracts.__file__).parent / "examples"
KINDS = {kind.__name__: kind for kind in PAYLOADS.values()}
NAMES = sorted(KINDS)

assert registry.OWNERS, "importing the registry is what fills PAYLOADS"


def example(name: str) -> bytes:
    return (FOLDER / f"{name}.json").read_bytes()
