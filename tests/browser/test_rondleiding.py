"""docs/rondleiding.md, step by step: a case from school to a confirmed answer, by pages alone."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.timeout(180)

SCHOOL, ZORG = "Ahmed Beukenhout", "Marijke Berkenrode"
KETEN, RMC, CJG = "Samira Eikenboom", "Nadia Korenbloem", "Yvonne Lindenlaan"
VANDAAG = f"{date.today():%d-%m-%Y}"  # noqa: DTZ011 - the day that the pages show


class Desk:
    """Someone behind the browser: picks who he is, and works through the pages."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def als(self, naam: str) -> None:
        """Be this person from now on."""
        self.page.goto(f"{self.address}/")
        self._reload_until(lambda: self.page.get_by_role("button", name=naam).count())
        self._druk(self.page.get_by_role("button", name=naam))

    def open_casus(self, naam: str) -> None:
        """Find the young person on the board, once the case has come there."""
        self.naar("Casussen")
        row = self.page.locator("article, li, tr, .card").filter(has_text=naam)
        self._reload_until(row.count)
        self._druk(row.first.get_by_role("link").first)

    def stap(self, titel: str, **velden: str | list[str]) -> None:
        """Open a step of the casus, fill in its form and send it."""
        kader = self.page.locator("details").filter(
            has=self.page.locator("summary", has_text=titel)
        )
        self._reload_until(kader.count)
        if kader.first.get_attribute("open") is None:
            kader.first.locator("summary").click()
        for veld, waarde in velden.items():
            self._vul(kader.first, veld, waarde)
        self._druk(kader.first.get_by_role("button", name=titel))

    def bericht(self, zin: str, knop: str) -> None:
        """Answer the message with this sentence."""
        self.naar("Berichten")
        button = self.page.get_by_role("button", name=knop)
        card = self.page.locator("article").filter(has_text=zin).filter(has=button)
        self._reload_until(card.count)
        self._druk(card.last.get_by_role("button", name=knop))

    def naar(self, link: str) -> None:
        """Follow a link of the menu."""
        menu = self.page.get_by_role("navigation")
        self._druk(menu.get_by_role("link", name=link, exact=True))

    def _druk(self, knop: Locator) -> None:
        """Press a button, or a link, and wait for the page that follows."""
        with self.page.expect_navigation():
            knop.click()

    def _vul(self, kader: Locator, veld: str, waarde: str | list[str]) -> None:
        inputs = kader.locator(f"[name$={veld}]")
        if isinstance(waarde, list):
            for one in waarde:
                kader.locator(f"[name$={veld}][value='{one}']").check()
        elif inputs.first.evaluate("e => e.tagName") == "SELECT":
            inputs.first.select_option(waarde)
        else:
            inputs.first.fill(waarde)

    def _reload_until(self, there: Callable[[], int]) -> None:
        for _ in range(60):
            if there():
                return
            self.page.wait_for_timeout(250)
            self.page.reload()
        pytest.fail(f"niet gevonden op {self.page.url}: {self.page.inner_text('main')[:800]}")


@pytest.fixture
def desk(browser_here: Browser, address: str) -> Iterator[Desk]:
    """A fresh browser window."""
    context = browser_here.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield Desk(context.new_page(), address)
    context.close()


def _meld_aan(desk: Desk, achternaam: str) -> str:
    desk.als(SCHOOL)
    desk.naar("Aanmelden")
    form = desk.page.locator("form").filter(has=desk.page.locator("[name=voornaam]"))
    for veld, waarde in {
        "voornaam": "Kikker",
        "achternaam": achternaam,
        "geboortedatum": "03-04-2012",
        "verzuim": "Twintig uur in vier weken",
    }.items():
        form.locator(f"[name={veld}]").fill(waarde)
    form.locator("[name=informeren]").select_option("geinformeerd")
    with desk.page.expect_navigation():
        form.get_by_role("button", name="Melding versturen").click()
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("elding")
    return f"Kikker {achternaam}"


GROND: dict[str, str | list[str]] = {"grond": "e", "informeren": "geinformeerd"}
GEWOGEN: dict[str, str | list[str]] = {
    "weging_artikel": "9-2",
    "weging_factoren": [
        "verwantschap-van-doelen",
        "aard-van-de-gegevens",
        "gevolgen-voor-betrokkene",
        "wijze-van-verkrijgen",
        "waarborgen",
    ],
    "weging_geldig_tot": "31-12-2099",
}


def test_de_rondleiding(desk: Desk) -> None:
    naam = _meld_aan(desk, "Kroos")
    _van_school_naar_hco(desk, naam)
    _van_hco_naar_cjg(desk, naam)
    _teruggekoppeld(desk, "uitkomst")

    desk.als(CJG)
    desk.open_casus(naam)
    desk.stap("Accepteer de overdracht")
    desk.stap("Bevestig dat er iets gedaan is", bewijs="hulp-is-begonnen", actiedatum=VANDAAG)

    _teruggekoppeld(desk, "gedaan")
    desk.als(RMC)
    desk.naar("Domein veiligheid")
    desk.naar("Berichten")
    expect(desk.page.locator("main")).to_contain_text("Uw terugkoppeling is ontvangen")

    desk.als(KETEN)
    desk.open_casus(naam)
    desk.stap("Sluit de casus af", reden="actie-bevestigd")
    expect(desk.page.locator("main")).to_contain_text("afgesloten")


def _van_school_naar_hco(desk: Desk, naam: str) -> None:
    desk.open_casus(naam)
    desk.stap("Leg de bespreking vast", op=VANDAAG, jeugdige="aanwezig", ouders="aanwezig")
    desk.stap(
        "Breng in bij een ander overleg",
        naar_overleg="hco-tilburg",
        vraag="bespreken",
        doel="afstemming-zorg-en-veiligheid",
        **GROND,
        **GEWOGEN,
    )


def _van_hco_naar_cjg(desk: Desk, naam: str) -> None:
    desk.als(KETEN)
    desk.open_casus(naam)
    desk.stap("Leg de bespreking vast", op=VANDAAG, jeugdige="aanwezig", ouders="aanwezig")
    desk.stap("Stel de uitkomst vast", uitkomst="overdragen")
    desk.stap(
        "Draag over",
        naar_overleg="cjg-tilburg",
        vraag="hulp-starten",
        gewenst_bewijs="hulp-is-begonnen",
        doel="hulpverlening",
        **GROND,
    )


def _teruggekoppeld(desk: Desk, wat: str) -> None:
    """The RMC-coordinator carries it back, and the school acknowledges."""
    desk.als(RMC)
    desk.naar("Domein veiligheid")
    desk.bericht(wat, "Doorgeven")
    desk.als(ZORG)
    desk.bericht("terugkoppeling", "Ontvangst bevestigen")


def test_een_fout_wordt_in_het_nederlands_gezegd(desk: Desk) -> None:
    naam = _meld_aan(desk, "Dril")
    desk.open_casus(naam)
    desk.stap("Leg de bespreking vast", op="31-02-2026", jeugdige="aanwezig", ouders="aanwezig")
    expect(desk.page.get_by_role("alert")).to_contain_text("aandacht nodig")
    assert "Traceback" not in desk.page.content()


@pytest.mark.parametrize("breedte", [320, 1440])
def test_elke_bladzijde_past_op_het_scherm(desk: Desk, breedte: int) -> None:
    desk.page.set_viewport_size({"width": breedte, "height": 900})
    desk.als(SCHOOL)
    for link in ("Aanmelden", "Casussen", "Berichten"):
        desk.naar(link)
        wide = desk.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= breedte, f"{link} is {wide} breed op {breedte}"
