"""Documents: the state of a service, as validated values under a kind and a key."""

from collections.abc import Sequence
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
_LATEST = (
    "SELECT body FROM document WHERE kind = :kind AND lookup = :lookup "
    "ORDER BY key DESC LIMIT :most OFFSET :skip"
)
_COUNT = "SELECT COUNT(*) FROM document WHERE kind = :kind AND lookup = :lookup"
_REMOVE = "DELETE FROM document WHERE kind = :kind AND key = :key"
_REMOVE_KIND = "DELETE FROM document WHERE kind = :kind"
_REMOVE_FOUND = "DELETE FROM document WHERE kind = :kind AND lookup = :lookup"


def put(session: Session, kind: str, key: str, model: BaseModel, lookup: str = "") -> None:
    """Store a value, in the place of what was there before.

    What is read back is this very value: it must be what its class would make of its body.
    """
    body = model.model_dump_json()
    _know(model, body)
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


def latest(
    session: Session, kind: str, cls: type[M], *, lookup: str, most: int, skip: int = 0
) -> Sequence[M]:
    """At most so many values of a kind with this `lookup`, the highest keys first."""
    asked = {"kind": kind, "lookup": lookup, "most": most, "skip": skip}
    return [_read(cls, body) for (body,) in execute(session, _LATEST, asked).fetchall()]


def count(session: Session, kind: str, *, lookup: str) -> int:
    """How many values of a kind there are with this `lookup`."""
    found = execute(session, _COUNT, {"kind": kind, "lookup": lookup}).fetchone()
    return int(found[0]) if found else 0


_KNOWN: dict[tuple[type[BaseModel], str], BaseModel] = {}
"""What bodies stand for. What a casus was at one turn is read again at the next."""

_MOST = 2048


def _read(cls: type[M], body: str) -> M:
    """The value that a body stands for."""
    known = _KNOWN.get((cls, body))
    return known if isinstance(known, cls) else _know(cls.model_validate_json(body), body)


def _know(model: M, body: str) -> M:
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    _KNOWN[(type(model), body)] = model
    return model


def remove(session: Session, kind: str, key: str) -> None:
    """Forget the value under this key, if there is one."""
    execute(session, _REMOVE, {"kind": kind, "key": key})


def remove_kind(session: Session, kind: str) -> None:
    """Forget all values of a kind."""
    execute(session, _REMOVE_KIND, {"kind": kind})


def remove_found(session: Session, kind: str, lookup: str) -> None:
    """Forget all values of a kind with this `lookup`."""
    execute(session, _REMOVE_FOUND, {"kind": kind, "lookup": lookup})
