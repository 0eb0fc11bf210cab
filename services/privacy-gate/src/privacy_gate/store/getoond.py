"""What the seats of a table were shown of its own elements, so that it can be taken back there."""

from collections.abc import Mapping

from sqlmodel import Session

from contracts.elements import Bewerking
from contracts.vocabulary import Frozen, Naam, OpaqueId
from infra.documents import get, put, remove_found

_GETOOND = "getoond"


class _Kopieen(Frozen):
    ids: dict[Bewerking, OpaqueId]


def save_getoond(
    session: Session,
    overleg: Naam,
    element: OpaqueId,
    ids: Mapping[Bewerking, OpaqueId],
    persoon: OpaqueId,
) -> dict[Bewerking, OpaqueId]:
    """Save which copies of an element a table is shown now; return those it no longer is.

    It is kept with the root of the person that the request is about.
    """
    key = f"{overleg}|{element}"
    before = get(session, _GETOOND, key, _Kopieen)
    put(session, _GETOOND, key, _Kopieen(ids=dict(ids)), lookup=persoon)
    return {b: one for b, one in before.ids.items() if b not in ids} if before else {}


def forget_getoond(session: Session, persoon: OpaqueId) -> None:
    """Forget what is kept with the person with this root."""
    remove_found(session, _GETOOND, persoon)
