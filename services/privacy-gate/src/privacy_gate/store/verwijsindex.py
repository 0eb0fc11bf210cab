"""The reports in the verwijsindex, and by what each child is known there."""

from collections.abc import Sequence

from sqlmodel import Session

from contracts.vocabulary import Domein, Frozen, OpaqueId
from infra.documents import all_of, get, put, remove
from privacy_gate.domain.verwijsindex import Melding

_KIND, _MELDING = "verwijsindex.kind", "verwijsindex.melding"


class _Kind(Frozen):
    kind: str


def token_van(session: Session, persoon: OpaqueId) -> str | None:
    """What the child with this root is known by in every domain, if its BSN was given."""
    found = get(session, _KIND, persoon, _Kind)
    return found.kind if found else None


def leer_token(session: Session, persoon: OpaqueId, kind: str) -> None:
    """From now on the child with this root is known by this."""
    put(session, _KIND, persoon, _Kind(kind=kind))


def meldingen_over(session: Session, kind: str) -> Sequence[Melding]:
    """The reports of a child."""
    return all_of(session, _MELDING, Melding, lookup=kind)


def bewaar(session: Session, melding: Melding) -> None:
    """Take in a report, or what is now known of it."""
    plek = melding.plek
    put(session, _MELDING, f"{plek.domein}|{melding.melding}", melding, lookup=plek.kind)


def verwijder(session: Session, domein: Domein, melding: OpaqueId) -> None:
    """Take a report out."""
    remove(session, _MELDING, f"{domein}|{melding}")
