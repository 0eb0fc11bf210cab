"""The inbox and its API."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from contracts.events.casusoverleg import (
    CasusGeopend,
    OverdrachtOntvangen,
    OverdrachtstapVernomen,
    UitkomstVastgesteld,
)
from contracts.events.verwijsindex import MatchOntvangen
from contracts.topics import facts
from contracts.vocabulary import Domein, Functie
from infra.testing.sessions import bearer
from infra.web.site import together
from notifier.worker.deeds import Loket

pytestmark = pytest.mark.anyio

RMC, MANAGER = "rmc0000000000001", "kete000000000001"
REGIE = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
TOPIC = facts("casusoverleg", Domein.VEILIGHEID)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def hco(proef: Callable[..., Any], geopend: Callable[..., CasusGeopend]) -> Any:
    """The RMC-coordinator has an outcome to pass on, the ketenmanager an offer to answer."""
    made = proef(
        Domein.VEILIGHEID, {RMC: "rmc/rmc-coordinator", MANAGER: "veiligheidshuis/ketenmanager"}
    )
    opened = geopend()
    made.hoor(TOPIC, opened)
    outcome = {
        "casus": opened.casus,
        "overleg": "hco",
        "uitkomst": "eigen-plan",
        "ingebracht_door": "zat",
        "weg": "zat-naar-hco",
        "school": "het-baken",
        "door": {"organisatie": "veiligheidshuis", "rol": "ketenmanager"},
        "op": "2026-03-02",
    }
    offer = {
        "convenant": "oefenstad@1",
        "casus": opened.casus,
        "overdracht": "d" * 26,
        "overleg": "hco",
        "van_overleg": "jco",
        "vraag": "advies",
        "gewenst_bewijs": "hulp-is-begonnen",
        "houder": "om",
        "uiterlijk": "2026-02-27",
        "op": "2026-02-20",
    }
    made.hoor(TOPIC, UitkomstVastgesteld.model_validate(outcome))
    made.hoor(TOPIC, OverdrachtOntvangen.model_validate(offer))
    return made


@pytest.fixture
async def client(hco: Any) -> AsyncIterator[httpx.AsyncClient]:
    app = together({hco.parts.base: hco.instance.web})
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://keten.test/veiligheid/notifier"
    ) as it:
        yield it


def als(hco: Any, medewerker: str) -> dict[str, str]:
    return bearer(medewerker, hco.parts.name)


async def test_everyone_sees_what_waits_for_his_own_capacities(
    hco: Any, client: httpx.AsyncClient
) -> None:
    (waiting,) = (await client.get("/v1/berichten", headers=als(hco, RMC))).json()["berichten"]
    assert waiting["soort"] == "uitkomst-terugkoppelen"
    assert waiting["naar"] == "zat"
    assert waiting["mogelijk"] == ["doorgeven"]
    assert (waiting["sinds"], waiting["uiterlijk"]) == ("2026-03-02", "2026-03-09")
    assert waiting["teLaat"] is False
    (offer,) = (await client.get("/v1/berichten", headers=als(hco, MANAGER))).json()["berichten"]
    assert (offer["soort"], offer["teLaat"]) == ("overdracht-ontvangen", True)


async def test_a_deed_and_its_repetition(hco: Any, client: httpx.AsyncClient) -> None:
    mine = als(hco, RMC)
    (waiting,) = (await client.get("/v1/berichten", headers=mine)).json()["berichten"]
    path = f"/v1/berichten/{waiting['id']}/doorgeven"
    for _ in range(2):
        answer = await client.post(path, headers=mine | {"Idempotency-Key": "k1"})
        assert (answer.status_code, answer.json()) == (200, {"status": "doorgegeven"})
    late = await client.post(path, headers=mine)
    assert late.status_code == 409
    assert late.headers["content-type"] == "application/problem+json"
    assert late.json()["detail"] == "Dit bericht is al afgehandeld: doorgegeven."


async def test_a_key_of_one_deed_does_no_other(drie: Any, client: httpx.AsyncClient) -> None:
    mine = als(drie, MANAGER) | {"Idempotency-Key": "k1"}
    waiting = (await client.get("/v1/berichten", headers=mine)).json()["berichten"]
    one, other = [m["id"] for m in waiting if m["stap"] in ("geaccepteerd", "tussenbericht")]
    path = "/v1/berichten/bevestigen"
    for _ in range(2):
        answer = await client.post(path, headers=mine, json={"berichten": [one]})
        assert (answer.status_code, answer.json()) == (200, {"bevestigd": [one]})
    for refused in (
        await client.post(path, headers=mine, json={"berichten": [one, other]}),
        await client.post(f"/v1/berichten/{other}/bevestig", headers=mine),
    ):
        assert refused.status_code == 409
        assert f"voor POST {path}: dat is gedaan." in refused.json()["detail"]
    left = (await client.get("/v1/berichten", headers=mine)).json()["berichten"]
    assert other in {m["id"] for m in left}


@pytest.mark.parametrize(
    ("medewerker", "bericht", "handeling", "status"),
    [
        (MANAGER, None, "doorgeven", 404),
        (RMC, "x" * 26, "doorgeven", 404),
        (RMC, None, "weggooien", 400),
        (RMC, None, "niet-nodig", 409),
    ],
)
async def test_what_cannot_be_done(
    hco: Any,
    client: httpx.AsyncClient,
    *,
    medewerker: str,
    bericht: str | None,
    handeling: str,
    status: int,
) -> None:
    (waiting,) = (await client.get("/v1/berichten", headers=als(hco, RMC))).json()["berichten"]
    path = f"/v1/berichten/{bericht or waiting['id']}/{handeling}"
    answer = await client.post(path, headers=als(hco, medewerker))
    assert answer.status_code == status


async def test_nobody_else_gets_in(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/berichten")).status_code == 401


async def test_the_inbox_shows_what_to_do_and_by_when(hco: Any, client: httpx.AsyncClient) -> None:
    shown = (await client.get("/", headers=als(hco, RMC))).text
    assert "Wacht op u (1)" in shown
    assert "De casus is besproken. Geef de uitkomst door." in shown
    assert "09-03-2026" in shown
    assert "Doorgeven</button>" in shown
    assert "Niet nodig</button>" not in shown
    late = (await client.get("/", headers=als(hco, MANAGER))).text
    assert "Te laat" in late


async def test_a_button_does_it_and_shows_that_receipt_is_awaited(
    hco: Any, client: httpx.AsyncClient
) -> None:
    mine = als(hco, RMC)
    (waiting,) = (await client.get("/v1/berichten", headers=mine)).json()["berichten"]
    answer = await client.post(f"/berichten/{waiting['id']}/doorgeven", headers=mine)
    assert (answer.status_code, answer.headers["location"]) == (303, "/veiligheid/notifier/")
    shown = (await client.get("/", headers=mine)).text
    assert "In dit domein wacht er niets op u." in shown
    assert "Doorgegeven, nog niet bevestigd (1)" in shown


async def test_an_offer_leads_to_its_answer_and_is_not_acknowledged(
    hco: Any, client: httpx.AsyncClient
) -> None:
    mine = als(hco, MANAGER)
    (offer,) = (await client.get("/v1/berichten", headers=mine)).json()["berichten"]
    assert (offer["mogelijk"], offer["vraagt"]) == ([], ["accepteer", "weiger", "vraag-terug"])
    refused = await client.post(f"/v1/berichten/{offer['id']}/bevestig", headers=mine)
    assert refused.status_code == 409
    assert "accepteer of weiger de overdracht" in refused.json()["detail"]
    together = await client.post(
        "/v1/berichten/bevestigen", headers=mine, json={"berichten": [offer["id"]]}
    )
    assert together.json() == {"bevestigd": []}
    shown = (await client.get("/", headers=mine)).text
    assert "Accepteer of weiger de overdracht</a>" in shown
    assert f"/casussen/{offer['casus']}?stap=accepteer&amp;stap=weiger" in shown
    assert "Ontvangst bevestigen" not in shown
    assert "Wacht op u (1)" in shown


@pytest.fixture
def drie(hco: Any) -> Any:
    """Three steps of the other side became known; one of them asks for something."""
    for number, stap in enumerate(("geaccepteerd", "tussenbericht", "vraag-terug")):
        news = {
            "casus": geopende_casus(hco),
            "overdracht": str(number) * 26,
            "overleg": "hco",
            "stap": stap,
            "door": {"organisatie": "om", "rol": "officier-van-justitie"},
            "houder": "om",
            "op": "2026-03-02",
        }
        hco.hoor(TOPIC, OverdrachtstapVernomen.model_validate(news))
    return hco


def geopende_casus(hco: Any) -> str:
    (offer,) = [
        one
        for one, _ in Loket(hco.instance.kernel, Domein.VEILIGHEID, hco.clock).lopend((REGIE,))
        if one.inhoud.soort == "overdracht-ontvangen"
    ]
    return str(offer.inhoud.casus)


async def test_what_only_tells_something_is_acknowledged_together(
    drie: Any, client: httpx.AsyncClient
) -> None:
    mine = als(drie, MANAGER)
    shown = (await client.get("/", headers=mine)).text
    assert "Wacht op u (2)" in shown
    assert "Ter kennisgeving (2)" in shown
    waiting = (await client.get("/v1/berichten", headers=mine)).json()["berichten"]
    alle = [one["id"] for one in waiting]
    gemeld = [one["id"] for one in waiting if one["stap"] in ("geaccepteerd", "tussenbericht")]
    other = await client.post(
        "/berichten/bevestigen", headers=als(drie, RMC), data={"bericht": alle}
    )
    assert other.status_code == 303
    assert len((await client.get("/v1/berichten", headers=mine)).json()["berichten"]) == 4
    answer = await client.post("/v1/berichten/bevestigen", headers=mine, json={"berichten": alle})
    assert sorted(answer.json()["bevestigd"]) == sorted(gemeld)
    again = await client.post("/berichten/bevestigen", headers=mine, data={"bericht": gemeld})
    assert again.status_code == 303
    left = (await client.get("/v1/berichten", headers=mine)).json()["berichten"]
    assert {one["stap"] for one in left} == {None, "vraag-terug"}
    assert "Ter kennisgeving" not in (await client.get("/", headers=mine)).text


async def test_who_gets_every_match_reads_who_calls_whom(
    proef: Callable[..., Any], geopend: Callable[..., CasusGeopend]
) -> None:
    made, opened = proef(Domein.VEILIGHEID, {MANAGER: "gemeente/zorgregisseur"}), geopend()
    made.hoor(TOPIC, opened)
    match = {
        "casus": opened.casus,
        "overleg": "hco",
        "match": "m" * 26,
        "aan": {"organisatie": "veiligheidshuis", "rol": "ketenmanager"},
        "contact": {"organisatie": "het-baken", "rol": "zat-coordinator"},
        "regisseur": {"organisatie": "gemeente", "rol": "zorgregisseur"},
        "uiterlijk": "2026-03-09",
        "op": "2026-03-02",
    }
    made.hoor(TOPIC, MatchOntvangen.model_validate(match))
    app = together({made.parts.base: made.instance.web})
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://keten.test") as client:
        shown = await client.get(f"{made.parts.base}/", headers=als(made, MANAGER))
    assert "Ketenmanager, veiligheidshuis, met ZAT-coördinator, het-baken" in shown.text


async def test_nothing_ticked_changes_nothing(drie: Any, client: httpx.AsyncClient) -> None:
    mine = als(drie, MANAGER)
    answer = await client.post("/berichten/bevestigen", headers=mine, data={})
    assert answer.status_code == 303
    assert len((await client.get("/v1/berichten", headers=mine)).json()["berichten"]) == 4
    empty = await client.post("/v1/berichten/bevestigen", headers=mine, json={"berichten": []})
    assert empty.status_code == 400
