"""Destroying keys: the deed that follows from the fact, whenever it is found not to be done."""

import logging
from dataclasses import dataclass

from casusoverleg import store
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
                store.save_vernietigd(session, een)
        self.nagezien = True
