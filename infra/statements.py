"""SQL in so many words, for the statements that every event needs.

SQLAlchemy's own statements cost a multiple of what SQLite takes to carry them out. Named
parameters are written `:name`, whatever the driver wants.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import zip_longest
from typing import Any, TypeAlias

from sqlalchemy.engine.interfaces import DBAPICursor, Dialect
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

Row: TypeAlias = dict[str, Any]

_DATABASE, _DRIVER, _DIALECT = "database", "driver", "dialect"
"""What a session knows after `attach`."""


def attach(session: Session, database: str) -> None:
    """Let statements go straight to the driver's connection below this session."""
    connection = session.connection()
    session.info[_DATABASE] = database
    session.info[_DRIVER] = connection.connection.dbapi_connection
    session.info[_DIALECT] = connection.dialect


def execute(session: Session, statement: str, values: Row | list[Row] | None = None) -> DBAPICursor:
    """Carry out a statement: once with a row of values, or once for each row of a list.

    Raises:
        sqlalchemy.exc.DBAPIError: as SQLAlchemy would, and without the values.
    """
    dialect: Dialect = session.info[_DIALECT]
    cursor: DBAPICursor = session.info[_DRIVER].cursor()
    written = _for_driver(statement, dialect.driver)
    try:
        if isinstance(values, list):
            cursor.executemany(written, values)
        else:
            cursor.execute(written, values or {})
    except dialect.loaded_dbapi.Error as fault:
        raise DBAPIError.instance(
            statement, None, fault, Exception, hide_parameters=True, dialect=dialect
        ) from fault
    return cursor


@contextmanager
def savepoint(session: Session) -> Iterator[None]:
    """What is done within is undone when it fails; what was done before stands."""
    execute(session, "SAVEPOINT within")
    try:
        yield
    except BaseException:
        execute(session, "ROLLBACK TO SAVEPOINT within")
        raise
    finally:
        execute(session, "RELEASE SAVEPOINT within")


def database_of(session: Session) -> str:
    """Which database this session is on: its URL, without a password."""
    return str(session.info[_DATABASE])


def one_of(name: str, values: Sequence[str]) -> tuple[str, Row]:
    """The placeholders of `IN (...)` for these values, one at least, and the row that fills them.

    Their number is rounded up to a power of two, so that there are few different statements.
    """
    many = 1 << (len(values) - 1).bit_length()
    names = [f"{name}{number}" for number in range(many)]
    filled = dict(zip_longest(names, values, fillvalue=values[-1]))
    return ", ".join(f":{one}" for one in names), filled


def row_of(where: tuple[str, int], **values: object) -> Row:
    """The values of a row about a place."""
    return {"topic": where[0], "partition": where[1], **values}


@cache
def _for_driver(statement: str, driver: str) -> str:
    return re.sub(r":(\w+)", r"%(\1)s", statement) if driver == "psycopg" else statement
