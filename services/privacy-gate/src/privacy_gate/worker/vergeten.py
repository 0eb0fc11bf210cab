"""What was destroyed at the tables: the gate lets go of the report, and of what nobody needs."""

from collections.abc import Sequence

from sqlmodel import Session

from contracts.envelope import Envelope, source_of
from contracts.events.vernietiging import GegevensVernietigd
from contracts.topics import vernietigingen
from contracts.vocabulary import Domein, OpaqueId
from infra.kernel import Emission, Moment, Poison, Reactions
from infra.keys import KeyStore
from privacy_gate.store import verwijsindex
from privacy_gate.store.getoond import forget_getoond
from privacy_gate.store.vernietigd import is_vernietigd, remove_vernietigd, save_vernietigd
from privacy_gate.store.vertaling import Adres, Vertaling


class Vergeten:
    """The reaction of the gate.

    Each domain has terms of its own, and news still travels between tables where one of them
    erased its casus. So the translation of a person's ids, and by what the verwijsindex knows him,
    go with the last domain that has him; the report of the casus goes at once.

    Args:
        keys: the gate's own.
    """

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._secret = keys.secret("vertaling")

    def reactions(self) -> Reactions:
        """What the gate does when something was destroyed."""
        return {GegevensVernietigd: self.vergeet_on_gegevens_vernietigd}

    def vergeet_on_gegevens_vernietigd(
        self, session: Session, envelope: Envelope, feit: GegevensVernietigd, _moment: Moment
    ) -> Sequence[Emission]:
        """Take the casus out of the verwijsindex, and forget whom no domain knows any more.

        Raises:
            Poison: it stands where no domain speaks of what it destroyed.
        """
        domein = _domein_van(envelope)
        verwijsindex.remove_melding(session, domein, feit.casus)
        vertaling = Vertaling(session, self._secret)
        for persoon in feit.personen:
            root = vertaling.bekende_wortel("betrokkene", persoon, domein)
            if root is not None:
                save_vernietigd(session, domein, root)
                self._vergeet(session, vertaling, root)
        return ()

    def _vergeet(self, session: Session, vertaling: Vertaling, root: OpaqueId) -> None:
        kennen = [d for d in Domein if vertaling.kent("betrokkene", root, Adres(domein=d))]
        if not all(is_vernietigd(session, domein, root) for domein in kennen):
            return
        # The store of the keys is another database, and goes first: once more does no harm.
        self._keys.destroy(root)
        vertaling.forget(root)
        forget_getoond(session, root)
        verwijsindex.forget_token(session, root)
        for domein in kennen:
            remove_vernietigd(session, domein, (root,))


def _domein_van(envelope: Envelope) -> Domein:
    for domein in Domein:
        if envelope.source == source_of(vernietigingen(domein), 0):
            return domein
    raise Poison("de vernietiging staat niet in de feiten van een domein")
