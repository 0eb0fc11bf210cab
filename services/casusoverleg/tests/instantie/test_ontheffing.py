"""What lifts the ban on special data goes before the gate, for what it was recorded for only."""

from collections.abc import Callable
from typing import Any

from chain.daden import AANBOD, bespreking
from contracts.events.verstrekking import Aanvulling, VerstrekkingGevraagd
from contracts.vocabulary import Domein, Uitkomst

ZAT = "het-baken/zat-coordinator"
ONTHEVEN = {"wilsonbekwaam": True, "ontheffing": "rechtsvordering"}
OORDEEL = {
    "oordeel": "verstrekken",
    "artikel": "43",
    "belang": "bescherming-van-betrokkene-of-anderen",
    "noodzaak": "De hulp kan anders niet beginnen.",
    "proportionaliteit": "Ja.",
    "subsidiariteit": "Nee.",
    "gronden": "Het kan niet wachten.",
    "geldigTot": "2026-06-01",
}

Maak = Callable[[Domein], Any]


def gevraagd(zat: Any) -> VerstrekkingGevraagd:
    """The last request to the gate."""
    return [f for f in zat.gezegd() if isinstance(f, VerstrekkingGevraagd)][-1]


def aangeboden(zat: Any) -> VerstrekkingGevraagd:
    """The request of an offer that rests on a lifted ban."""
    feit = zat.meld_aan("zat", ZAT, toelichting="Komt vaak te laat.")
    zat.deel(feit, ZAT)
    zat.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-02"))
    zat.stap(ZAT, "zat", "stel-uitkomst-vast", uitkomst="overdragen")
    zat.stap(ZAT, "zat", "draag-over", naar_overleg="cjg", **AANBOD, **ONTHEVEN)
    return gevraagd(zat)


def test_it_is_put_before_the_gate_with_what_goes_along(instantie: Maak) -> None:
    aanbod = aangeboden(instantie(Domein.ONDERWIJS))
    assert aanbod.wilsonbekwaam
    (lifted,) = aanbod.ontheffingen
    assert (lifted.grond, str(lifted.door)) == ("rechtsvordering", ZAT)
    assert lifted.elementen == tuple(element.id for element in aanbod.elementen) != ()


def test_a_supplement_rests_on_what_was_recorded_and_asked_then(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    aanbod = aangeboden(zat)
    zat.handel_af(aanbod, Uitkomst.BEOORDELING)
    zat.stap(ZAT, "zat", "leg-weging-vast", verstrekking=aanbod.verstrekking, **OORDEEL)
    aanvulling = gevraagd(zat)
    assert isinstance(aanvulling.inhoud, Aanvulling)
    assert aanvulling.inhoud.vraag == AANBOD["vraag"]
    assert aanvulling.ontheffingen == aanbod.ontheffingen
