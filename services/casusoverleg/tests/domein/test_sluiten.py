"""When a casus can be closed, by how far a hand-off of it is; and what is said where it cannot.

The table is written from what closing means: nobody lets go of what another has not taken over and
acted on, or of what still waits for an answer.
"""

from typing import Any

import pytest

from casusoverleg.domain.bespreken.steps import SluitCasus
from casusoverleg.domain.overdragen.overdracht import Kant, Stand
from casusoverleg.domain.stappen.circumstances import zetel_aan
from casusoverleg.domain.stappen.hindernis import hindernis
from chain.daden import AANBOD, GROND, bespreking, bevestiging
from chain.daden import commando as c
from infra.testing.nested import put_in

OPEN = "Er staat nog een overdracht open aan cjg."
WACHT = "Er wacht hier nog een overdracht op antwoord."
NIET_BEVESTIGD = "De ontvanger heeft nog niet bevestigd dat er iets gedaan is."
NIETS_GEDAAN = "Van de overdracht aan dit overleg is nog geen actie bevestigd."

LET: dict[Stand, tuple[str | None, str | None]] = {
    Stand.AANGEBODEN: (OPEN, WACHT),
    Stand.INTREKKING_VOOR: (OPEN, WACHT),
    Stand.GEACCEPTEERD: (NIET_BEVESTIGD, NIETS_GEDAAN),
    Stand.INTREKKING_NA: (NIET_BEVESTIGD, NIETS_GEDAAN),
    Stand.GEWEIGERD: (None, None),
    Stand.INGETROKKEN: (None, None),
    Stand.ACTIE_BEVESTIGD: (None, None),
    Stand.AFGESLOTEN: (None, None),
    Stand.TERUGGEGEVEN: (None, None),
    Stand.NIET_BEZORGD: (None, None),
}
"""What keeps who offered it, and who received it, from closing."""

ZIJN_HET_EENS = {Stand.GEACCEPTEERD, Stand.INTREKKING_NA}
"""What was given back and accepted asks nothing any more."""

INTREKKING = c("vraag-intrekking", reden="er-is-al-hulp-elders")
SLUIT = c("sluit-casus", reden="geen-vervolg")


@pytest.fixture
def aangeboden(wereld: Any) -> Any:
    """The ZAT offered a casus to the CJG."""
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    return wereld


@pytest.mark.parametrize("terug", [False, True], ids=["aanbod", "teruggave"])
@pytest.mark.parametrize("kant", Kant)
@pytest.mark.parametrize("stand", Stand)
def test_a_hand_off_keeps_a_casus_open_until_it_came_to_an_end(
    aangeboden: Any, stand: Stand, kant: Kant, terug: bool
) -> None:
    (overdracht,) = aangeboden.casus("zat").overdragen.overdrachten
    van = "1" * 26 if terug else None
    overdracht = put_in(overdracht, kant=kant, stand=stand, teruggave_van=van)
    casus = put_in(aangeboden.casus("zat"), overdrachten=(overdracht,))
    zetel = zetel_aan(aangeboden.convenant, "zat", aangeboden.regie("zat"))
    assert zetel is not None
    geweigerd = hindernis(casus, SluitCasus, zetel)
    verwacht = LET[stand][list(Kant).index(kant)]
    if terug and stand in ZIJN_HET_EENS:
        verwacht = None
    assert (geweigerd and geweigerd.reden) == verwacht


def test_a_withdrawal_that_nobody_answers_keeps_both_sides_open(aangeboden: Any) -> None:
    aangeboden.moet("zat", INTREKKING)
    assert aangeboden.weigert("zat", SLUIT) == OPEN
    assert aangeboden.weigert("cjg", SLUIT) == WACHT
    aangeboden.moet("cjg", c("bestrijd-intrekking"))
    assert aangeboden.weigert("cjg", SLUIT) == WACHT
    aangeboden.moet("zat", INTREKKING)
    aangeboden.moet("cjg", c("bevestig-intrekking"))
    assert not aangeboden.casus("cjg").open
    aangeboden.moet("zat", c("stel-uitkomst-vast", uitkomst="sluiten"))
    aangeboden.moet("zat", SLUIT)


def test_so_does_one_that_was_asked_after_acceptance(aangeboden: Any) -> None:
    aangeboden.moet("cjg", c("accepteer"))
    aangeboden.moet("zat", INTREKKING)
    assert aangeboden.weigert("zat", c("sluit-casus", reden="overgenomen")) == NIET_BEVESTIGD
    assert aangeboden.weigert("cjg", SLUIT) == NIETS_GEDAAN
    aangeboden.moet("cjg", c("bevestig-actie", **bevestiging("2026-03-02")))
    aangeboden.moet("zat", c("sluit-casus", reden="actie-bevestigd"))
    aangeboden.moet("cjg", c("sluit-casus", reden="actie-bevestigd"))


def test_one_that_crossed_the_end_of_it_keeps_nothing_open(aangeboden: Any) -> None:
    aangeboden.doe("zat", INTREKKING)
    aangeboden.doe("cjg", c("weiger", reden="geen-plaats"))
    assert aangeboden.weigert("zat", SLUIT) == OPEN
    aangeboden.bezorg_alles()
    aangeboden.moet("zat", c("stel-uitkomst-vast", uitkomst="sluiten"))
    aangeboden.moet("zat", SLUIT)


@pytest.mark.parametrize(
    ("reden", "zegt"),
    [
        ("plan-afgerond", "Er is geen eigen plan van dit overleg."),
        ("actie-bevestigd", "Er is geen overdracht waarvan actie bevestigd is."),
        ("overgenomen", "Niemand anders heeft deze casus overgenomen."),
        ("geen-vervolg", "Stel eerst vast dat het overleg de casus sluit."),
    ],
)
def test_a_reason_that_is_not_so_closes_nothing(wereld: Any, reden: str, zegt: str) -> None:
    assert wereld.weigert("zat", c("sluit-casus", reden=reden)) == zegt


def test_a_plan_of_before_is_no_reason_for_who_handed_it_over_since(wereld: Any) -> None:
    plan = {"uitvoerder": "mw/schoolmaatschappelijk-werker", "start": "2026-03-02"}
    wereld.bespreek("zat", "eigen-plan")
    wereld.moet("zat", c("stel-plan-vast", beoogd_einde="2026-06-01", **plan))
    wereld.moet("zat", c("stel-uitkomst-vast", uitkomst="overdragen"))
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("cjg", c("accepteer"))
    wereld.moet("cjg", c("bevestig-actie", **bevestiging("2026-03-02")))
    for stap in (c("sluit-casus", reden="plan-afgerond"), c("evalueer-plan", oordeel="op-koers")):
        assert wereld.weigert("zat", stap) == "Er is geen eigen plan van dit overleg."
    wereld.moet("zat", c("sluit-casus", reden="overgenomen"))


def test_the_outcome_of_an_earlier_inbreng_does_not_count_for_the_next(wereld: Any) -> None:
    breng_in = c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND)
    wereld.bespreek("zat", "verder-bespreken")
    wereld.moet("zat", breng_in)
    wereld.bespreek("hco", "sluiten")
    wereld.moet("hco", c("sluit-casus", reden="geen-vervolg"))
    wereld.moet("zat", breng_in)
    hco = wereld.casus("hco")
    assert (hco.open, hco.bespreken.besproken_op, hco.bespreken.uitkomst) == (True, None, None)
    wereld.moet("hco", c("bespreek", **bespreking("2026-03-02")))
    assert wereld.weigert("hco", SLUIT) == (
        "Het overleg dat inbracht wacht nog op de uitkomst; stel die eerst vast."
    )
