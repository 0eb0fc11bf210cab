"""What lifts the ban on special data besides consent and vital interest (Wbp 22(4), 23(1))."""

from contracts.covenant import Convenant
from contracts.elements import Element
from contracts.events.verstrekking import VerstrekkingGevraagd
from privacy_gate.domain.weging import GEEN, verstrekkende_kant


def ontheffing(element: Element, verzoek: VerstrekkingGevraagd, convenant: Convenant) -> str:
    """The ground that someone of the sending side recorded for this element, the first of them."""
    sending = verstrekkende_kant(element, verzoek, convenant)
    for one in verzoek.ontheffingen:
        recorded = one.vastgelegd_op <= verzoek.op and one.door.organisatie in sending
        if recorded and element.id in one.elementen:
            return one.grond
    return GEEN
