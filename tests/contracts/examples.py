"""The golden examples: one whole event of every type, made up."""

from pathlib import Path

import contracts
from contracts.events.table import FORMS

FOLDER = Path(contracts.__file__).parent / "examples"
KINDS = {form.kind.__name__: form.kind for form in FORMS}
NAMES = sorted(KINDS)


def example(name: str) -> bytes:
    return (FOLDER / f"{name}.json").read_bytes()
