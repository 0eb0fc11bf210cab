"""DNS rebinding: a page of another site, whose name comes to lead here, reads nothing."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from chain.run.sites import PATHS

pytestmark = pytest.mark.timeout(180)

ZORG = "Marijke Berkenrode"
READ = """async paths => await Promise.all(paths.map(async path => {
  const answer = await fetch(path, {redirect: 'manual'})
  return [answer.status, await answer.text()]
}))"""
PICK = """async html => {
  const id = /value="([^"]+)">\\s*<button[^>]*>Marijke/.exec(html)[1]
  const answer = await fetch('/kies', {method: 'POST', body: new URLSearchParams({medewerker: id})})
  return [answer.status, answer.redirected]
}"""


def visit(browser: Browser, origin: str) -> Page:
    """A page at this origin, in which whoever has that name runs what he likes."""
    page = browser.new_page()
    page.goto(f"{origin}/")
    assert page.evaluate("location.origin") == origin
    return page


def test_another_site_reads_nothing_by_leading_its_name_here(
    browser_here: Browser, address: str
) -> None:
    port = urlsplit(address).port
    assert port is not None
    paths = [f"{base.rstrip('/')}/" for base in PATHS.values()]
    paths += [f"{path}v1/openapi.json" for path in paths]

    own = visit(browser_here, address)
    read = dict(zip(paths, own.evaluate(READ, paths), strict=True))
    names = read["/"][1]
    assert ZORG in names
    assert own.evaluate(PICK, names) == [200, True]

    evil = visit(browser_here, f"http://evil.test:{port}")
    for path, (status, said) in zip(paths, evil.evaluate(READ, paths), strict=True):
        assert status == 421, path
        assert ZORG not in said
        assert "openapi" not in said
    assert evil.evaluate(PICK, names)[0] == 421
    assert evil.context.cookies() == []
