"""Documents: the state of a service, as validated values under a kind and a key."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import MetaData, Text
from sqlmodel import Field, Session, SQLModel

from infra.statements import execute

DOCUMENTS = MetaData()
"""Its tables; the kernel makes them in the database of every instance."""

M = TypeVar("M", bound=BaseModel)


class Document(SQLModel, table=True):
    """A value of a service; `lookup` is what else it is found by."""

    metadata = DOCUMENTS
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    lookup: str = Field(default="", index=True)
    body: str = Field(sa_type=Text)


_PUT = (
    "INSERT INTO document (kind, key, lookup, body) VALUES (:kind, :key, :lookup, :body) "
    "ON CONFLICT (kind, key) DO UPDATE SET lookup = excluded.lookup, body = excluded.body"
)
_GET = "SELECT body FROM document WHERE kind = :kind AND key = :key"
_ALL = "SELECT body FROM document WHERE kind = :kind ORDER BY key"
_FOUND = "SELECT body FROM document WHERE kind = :kind AND lookup = :lookup ORDER BY key"
_REMOVE = "DELETE FROM document WHERE kind = :kind AND key = :key"


def put(session: Session, kind: str, key: str, model: BaseModel, lookup: str = "") -> None:
    """Store a value, in the place of what was there before."""
    body = model.model_dump_json()
    execute(session, _PUT, {"kind": kind, "key": key, "lookup": lookup, "body": body})


def get(session: Session, kind: str, key: str, cls: type[M]) -> M | None:
    """The value under this key, if there is one."""
    found = execute(session, _GET, {"kind": kind, "key": key}).fetchone()
    return _read(cls, found[0]) if found else None


def all_of(session: Session, kind: str, cls: type[M], *, lookup: str | None = None) -> Sequence[M]:
    """All values of a kind (with this `lookup`), in the order of their keys."""
    if lookup is None:
        found = execute(session, _ALL, {"kind": kind})
    else:
        found = execute(session, _FOUND, {"kind": kind, "lookup": lookup})
    return [_read(cls, body) for (body,) in found.fetchall()]


@lru_cache(maxsize=2048)
def _read(cls: type[M], body: str) -> M:
    """The value that a body stands for. The same body is read again at every turn of a casus."""
    return cls.model_validate_json(body)


def remove(session: Session, kind: str, key: str) -> None:
    """Forget the value under this key, if there is one."""
    execute(session, _REMOVE, {"kind": kind, "key": key})
