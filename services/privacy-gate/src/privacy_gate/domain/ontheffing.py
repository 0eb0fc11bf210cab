"""What lifts the ban on special data besides consent and vital interest (Wbp 22(4), 23(1))."""

from contracts.covenant import Convenant
from contracts.elements import Element
from contracts.events.verstrekking import Ontheffing, VerstrekkingGevraagd
from privacy_gate.domain.weging import GEEN, verstrekkende_kant


def ontheffing(element: Element, verzoek: VerstrekkingGevraagd, convenant: Convenant) -> str:
    """The ground that someone of the sending side recorded for this element, the first of them."""
    for one in geldende(element, verzoek, convenant):
        return one.grond
    return GEEN


def geldende(
    element: Element, verzoek: VerstrekkingGevraagd, convenant: Convenant
) -> tuple[Ontheffing, ...]:
    """What the sending side recorded that lifts the ban for this element; the first counts."""
    sending = verstrekkende_kant(element, verzoek, convenant)
    return tuple(
        one
        for one in verzoek.ontheffingen
        if one.vastgelegd_op <= verzoek.op
        and one.door.organisatie in sending
        and element.id in one.elementen
    )
