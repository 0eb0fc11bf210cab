"""The decisions as the auditor asks for them; the log has them too, and it is the record."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from contracts.events.privacy_gate import VerstrekkingBesloten
from contracts.vocabulary import OpaqueId
from infra.documents import Document, get, put, remove_kind

_BESLUIT = "besluit"


def save(session: Session, besluit: VerstrekkingBesloten) -> None:
    """Save a decision."""
    put(session, _BESLUIT, besluit.besluit, besluit, lookup=besluit.op.isoformat())


def load(session: Session, besluit: OpaqueId) -> VerstrekkingBesloten | None:
    """Load the decision with this id."""
    return get(session, _BESLUIT, besluit, VerstrekkingBesloten)


def besluiten(session: Session, *, vanaf: int, aantal: int) -> Sequence[VerstrekkingBesloten]:
    """Decisions, the latest date of disclosure first: so many, after skipping `vanaf`."""
    rows = session.exec(
        select(Document.body)
        .where(Document.kind == _BESLUIT)
        .order_by(col(Document.lookup).desc(), col(Document.key))
        .offset(vanaf)
        .limit(aantal)
    )
    return [VerstrekkingBesloten.model_validate_json(body) for body in rows]


def forget_all(session: Session) -> None:
    """Forget every decision: they are read anew."""
    remove_kind(session, _BESLUIT)
