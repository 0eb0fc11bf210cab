"""One database of one instance: SQLite, or PostgreSQL where SQLite no longer serves."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, NullPool, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as AllInUse
from sqlmodel import Session

from infra.lease import InUse, Lease, OnConnection, file_lease
from infra.pool import pooled, single
from infra.statements import attach, execute

__all__ = ["TRANSIENT", "Database", "DatabaseDamaged", "DiskFull", "InUse", "Lease"]

PRAGMAS = MappingProxyType(
    {
        "busy_timeout": "10000",
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "foreign_keys": "ON",
        "secure_delete": "ON",
    }
)
"""FULL: what was committed survives a power cut. secure_delete: what was erased is gone."""

KEPT = 2
"""Connections to a file that stay open between two uses; more are opened as they are needed."""

READING = 2
"""Connections to PostgreSQL at most, beside the one of the lease; who wants another one waits."""

_ONE_MAKER_AT_A_TIME = (
    "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.tables', 0))"
)

_SQLITE_FULL, _SQLITE_CORRUPT, _SQLITE_NOTADB = 13, 11, 26


class DatabaseDamaged(Exception):
    """The stored data cannot be read; restore from a backup and let the log be read again."""


class DiskFull(Exception):
    """There is no room to store anything; nothing was stored."""


TRANSIENT = (OperationalError, InterfaceError, AllInUse, DiskFull)
"""What passes by itself: nothing was done, and the same may be tried again later.

No process, timer or watchdog ends because of it. With PostgreSQL: it stops or starts, a connection
was cut, it has no connection left, or two transactions were in each other's way.
"""


class Database:
    """A database that one instance owns.

    Writing transactions of one process are serialised, whichever threads they come from.

    Args:
        url: `sqlite:////path/file.sqlite` or `postgresql+psycopg://...`; a schema of one's
            own is chosen with `?options=-csearch_path%3Dname`.
        connections: to PostgreSQL at most, beside the one of the lease.
    """

    def __init__(self, url: str, connections: int = READING) -> None:
        self.url = make_url(url)
        self.path = _file_of(url)
        self._writing = threading.RLock()
        self._in_transaction = False
        self._engine = (
            _sqlite_engine(url, self.path) if self.path else pooled(self.url, connections)
        )
        # A transaction that will write takes SQLite's write lock at once: upgrading can deadlock.
        self._begin_writing = "BEGIN IMMEDIATE" if self.path else "BEGIN"
        self._most_kept = KEPT if self.path else 0
        self._kept: deque[Session] = deque()
        self._lease: OnConnection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end, or does nothing at all.

        Raises:
            DatabaseDamaged, DiskFull: see there.
            InUse: the lease was lost, and another process has it now.
            RuntimeError: this thread is in a transaction on this database already.
        """
        with self._writing:
            if self._in_transaction:
                raise RuntimeError("a transaction inside a transaction")
            self._in_transaction = True
            begun = self._leased(self._lease) if self._lease else self._begun(self._begin_writing)
            try:
                with _typed_faults(), begun as session:
                    yield session
            finally:
                self._in_transaction = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing.

        Raises:
            DatabaseDamaged: see there.
        """
        with _typed_faults(), self._begun("BEGIN") as session:
            yield session

    @contextmanager
    def _begun(self, begin: str) -> Iterator[Session]:
        """A kept session, from this statement to its commit; after a fault it is not kept."""
        session = self._opened(begin)
        try:
            yield session
            session.flush()
            execute(session, "COMMIT")
        except BaseException:
            _discard(session)
            raise
        if session.identity_map:
            session.expunge_all()
        if len(self._kept) < self._most_kept:
            self._kept.append(session)
        else:
            _discard(session)

    def _opened(self, begin: str) -> Session:
        with suppress(IndexError):
            while True:
                session = self._kept.pop()
                try:
                    execute(session, begin)
                except DBAPIError:
                    # It was cut off meanwhile, or is too busy: a new one will tell which.
                    _discard(session)
                else:
                    return session
        return self._session(self._engine.connect(), begin)

    @contextmanager
    def _leased(self, lease: OnConnection) -> Iterator[Session]:
        """A session on the connection that has the lease: who lost it cannot write."""
        session = self._session(lease.connection(), "BEGIN")
        try:
            yield session
            session.flush()
            execute(session, "COMMIT")
        finally:
            with suppress(DBAPIError):
                session.close()

    def _session(self, connection: Connection, begin: str) -> Session:
        session = Session(connection)
        try:
            attach(session, str(self.url))
            execute(session, begin)
        except BaseException:
            _discard(session)
            raise
        return session

    def create(self, metadata: MetaData) -> None:
        """Make the tables that are not there yet."""
        with self.transaction() as session:
            if not self.path:
                # Processes that share a store start at one moment.
                execute(session, _ONE_MAKER_AT_A_TIME)
            metadata.create_all(session.connection())

    def lock(self) -> Lease:
        """Take the database for this process alone, until the lease is released.

        Raises:
            InUse: another process has it.
        """
        if self.path:
            return file_lease(self.path.with_name(self.path.name + ".lock"))
        lease = OnConnection(single(self.url))
        lease.connection()
        self._lease = lease
        return Lease(self._release)

    def renew(self) -> None:
        """See whether this process still has the lease; take it again if the server cut it off.

        Raises:
            InUse: another process has it now.
        """
        if self._lease:
            with self.transaction():
                pass

    def _release(self) -> None:
        with self._writing:
            lease, self._lease = self._lease, None
            if lease:
                lease.release()

    def scrub(self, table: str) -> bool:
        """Let what was erased from a table leave the files too; False: somebody still reads it.

        SQLite's write-ahead file is emptied; PostgreSQL writes the table anew. What PostgreSQL
        keeps in its own write-ahead log goes when that is recycled.
        """
        if not self.path:
            with _typed_faults(), self._engine.connect() as connection:
                connection.exec_driver_sql(f"VACUUM FULL {table}")
            return True
        # On a connection without a transaction: SQLite refuses a checkpoint within one.
        with _typed_faults(), self._writing, closing(self._engine.raw_connection()) as bare:
            cursor = bare.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_) = cursor.fetchone() or (True,)
            return not busy

    def close(self) -> None:
        """Let go of all connections."""
        while self._kept:
            _discard(self._kept.pop())
        self._release()
        self._engine.dispose()


def _file_of(url: str) -> Path | None:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise ValueError("a database of an instance is a file")
    return Path(parsed.database)


def _sqlite_engine(url: str, path: Path) -> Engine:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=NullPool,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: SqliteConnection, _record: object) -> None:
    # Transactions are begun and ended in so many words, by Database alone.
    connection.isolation_level = None
    for pragma, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {pragma}={value}")


def _discard(session: Session) -> None:
    """Close its connection; what was not committed is undone."""
    connection = session.get_bind()
    with suppress(DBAPIError):
        session.close()
    if isinstance(connection, Connection):
        with suppress(DBAPIError):
            connection.close()


@contextmanager
def _typed_faults() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        kind = _fault_of(error.orig)
        if kind is None:
            raise
        raise kind(type(error.orig).__name__) from error


def _fault_of(error: Any) -> Callable[[str], Exception] | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    state = getattr(error, "sqlstate", None) or ""
    if code in (_SQLITE_CORRUPT, _SQLITE_NOTADB) or state.startswith("XX00"):
        return DatabaseDamaged
    if code == _SQLITE_FULL or state == "53100":
        return DiskFull
    return None
