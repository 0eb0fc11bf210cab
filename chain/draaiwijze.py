"""How the chain of a data directory runs: its databases know offsets of one log, and no other."""

from pathlib import Path
from typing import Literal

from chain.faults import UserFault

Draaiwijze = Literal["zonder Kafka", "op Kafka", "op Kafka en PostgreSQL"]


def keep_to(root: Path, way: Draaiwijze) -> None:
    """Note how it runs, the first time; afterwards it must be the same.

    Raises:
        UserFault: it ran in another way before.
    """
    note = root / "draaiwijze"
    if not note.exists():
        note.write_text(way, encoding="utf-8")
    known = note.read_text(encoding="utf-8")
    if known != way:
        raise UserFault(
            f"De keten in {root} draaide tot nu toe {known}, en nu {way}: dat gaat niet samen. "
            "Kies een andere map met --data."
        )
