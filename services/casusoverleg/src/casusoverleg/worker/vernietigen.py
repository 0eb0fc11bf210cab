"""Destroying keys: the deed that follows from the fact, whenever it is found not to be done."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen import BereidVernietigingVoor, Commando, Vernietig
from casusoverleg.domain.vernietigen.wat import nagekomen
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.vernietiging import GegevensVernietigd
from infra.kernel import Kernel
from infra.keys import KeyStore

log = logging.getLogger(__name__)

VERNIETIGEN = "vernietigen"
"""The name of its timer."""


@dataclass
class Vernietiger:
    """Destroys the keys of erased casussen.

    The keys lie in another database than the fact, so the two cannot be committed together: the
    fact comes first, and names the keys. When a process begins, everything that was ever erased
    is destroyed once more: that does nothing, unless an old key store was put back.

    Attributes:
        nagezien: was that done already?
    """

    kernel: Kernel
    keys: KeyStore
    nagezien: bool = False

    def run(self) -> None:
        """Destroy what is still to be destroyed."""
        with self.kernel.database.reading() as session:
            te_doen = store.vernietigingen(session, ook_gedaan=not self.nagezien)
        if not te_doen:
            self.nagezien = True
            return
        sleutels = tuple(sleutel for een in te_doen for sleutel in een.sleutels)
        if not self.keys.destroy_keys(sleutels):
            log.warning("keys were destroyed, and their store is still being read: once more later")
            return
        with self.kernel.database.transaction() as session:
            for een in te_doen:
                store.meld_vernietigd(session, een)
        self.nagezien = True


def wat_er_over_is(
    session: Session, casus: Casus, commando: Commando, keys: KeyStore
) -> dict[str, Any]:
    """What must be known to decide on erasure: the other casussen, and which keys there are."""
    if not isinstance(commando, BereidVernietigingVoor | Vernietig):
        return {}
    return {"andere": _andere(session, casus.id), "sleutels": keys.about}


def _andere(session: Session, casus: str) -> tuple[Casus, ...]:
    return tuple(een for een in store.alle_casussen(session) if een.id != casus)


def te_laat_gekomen(
    session: Session, feit: VerstrekkingBezorgd, op: date
) -> tuple[GegevensVernietigd, ...]:
    """What was on its way to a casus while that was erased, is erased too."""
    casus = store.dossier_van(session, feit.casus).casus
    if casus is None or casus.vernietigd is None or not feit.elementen:
        return ()
    elementen = (gedeeld.element for gedeeld in feit.elementen)
    return nagekomen(casus, elementen, _andere(session, casus.id), op)
