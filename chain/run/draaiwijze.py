"""How the chain of a data directory runs: its databases know offsets of one log, and no other."""

from pathlib import Path
from typing import Literal

from chain.faults import UserFault

Draaiwijze = Literal["zonder Kafka", "op Kafka", "op Kafka en PostgreSQL"]


_NOTE = "draaiwijze"


def way_of(root: Path) -> str | None:
    """How the chain of this directory runs, if it ever did."""
    note = root / _NOTE
    return note.read_text(encoding="utf-8") if note.exists() else None


def keep_to(root: Path, way: Draaiwijze) -> None:
    """Note how it runs, the first time; afterwards it must be the same.

    Raises:
        UserFault: it ran in another way before.
    """
    known = way_of(root)
    if known is None:
        (root / _NOTE).write_text(way, encoding="utf-8")
    elif known != way:
        raise UserFault(
            f"De keten in {root} draaide tot nu toe {known}, en nu {way}: dat gaat niet samen. "
            "Kies een andere map met --data."
        )
