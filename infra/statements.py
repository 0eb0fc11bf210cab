"""SQL in so many words, for the statements that every event needs.

SQLAlchemy's own statements cost a multiple of what SQLite takes to carry them out. Named
parameters are written `:name`, whatever the driver wants.
"""

import re
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

Row: TypeAlias = dict[str, Any]


def execute(session: Session, statement: str, values: Row | list[Row] | None = None) -> DBAPICursor:
    """Carry out a statement: once with a row of values, or once for each row of a list.

    Raises:
        sqlalchemy.exc.DBAPIError: as SQLAlchemy would, and without the values.
    """
    connection = session.connection()
    dialect = connection.dialect
    cursor = connection.connection.cursor()
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


def row_of(where: tuple[str, int], **values: object) -> Row:
    """The values of a row about a place."""
    return {"topic": where[0], "partition": where[1], **values}


@cache
def _for_driver(statement: str, driver: str) -> str:
    return re.sub(r":(\w+)", r"%(\1)s", statement) if driver == "psycopg" else statement
