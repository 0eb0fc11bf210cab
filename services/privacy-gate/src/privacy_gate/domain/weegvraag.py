"""What a person is asked where the gate may not decide by itself."""

from contracts.events.verstrekking import Weegvraag
from contracts.vocabulary import OpaqueId, Uitkomst
from privacy_gate.domain.beslissen import Besluit, Elementoordeel
from privacy_gate.domain.regels import artikelen_van


def weegvragen(besluit: Besluit) -> dict[OpaqueId, Weegvraag]:
    """The question about each element that some seat gets only if a person says so."""
    asked = ((one.element.id, _vraag(one, besluit)) for one in besluit.elementen)
    return {element: vraag for element, vraag in asked if vraag.zetels}


def _vraag(one: Elementoordeel, besluit: Besluit) -> Weegvraag:
    left = [(seat, o) for seat, o in one.zetels if o.uitkomst is Uitkomst.BEOORDELING]
    rules = [rule for _, oordeel in left for rule in oordeel.regels]
    return Weegvraag(
        vragen=tuple(dict.fromkeys(rule.vraag for rule in rules)),
        artikelen=artikelen_van(rules, besluit.verzoek.op),
        zetels=tuple(seat for seat, _ in left),
    )
