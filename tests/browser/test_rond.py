"""The loop closed on screen: who reported reads what became of it; messages are told apart."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_rondleiding import (
    CJG,
    GEWOGEN,
    GROND,
    KETEN,
    RMC,
    SCHOOL,
    VANDAAG,
    Desk,
    _meld_aan,
    _teruggekoppeld,
    _van_hco_naar_cjg,
)

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def desk(browser_here: Browser, address: str) -> Iterator[Desk]:
    """A fresh browser window."""
    context = browser_here.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield Desk(context.new_page(), address)
    context.close()


def _open(desk: Desk, naam: str) -> None:
    """Open the card of this young person, among those of others."""
    desk.naar("Casussen")
    card = desk.page.locator("article").filter(has_text=naam)
    desk._reload_until(card.count)
    desk._druk(card.get_by_role("heading").get_by_role("link"))


def _breng_in(desk: Desk, naam: str) -> None:
    _open(desk, naam)
    desk.stap("Leg de bespreking vast", op=VANDAAG, jeugdige="aanwezig", ouders="aanwezig")
    desk.stap(
        "Breng in bij een ander overleg",
        naar_overleg="hco-tilburg",
        vraag="bespreken",
        doel="afstemming-zorg-en-veiligheid",
        **GROND,
        **GEWOGEN,
    )


def _leest(desk: Desk, naam: str, *woorden: str) -> str:
    """The school reads these words at the top of its own page."""
    desk.als(SCHOOL)
    _open(desk, naam)
    top = desk.page.get_by_role("region", name="Waar de casus nu is")
    desk._reload_until(lambda: all(woord in top.inner_text() for woord in woorden))
    return top.inner_text()


def test_the_school_reads_on_its_own_page_what_became_of_it(desk: Desk) -> None:
    naam = _meld_aan(desk, "Krulsla")
    _breng_in(desk, naam)
    assert "Hulpverlenings Casusoverleg Tilburg" in _leest(desk, naam, "Ingebracht elders")
    _van_hco_naar_cjg(desk, naam)
    _teruggekoppeld(desk, "uitkomst")
    besloten = _leest(desk, naam, "besloot: overdragen", "aan wie is hier niet bekend")
    assert "Nadia Korenbloem" in besloten

    desk.als(CJG)
    _open(desk, naam)
    desk.stap("Accepteer de overdracht")
    assert "Ligt elders" in _leest(desk, naam, "CJG")
    desk.als(CJG)
    _open(desk, naam)
    desk.stap("Bevestig dat er iets gedaan is", bewijs="hulp-is-begonnen", actiedatum=VANDAAG)
    _teruggekoppeld(desk, "gedaan")
    desk.als(KETEN)
    _open(desk, naam)
    desk.stap("Sluit de casus af", reden="actie-bevestigd")

    op = VANDAAG
    eind = _leest(desk, naam, f"Hulp is begonnen op {op}", "sloot de casus daar af")
    assert "besloot: overdragen" in eind

    desk.page.get_by_role("link", name="Uw berichten over deze casus").click()
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("Uw berichten over C-")


def test_five_messages_are_told_apart_and_found_again(desk: Desk) -> None:
    namen = [_meld_aan(desk, f"Vijf{letter}") for letter in ("aap", "beer", "das", "eend", "fret")]
    for naam in namen:
        desk.als(SCHOOL)
        _breng_in(desk, naam)
    desk.als(KETEN)
    for naam in namen:
        _open(desk, naam)
        desk.stap("Leg de bespreking vast", op=VANDAAG, jeugdige="aanwezig", ouders="aanwezig")
        desk.stap("Stel de uitkomst vast", uitkomst="overdragen")
    desk.als(RMC)
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Mijn werk")
    domein = desk.page.get_by_role("region", name="Veiligheid")
    expect(domein).to_contain_text(re.compile(r"Berichten die iets van u vragen: [5-9]"))
    desk._druk(domein.get_by_role("link", name="Berichten die iets van u vragen"))

    cards = desk.page.locator("article").filter(has_text="Geef de uitkomst door")
    desk._reload_until(lambda: int(cards.count() >= len(namen)))
    heads = [cards.nth(n).locator("h3 + p").inner_text() for n in range(cards.count())]
    assert len(set(heads)) == len(heads)
    assert all(re.match(r"C-\w{4}-\w{4}", head) for head in heads)
    for naam in namen:
        assert naam not in desk.page.url
    own = cards.filter(has_text=namen[2])
    nummer = re.findall(r"C-\w{4}-\w{4}", own.inner_text())[0] if own.count() else heads[0][:11]
    desk._druk(cards.filter(has_text=nummer).get_by_role("button", name="Doorgeven"))
    desk._druk(desk.page.get_by_role("link", name=nummer).first)
    assert nummer in desk.page.title()
    desk._druk(desk.page.get_by_role("link", name="Uw berichten over deze casus"))
    expect(desk.page.locator("main")).to_contain_text("Doorgegeven")


def test_who_may_not_report_is_told_who_may(desk: Desk) -> None:
    desk.als(RMC)
    desk.naar("Aanmelden")
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("iemand anders")
    assert desk.page.get_by_role("table").inner_text()
