"""How every word of every closed vocabulary is said to people: a list to be read aloud."""

import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum

import casusoverleg
import contracts
import intake
import notifier
import privacy_gate
from contracts.words import spoken


def opschriften() -> str:
    """A line per vocabulary: its name, and its words as pages say them."""
    lines = (
        f"{name}: {' | '.join(spoken(one.value) for one in kind)}\n"
        for name, kind in vocabularies()
    )
    return "".join(sorted(lines))


def vocabularies() -> Iterator[tuple[str, type[StrEnum]]]:
    """Every closed vocabulary of the language and the services, by its full name."""
    for package in (contracts, casusoverleg, notifier, intake, privacy_gate):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith("__main__") or ".bewijs" in found.name:
                continue
            for name, one in vars(importlib.import_module(found.name)).items():
                own = isinstance(one, type) and one.__module__ == found.name
                if own and issubclass(one, StrEnum) and not name.startswith("_"):
                    yield f"{found.name}.{name}", one
