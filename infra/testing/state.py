"""The state of an instance, to be held beside what is built anew from the log."""

from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from infra.database import Database
from infra.documents import DOCUMENTS
from infra.statements import execute

Kept = list[tuple[str, str, str]]

_KEPT = "SELECT kind, key, body FROM document ORDER BY kind, key"


def kept(database: Database, *but: str) -> Kept:
    """Every document, but those of kinds that do not follow from the log."""
    with database.reading() as session:
        found = execute(session, _KEPT).fetchall()
    return [(kind, key, body) for kind, key, body in found if kind not in but]


def rebuilt(file: Path, rebuild: Callable[[Session], object], *but: str) -> Kept:
    """The same, built into an empty database."""
    database = Database(f"sqlite:///{file}")
    database.create(DOCUMENTS)
    try:
        with database.transaction() as session:
            rebuild(session)
        return kept(database, *but)
    finally:
        database.close()
