"""Cards and boards can be read: on a wide screen and a small one, however long a label is."""

import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from infra.testing.processes import KetenProcess

pytestmark = pytest.mark.timeout(300)

PEOPLE = {
    # who, and the domain of which the pages are looked at besides the own one
    "Samira Eikenboom": None,
    "Ahmed Beukenhout": None,
    "Yvonne Lindenlaan": None,
    "Nadia Korenbloem": "Domein veiligheid",
}

MEASURE = """() => [...document.querySelectorAll('.card, .facts')].flatMap(box =>
  [...box.querySelectorAll('p, h3, dd, dt')].map(text => ({
    text: text.innerText.slice(0, 40), tag: text.tagName,
    wide: text.getBoundingClientRect().width, over: text.scrollWidth - text.clientWidth,
    of: box.getBoundingClientRect().width})))"""

LENGTHEN = """() => {
  for (const one of document.querySelectorAll('.facts dt'))
    one.textContent = 'Gemeld bij AMK of Bureau Jeugdzorg en daarna opgeschaald naar';
  for (const one of document.querySelectorAll('.facts dd'))
    one.textContent = 'Samenwerkingsverbandvoortgezetspeciaalonderwijs Midden-Brabant, sinds 1-1';
  for (const one of document.querySelectorAll('.column > h2, .card h3'))
    one.append(' Hulpverleningscasusoverlegvoorjeugdigenenhungezinnen');
}"""


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The front page of the demo, with its sample cases played."""
    data = tmp_path_factory.mktemp("voorbeeld")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = KetenProcess(["demo", "--data", str(data), "--port", str(port)], data / "output.txt")
    try:
        program.answers(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        program.stop()


def _follow(page: Page, to: Locator) -> None:
    """What is measured is the page as it is with its style, not as it comes in."""
    with page.expect_navigation():
        to.click()


def _pages(page: Page, who: str, domain: str | None, address: str) -> Iterator[str]:
    page.goto(f"{address}/")
    for _ in range(60):
        if page.get_by_role("button", name=who).count():
            break
        page.wait_for_timeout(500)
        page.reload()
    _follow(page, page.get_by_role("button", name=who))
    menu = page.get_by_role("navigation")
    if domain:
        _follow(page, menu.get_by_role("link", name=domain))
    for link in ("Casussen", "Berichten"):
        _follow(page, menu.get_by_role("link", name=link, exact=True))
        yield f"{who}: {link}"
        if link == "Casussen" and page.locator(".card h3 a").count():
            _follow(page, page.locator(".card h3 a").first)
            yield f"{who}: casus"


def _unreadable(page: Page) -> list[str]:
    found = [f"page {page.evaluate('document.documentElement.scrollWidth')} wide"]
    found = found if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    for one in page.evaluate(MEASURE):
        beside = one["tag"] in {"DD", "P", "H3"}
        narrow = beside and one["wide"] < min(120, one["of"] / 2)
        if narrow or one["over"] > 1:
            found.append(f"{one['tag']} {one['text']!r}: {one['wide']:.0f} of {one['of']:.0f}")
    return found


@pytest.mark.parametrize("breedte", [320, 1440])
def test_cards_can_be_read(browser_here: Browser, voorbeeld: str, breedte: int) -> None:
    context = browser_here.new_context(viewport={"width": breedte, "height": 900})
    page, cards = context.new_page(), 0
    for who, domain in PEOPLE.items():
        for place in _pages(page, who, domain, voorbeeld):
            cards += page.locator(".card").count()
            assert _unreadable(page) == [], place
            page.evaluate(LENGTHEN)
            assert _unreadable(page) == [], f"{place}, with long labels"
            page.reload()
    context.close()
    assert cards > 20
