"""Who stands in for the other side does not do this side's deed; who does not, may."""

from collections.abc import Collection
from typing import Any

import pytest

from casusoverleg.domain.stappen.circumstances import zetel_aan
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.twee_kanten import HandeltAls, twee_kanten
from chain.daden import AANBOD, GROND, bespreking, geoordeeld
from chain.daden import commando as c
from contracts.vocabulary import Functie

ZAT = Functie(organisatie="het-baken", rol="zat-coordinator")
CJG = Functie(organisatie="cjg-huis", rol="procesregisseur")
HCO = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
MW = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")
OORDEEL = geoordeeld("2026-04-01")


def hindert(
    wereld: Any,
    overleg: str,
    commando: Commando,
    own: Functie,
    waargenomen: Collection[Functie],
    *,
    voor: Functie | None = None,
) -> bool:
    """Is somebody with this capacity, who stands in for these, refused; `voor`: else the regie."""
    convenant = wereld.convenant
    zetel = zetel_aan(convenant, overleg, voor or wereld.regie(overleg))
    assert zetel is not None
    hij = HandeltAls(zetel, (own, *waargenomen), waargenomen)
    refused = twee_kanten(wereld.casus(overleg), commando, hij, convenant)
    assert refused is None or "de andere kant" in refused.reden
    return refused is not None


@pytest.fixture
def aangeboden(wereld: Any) -> Any:
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    return wereld


@pytest.mark.parametrize("own", [ZAT, CJG], ids=["offers himself", "accepts himself"])
def test_who_offers_does_not_accept_through_either_seat(aangeboden: Any, own: Functie) -> None:
    (other,) = {ZAT, CJG} - {own}
    assert hindert(aangeboden, "cjg", c("accepteer"), own, (other,))


def test_a_substitute_who_is_no_other_side_accepts(aangeboden: Any) -> None:
    assert not hindert(aangeboden, "cjg", c("accepteer"), HCO, (CJG,))
    assert not hindert(aangeboden, "cjg", c("accepteer"), CJG, (HCO,))


def test_who_asks_does_not_weigh_through_either_seat(aangeboden: Any) -> None:
    (gevraagd,) = (v for v in aangeboden.casus("zat").verstrekken.verzoeken if v.overdracht)
    assert gevraagd.door == ZAT
    weeg = c("leg-weging-vast", verstrekking=gevraagd.verstrekking, **OORDEEL)
    assert hindert(aangeboden, "zat", weeg, MW, (ZAT,), voor=MW)
    assert hindert(aangeboden, "zat", weeg, ZAT, (MW,), voor=MW)
    assert not hindert(aangeboden, "zat", weeg, MW, (HCO,), voor=MW)
    ander = c("leg-weging-vast", verstrekking="9" * 26, **OORDEEL)
    assert not hindert(aangeboden, "zat", ander, MW, (ZAT,), voor=MW)


def test_who_asks_does_not_answer(wereld: Any) -> None:
    vraag = {"naar_overleg": "hco", "vraag": "is-de-jeugdige-besproken"}
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    wereld.moet("zat", c("stel-navraag", **vraag, **GROND))
    answer = c("beantwoord-navraag", antwoord="ja", **GROND)
    assert hindert(wereld, "hco", answer, ZAT, (HCO,))
    assert not hindert(wereld, "hco", answer, CJG, (HCO,))
