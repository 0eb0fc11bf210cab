"""The weighing of a person (Wbp 9(2), 43): does it cover this element, receiver and day?"""

from contracts.covenant import Convenant
from contracts.elements import Element
from contracts.events.verstrekking import VerstrekkingGevraagd, Weegfactor, Weging
from contracts.vocabulary import Domein, Naam, OpaqueId

GEEN = "geen"


def weging(
    element: Element, verzoek: VerstrekkingGevraagd, convenant: Convenant, naar: Domein
) -> tuple[str, tuple[OpaqueId, ...]]:
    """The article under which the element was weighed, and the id of the weighing."""
    sending = verstrekkende_kant(element, verzoek, convenant)
    for one in verzoek.wegingen:
        in_time = one.gewogen_op <= verzoek.op <= one.geldig_tot
        covers = element.id in one.elementen and one.naar_domein is naar
        if in_time and covers and one.door.organisatie in sending and _volledig(one):
            return one.artikel, (one.id,)
    return GEEN, ()


def _volledig(one: Weging) -> bool:
    """Wbp 9(2) names five factors, to be weighed at least; 43 an interest and its necessity."""
    if one.artikel == "43":
        return one.noodzaak is not None and one.belang is not None
    return set(one.factoren) == set(Weegfactor)


def verstrekkende_kant(
    element: Element, verzoek: VerstrekkingGevraagd, convenant: Convenant
) -> set[Naam]:
    """The organisations that may answer for providing this element: its own, and its table's."""
    return {*organisaties_van(verzoek.van_overleg, convenant), element.vastgelegd_door.organisatie}


def organisaties_van(overleg: Naam, convenant: Convenant) -> set[Naam]:
    """The organisations with a seat at a table."""
    return {seat.organisatie for seat in convenant.overleggen[overleg].functies()}
