"""The resealer: opens what was permitted, after the decision, and seals it for the receiver.

Here the gate is the trusted translator: this module, and no other of the gate, sees values.
It asks nothing and decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.elements import Bewerking, Element, Verzegeld
from contracts.vocabulary import Domein, OpaqueId
from infra.keys import KeyDestroyed, KeyStore, SealBroken
from privacy_gate.domain.verminderen import verminder


@dataclass(frozen=True)
class Mislukt:
    """Why a permitted element could not be passed: an id of `vastleggen.ZONDER_REGEL`."""

    reden: str


class Resealer:
    """Holds the keys of all domains."""

    def __init__(self, keys: Mapping[Domein, KeyStore]) -> None:
        self._keys = keys

    def herverzegel(
        self, element: Element, nieuw: Element, van: Domein, naar: Domein, bewerking: Bewerking
    ) -> Element | Mislukt:
        """`nieuw` (the receiver's ids, the old seal) with the value sealed for the receiver."""
        if van is naar and bewerking is Bewerking.GEEN:
            return element
        try:
            value = verminder(self._keys[van].open(element.waarde, element.id), bewerking)
        except KeyDestroyed:
            return Mislukt("R-VERNIETIGD")
        except SealBroken:
            return Mislukt("R-ZEGEL")
        if value is None:
            return Mislukt("R-VORM")
        sealed = self._seal(naar, value, nieuw.over, nieuw.id)
        return nieuw.model_copy(update={"waarde": sealed})

    def _seal(self, naar: Domein, value: str, over: OpaqueId, context: OpaqueId) -> Verzegeld:
        return self._keys[naar].seal(value, over, context)
