"""An exclusive lease on a database: one process at a time works on behalf of an instance."""

import fcntl
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError


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


class OnConnection:
    """A lease by PostgreSQL's advisory lock on the current schema: it ends with its connection.

    Whoever holds it writes on that very connection, so that who lost the lease without knowing
    cannot write either.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def connection(self) -> Connection:
        """The connection that has the lease; where the server cut it off, a new one that took it.

        Raises:
            InUse: another connection holds it.
        """
        if self._connection is None or not _lives(self._connection):
            self.release()
            self._connection = self._taken()
        return self._connection

    def release(self) -> None:
        """Close the connection, and let another process have the lease."""
        connection, self._connection = self._connection, None
        if connection:
            with suppress(DBAPIError):
                connection.close()

    def _taken(self) -> Connection:
        connection = self._engine.connect()
        with ExitStack() as undo:
            undo.callback(connection.close)
            with connection.begin():
                taken = connection.exec_driver_sql(_TAKE).scalar()
            if not taken:
                raise InUse(f"{self._engine.url.username}@{self._engine.url.database}")
            undo.pop_all()
        return connection


_TAKE = (
    "SELECT pg_try_advisory_lock"
    "(hashtextextended(current_database() || '.' || current_schema(), 0))"
)


def _lives(connection: Connection) -> bool:
    if connection.closed:
        return False
    try:
        with connection.begin():
            connection.exec_driver_sql("SELECT 1")
    except DBAPIError:
        return False
    return True


def _nothing() -> None:
    return None
