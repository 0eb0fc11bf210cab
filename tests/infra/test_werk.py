"""The page that says in which domain somebody's work is."""

from typing import Any

import httpx
import pytest

from chain.front.werk import Work
from contracts.vocabulary import Domein
from infra.testing.sessions import SESSIONS, SIGNER
from infra.web.identity import Gebruiker
from infra.web.pages import Link, navigation

INBOX = {"wacht": 3, "terKennisgeving": 1, "teLaat": 0}
TABLES = {"casussen": 2, "vastgelopen": 0, "teWegen": 1, "gezinnen": 0}
SITES = {
    f"{domein}-{service}": f"http://keten.test/{domein}/{service}"
    for domein in Domein
    for service in ("notifier", "casusoverleg")
}


class Parts:
    """As much of the front's parts as this page uses."""

    domein = None
    name = "beheer"
    sites = SITES | {"werk": "http://keten.test/werk"}


def person(*domeinen: Domein) -> Gebruiker:
    return Gebruiker("m" * 16, "Nadia", (), domeinen)


def work(asked: list[httpx.Request], away: str = "") -> Work:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if away and away in str(request.url):
            raise httpx.ConnectError("away")
        return httpx.Response(200, json=INBOX if "notifier" in str(request.url) else TABLES)

    client = httpx.Client(transport=httpx.MockTransport(answer))
    parts: Any = Parts()
    return Work(parts, SIGNER, SITES, client)


def test_each_domain_is_asked_as_who_looks_and_for_itself_alone() -> None:
    asked: list[httpx.Request] = []
    found = work(asked).of(person(Domein.ONDERWIJS, Domein.VEILIGHEID))
    assert [(d.domein, d.postvak, d.tafels) for d in found] == [
        (Domein.ONDERWIJS, INBOX, TABLES),
        (Domein.VEILIGHEID, INBOX, TABLES),
    ]
    for request in asked:
        site = "-".join(request.url.path.split("/")[1:3])
        token = request.headers["authorization"].removeprefix("Bearer ")
        assert SESSIONS.medewerker(token, (site,)) == "m" * 16
        assert [one for one in SITES if SESSIONS.medewerker(token, (one,))] == [site]


def test_a_domain_that_does_not_answer_is_told_and_the_other_shown() -> None:
    found = work([], away="/zorg/notifier").of(person(Domein.ZORG, Domein.JUSTITIE))
    assert [d.postvak for d in found] == [None, INBOX]
    assert [d.tafels for d in found] == [TABLES, TABLES]


def test_who_has_no_domain_asks_nothing() -> None:
    asked: list[httpx.Request] = []
    assert work(asked).of(person()) == ()
    assert asked == []


@pytest.mark.parametrize(("domeinen", "there"), [((Domein.ZORG,), False), (tuple(Domein), True)])
def test_who_works_in_several_domains_finds_it_in_the_menu(
    domeinen: tuple[Domein, ...], *, there: bool
) -> None:
    parts: Any = Parts()
    link = Link("Mijn werk", "http://keten.test/werk")
    assert (link in navigation(parts, person(*domeinen))) is there
