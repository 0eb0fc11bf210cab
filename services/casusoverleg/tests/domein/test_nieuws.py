"""News that was overtaken: a table believes what it did itself, and what it heard last."""

from collections.abc import Collection
from typing import Any

import pytest

from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.stappen.refusal import Weigering
from chain.daden import AANBOD, GROND
from contracts.events.casusoverleg import (
    HouderVernomen,
    InbrengBeantwoord,
    OverdrachtGewijzigd,
    OverdrachtstapVernomen,
)


def doe(wereld: Any, overleg: str, stap: str, **keuze: Any) -> None:
    """A step that is possible; the news of it is on its way."""
    besluit = wereld.doe(overleg, STAPPEN[stap].model_validate(keuze))
    assert not isinstance(besluit, Weigering), besluit


@pytest.mark.parametrize("eerst", ["het-baken", "mw"])
def test_an_old_answer_does_not_take_away_what_was_accepted_since(wereld: Any, eerst: str) -> None:
    wereld = type(wereld)(wereld.convenant)
    wereld.meld_aan("zat", wereld.regie("zat"), houder=eerst)
    wereld.bespreek("zat", "verder-bespreken")
    doe(wereld, "zat", "breng-in", naar_overleg="hco", vraag="bespreken", **GROND)
    wereld.bezorg_alles()
    wereld.bespreek("hco", "overdragen")
    doe(wereld, "hco", "draag-over", naar_overleg="cjg", **AANBOD)
    wereld.bezorg_alles()
    doe(wereld, "cjg", "accepteer")
    wereld.bezorg("cjg")
    doe(wereld, "cjg", "verwijs-door", naar_overleg="zat", **AANBOD)
    while wereld.post["cjg"]:
        wereld.bezorg("cjg")
    doe(wereld, "zat", "accepteer")
    assert wereld.casus("zat").aan_zet

    wereld.bezorg_alles()

    zat = wereld.casus("zat")
    assert (zat.houder, zat.aan_zet, zat.overdragen.inbreng) == ("het-baken", True, None)
    (antwoord,) = (f for _, f in wereld.feiten if isinstance(f, InbrengBeantwoord))
    assert antwoord.houder == "het-baken"


def test_who_brings_in_a_casus_that_was_asked_about_says_who_holds_it_now(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    doe(
        wereld, "zat", "stel-navraag", naar_overleg="hco", vraag="is-de-jeugdige-besproken", **GROND
    )
    doe(wereld, "zat", "draag-over", naar_overleg="cjg", **AANBOD)
    wereld.bezorg_alles()
    doe(wereld, "cjg", "accepteer")
    wereld.bezorg_alles()
    assert wereld.casus("hco").houder == "het-baken"
    wereld.bespreek("cjg", "verder-bespreken")
    doe(wereld, "cjg", "breng-in", naar_overleg="hco", vraag="bespreken", **GROND)
    wereld.bezorg_alles()
    (vernomen,) = (
        f for tafel, f in wereld.feiten if isinstance(f, HouderVernomen) and tafel == "hco"
    )
    assert vernomen.houder == wereld.casus("hco").houder == "cjg-huis"


def test_also_where_that_is_who_held_it_when_it_was_asked_about(wereld: Any) -> None:
    wereld.bespreek("zat", "verder-bespreken")
    vraag = "is-de-jeugdige-besproken"
    doe(wereld, "zat", "stel-navraag", naar_overleg="hco", vraag=vraag, **GROND)
    doe(wereld, "zat", "breng-in", naar_overleg="hco", vraag="bespreken", **GROND)
    wereld.bezorg_alles()
    (vernomen,) = (f for _, f in wereld.feiten if isinstance(f, HouderVernomen))
    assert vernomen.houder == "het-baken"


RING = (
    ("hco", "draag-over", "loket"),
    ("loket", "verwijs-door", "cjg"),
    ("cjg", "verwijs-door", "zat"),
)
"""Once round: the ZAT brings it in, and from table to table it comes back to the ZAT."""


def rond(wereld: Any, *, hoort: Collection[str]) -> None:
    """Let it go round; what a table outside `hoort` tells is under way still, but for its offer."""
    wereld.bespreek("zat", "verder-bespreken")
    doe(wereld, "zat", "breng-in", naar_overleg="hco", vraag="bespreken", **GROND)
    wereld.bezorg_alles()
    wereld.bespreek("hco", "overdragen")
    for van, stap, naar in RING:
        doe(wereld, van, stap, naar_overleg=naar, **AANBOD)
        bezorg_van(wereld, (*hoort, van))
        doe(wereld, naar, "accepteer")
        bezorg_van(wereld, hoort)


def bezorg_van(wereld: Any, tafels: Collection[str]) -> None:
    while any(wereld.post[van] for van in tafels):
        for van in tafels:
            wereld.bezorg(van)


def houders(wereld: Any) -> dict[str, str]:
    return {naam: casus.houder for naam, casus in wereld.casussen.items() if casus}


def aan_zet(wereld: Any) -> list[str]:
    return [naam for naam, casus in wereld.casussen.items() if casus and casus.aan_zet]


def test_old_news_after_a_ring_of_four_tables_does_not_undo_it(wereld: Any) -> None:
    rond(wereld, hoort=("zat", "loket", "cjg"))
    oud = [v.inhoud.houder for v in wereld.post["hco"] if v.naar_overleg == "zat"]
    assert oud == ["bjz", "cjg-huis", "het-baken"]
    assert (wereld.casus("zat").houder, aan_zet(wereld)) == ("het-baken", ["zat"])
    wereld.bezorg_alles()
    assert set(houders(wereld).values()) == {"het-baken"}
    assert aan_zet(wereld) == ["zat"]
    assert wereld.casus("zat").overdragen.inbreng is None


def test_nor_after_it_was_handed_on_once_more(wereld: Any) -> None:
    rond(wereld, hoort=("zat", "loket", "cjg"))
    doe(wereld, "zat", "verwijs-door", naar_overleg="loket", **AANBOD)
    bezorg_van(wereld, ("zat", "loket", "cjg"))
    doe(wereld, "loket", "accepteer")
    bezorg_van(wereld, ("zat", "loket", "cjg"))
    assert (wereld.casus("zat").houder, aan_zet(wereld)) == ("bjz", ["loket"])
    while wereld.post["hco"]:
        wereld.bezorg("hco")
        assert wereld.casus("zat").houder == "bjz"
    wereld.bezorg_alles()
    assert set(houders(wereld).values()) == {"bjz"}
    assert aan_zet(wereld) == ["loket"]


def test_what_is_withdrawn_before_acceptance_stays_with_who_held_it(wereld: Any) -> None:
    wereld.bespreek("zat", "verder-bespreken")
    doe(wereld, "zat", "breng-in", naar_overleg="hco", vraag="bespreken", **GROND)
    wereld.bezorg_alles()
    wereld.bespreek("hco", "overdragen")
    doe(wereld, "hco", "draag-over", naar_overleg="cjg", **AANBOD)
    wereld.bezorg_alles()
    doe(wereld, "hco", "vraag-intrekking", reden="er-is-al-hulp-elders")
    wereld.bezorg_alles()
    doe(wereld, "cjg", "bevestig-intrekking")
    wereld.bezorg_alles()
    stappen = (OverdrachtGewijzigd, OverdrachtstapVernomen)
    assert {f.houder for _, f in wereld.feiten if isinstance(f, stappen)} == {"het-baken"}
    assert set(houders(wereld).values()) == {"het-baken"}
    assert aan_zet(wereld) == ["hco"]
