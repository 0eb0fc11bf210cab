"""Which domains keep nothing of a person any more."""

from collections.abc import Iterable

from sqlmodel import Session

from contracts.vocabulary import Domein, Frozen, OpaqueId
from infra.documents import get, put, remove

_PERSOON = "vernietigd.persoon"


class _Vernietigd(Frozen):
    """There is nothing more to say of it."""


def save_vernietigd(session: Session, domein: Domein, root: OpaqueId) -> None:
    """Save that a domain keeps nothing about the person with this root any more."""
    put(session, _PERSOON, f"{domein}|{root}", _Vernietigd())


def is_vernietigd(session: Session, domein: Domein, root: OpaqueId) -> bool:
    """Does this domain keep nothing about that person any more?"""
    return get(session, _PERSOON, f"{domein}|{root}", _Vernietigd) is not None


def remove_vernietigd(session: Session, domein: Domein, roots: Iterable[OpaqueId]) -> None:
    """Save that a domain has something about these persons, or has it again."""
    for root in roots:
        remove(session, _PERSOON, f"{domein}|{root}")
