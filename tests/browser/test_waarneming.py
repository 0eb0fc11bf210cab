"""Somebody away this week: who stands in does the work of a carrier, as pages show it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_rondleiding import (
    KETEN,
    SCHOOL,
    VANDAAG,
    ZORG,
    Desk,
    _meld_aan,
    _van_school_naar_hco,
)

pytestmark = pytest.mark.timeout(180)
LEERPLICHT = "Gijs Kastanje"


@pytest.fixture
def desk(browser_here: Browser, address_zonder_rmc: str) -> Iterator[Desk]:
    """A fresh browser window."""
    context = browser_here.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield Desk(context.new_page(), address_zonder_rmc)
    context.close()


def test_who_stands_in_for_the_rmc_passes_the_outcome_on_and_the_school_hears_it(
    desk: Desk,
) -> None:
    naam = _meld_aan(desk, "Karekiet")
    _van_school_naar_hco(desk, naam)
    desk.als(KETEN)
    desk.open_casus(naam)
    desk.stap("Leg de bespreking vast", op=VANDAAG, jeugdige="aanwezig", ouders="aanwezig")
    desk.stap("Stel de uitkomst vast", uitkomst="terug-naar-inbrenger")

    desk.als(LEERPLICHT)
    domein = desk.page.get_by_role("region", name="Veiligheid")
    desk._druk(domein.get_by_role("link", name="Berichten die iets van u vragen"))
    card = desk.page.locator("article").filter(has_text=naam)
    expect(card).to_contain_text("In plaats van")
    expect(card).to_contain_text("RMC-coördinator")
    desk.bericht("uitkomst", "Doorgeven")

    desk.als(ZORG)
    desk.bericht("terugkoppeling", "Ontvangst bevestigen")
    desk.als(SCHOOL)
    desk.open_casus(naam)
    top = desk.page.get_by_role("region", name="Waar de casus nu is")
    desk._reload_until(lambda: "besloot" in top.inner_text())
