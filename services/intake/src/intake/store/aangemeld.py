"""Which reports are in."""

from sqlmodel import Session

from contracts.vocabulary import Frozen, Naam, OpaqueId
from infra.documents import get, put

_KIND = "aangemeld"


class Aangemeld(Frozen):
    """A report that is in; what it says is in the log."""

    casus: OpaqueId
    overleg: Naam
    organisatie: Naam


def save(session: Session, aangemeld: Aangemeld) -> None:
    """This report is in."""
    put(session, _KIND, aangemeld.casus, aangemeld)


def load(session: Session, casus: str) -> Aangemeld | None:
    """The report under this casus id, if it is in."""
    return get(session, _KIND, casus, Aangemeld)
