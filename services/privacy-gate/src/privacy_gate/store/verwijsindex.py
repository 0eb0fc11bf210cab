"""The reports in the verwijsindex, one per casus at most, and by what a child is known there."""

from collections.abc import Sequence

from sqlmodel import Session

from contracts.vocabulary import Domein, Frozen, OpaqueId
from infra.documents import all_of, get, put, remove
from privacy_gate.domain.verwijsindex import Indexmelding

_KIND, _MELDING = "verwijsindex.kind", "verwijsindex.melding"


class _Kind(Frozen):
    kind: str


def load_token(session: Session, persoon: OpaqueId) -> str | None:
    """Load what the child with this root is known by in every domain, if its BSN was given."""
    found = get(session, _KIND, persoon, _Kind)
    return found.kind if found else None


def save_token(session: Session, persoon: OpaqueId, kind: str) -> None:
    """Save by what the child with this root is known from now on."""
    put(session, _KIND, persoon, _Kind(kind=kind))


def forget_token(session: Session, persoon: OpaqueId) -> None:
    """Forget by what the child with this root is known."""
    remove(session, _KIND, persoon)


def meldingen_over(session: Session, kind: str) -> Sequence[Indexmelding]:
    """The reports of a child."""
    return all_of(session, _MELDING, Indexmelding, lookup=kind)


def save_melding(session: Session, melding: Indexmelding) -> None:
    """Save a report, or what is now known of it."""
    plek = melding.plek
    put(session, _MELDING, f"{plek.domein}|{plek.casus}", melding, lookup=plek.kind)


def remove_melding(session: Session, domein: Domein, casus: OpaqueId) -> None:
    """Remove the report of a casus, if there is one."""
    remove(session, _MELDING, f"{domein}|{casus}")
