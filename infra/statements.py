"""SQL in so many words, for the statements that every event needs.

SQLAlchemy's own statements cost a multiple of what SQLite takes to carry them out. Named
parameters are written `:name`, whatever the driver wants.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import CursorResult
from sqlmodel import Session

Row: TypeAlias = dict[str, Any]


def execute(
    session: Session, statement: str, values: Row | Sequence[Row] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Carry out a statement: once with a row of values, or once for each row of a list."""
    connection = session.connection()
    written = _for_driver(statement, connection.dialect.driver)
    return connection.exec_driver_sql(written, values or {})


def row_of(where: tuple[str, int], **values: object) -> Row:
    """The values of a row about a place."""
    return {"topic": where[0], "partition": where[1], **values}


@cache
def _for_driver(statement: str, driver: str) -> str:
    return re.sub(r":(\w+)", r"%(\1)s", statement) if driver == "psycopg" else statement
