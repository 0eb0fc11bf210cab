"""An exclusive lease on a database: one process at a time works on behalf of an instance."""

import fcntl
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, text


class InUse(Exception):
    """Another process works with this database."""


class Lease:
    """Held until released, or until the process ends."""

    def __init__(self, release: Callable[[], None]) -> None:
        self._release = release

    def release(self) -> None:
        """Let another process have it."""
        self._release()
        self._release = _nothing

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def file_lease(path: Path) -> Lease:
    """A lease by a lock on a file; the operating system ends it with the process.

    Raises:
        InUse: another process holds it.
    """
    file = path.open("wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise InUse(path.stem) from None
    return Lease(file.close)


def advisory_lease(engine: Engine) -> Lease:
    """A lease by PostgreSQL's advisory lock on the current schema; it ends with the connection.

    Raises:
        InUse: another connection holds it.
    """
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    key = "hashtextextended(current_database() || '.' || current_schema(), 0)"
    if not connection.execute(text(f"SELECT pg_try_advisory_lock({key})")).scalar():
        connection.close()
        raise InUse(str(engine.url.database))

    def release() -> None:
        connection.execute(text(f"SELECT pg_advisory_unlock({key})"))
        connection.close()

    return Lease(release)


def _nothing() -> None:
    return None
