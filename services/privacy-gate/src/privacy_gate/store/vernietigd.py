"""Which casussen were erased at their table, and which domains keep nothing of a person."""

from sqlmodel import Session

from contracts.vocabulary import Domein, Frozen, OpaqueId
from infra.documents import get, put, remove

_CASUS, _PERSOON = "vernietigd.casus", "vernietigd.persoon"


class _Vernietigd(Frozen):
    """There is nothing more to say of it."""


def meld_casus(session: Session, domein: Domein, casus: OpaqueId) -> None:
    """A casus was erased."""
    put(session, _CASUS, f"{domein}|{casus}", _Vernietigd())


def casus_vernietigd(session: Session, domein: Domein, casus: OpaqueId) -> bool:
    """Was this casus erased, and not opened again since?"""
    return get(session, _CASUS, f"{domein}|{casus}", _Vernietigd) is not None


def meld_persoon(session: Session, domein: Domein, root: OpaqueId) -> None:
    """A domain keeps nothing about the person with this root any more."""
    put(session, _PERSOON, f"{domein}|{root}", _Vernietigd())


def persoon_vernietigd(session: Session, domein: Domein, root: OpaqueId) -> bool:
    """Does this domain keep nothing about that person any more?"""
    return get(session, _PERSOON, f"{domein}|{root}", _Vernietigd) is not None


def heropen(session: Session, domein: Domein, casus: OpaqueId, root: OpaqueId) -> None:
    """Something is provided that opens a casus again, about that person."""
    remove(session, _CASUS, f"{domein}|{casus}")
    remove(session, _PERSOON, f"{domein}|{root}")
