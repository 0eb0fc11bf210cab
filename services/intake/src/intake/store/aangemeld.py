"""Which reports are in."""

from sqlmodel import Session

from contracts.events.intake import CasusAangemeld
from contracts.vocabulary import Frozen, Naam, OpaqueId
from infra.documents import get, put, remove_kind

_KIND = "aangemeld"


class Aangemeld(Frozen):
    """A report that is in; what it says is in the log."""

    casus: OpaqueId
    overleg: Naam
    organisatie: Naam


def save(session: Session, feit: CasusAangemeld) -> None:
    """Save that the report is in of which this was said."""
    known = Aangemeld(casus=feit.casus, overleg=feit.overleg, organisatie=feit.door.organisatie)
    put(session, _KIND, feit.casus, known)


def load(session: Session, casus: str) -> Aangemeld | None:
    """Load the report under this casus id, if it is in."""
    return get(session, _KIND, casus, Aangemeld)


def forget_all(session: Session) -> None:
    """Forget of every report that it is in: the log tells it anew."""
    remove_kind(session, _KIND)
