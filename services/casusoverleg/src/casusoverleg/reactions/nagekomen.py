"""What arrives for a casus that was erased meanwhile."""

from datetime import date

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.vernietigen.wat import nagekomen
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.vernietiging import GegevensVernietigd


def te_laat_gekomen(
    session: Session, feit: VerstrekkingBezorgd, op: date
) -> tuple[GegevensVernietigd, ...]:
    """What was on its way to a casus while that was erased, is erased too."""
    casus = store.load_dossier(session, feit.casus).casus
    if casus is None or casus.vernietigd is None or not feit.elementen:
        return ()
    elementen = (gedeeld.element for gedeeld in feit.elementen)
    return nagekomen(casus, elementen, store.andere_casussen(session, casus.id), op)
