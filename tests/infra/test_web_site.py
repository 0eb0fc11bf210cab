"""A site: who gets in, what errors look like, what every answer carries."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Body, Request, Response
from psycopg.errors import AdminShutdown
from pydantic import Field
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as AllInUse

from contracts.vocabulary import Domein, Frozen, Functie
from infra.addressbook import AddressBook
from infra.clock import SetClock
from infra.database import Database, InUse
from infra.documents import DOCUMENTS, put
from infra.parts import Parts
from infra.register import Functieverloop, Wijziging
from infra.testing.sessions import SESSIONS, SIGNER, bearer
from infra.web.errors import FieldError, Problem
from infra.web.identity import (
    Ingelogd,
    Toezichthouder,
    cookie_of,
    sign_in,
    sign_out,
    token,
)
from infra.web.limits import MAX_BODY
from infra.web.pages import page
from infra.web.session import Signer, new_key
from infra.web.site import make_site, together

SITE = "veiligheid-intake"
PLACES = {SITE: ("http://keten.test/veiligheid/intake",)}
KNOWN, FORMER, GUARD = "bekend0000000000", "weg0000000000000", "wacht00000000000"
pytestmark = pytest.mark.anyio


class Melding(Frozen):
    aantal: int = Field(ge=1)
    op: date
    bsn: str = Field(max_length=9)


api, pages = APIRouter(), APIRouter()


@api.post("/meldingen")
def melding(gebruiker: Ingelogd, melding: Annotated[Melding, Body()]) -> dict[str, str]:
    return {"wie": gebruiker.naam, "op": str(melding.op)}


@api.get("/botsing")
def clash() -> None:
    raise Problem(409, "Dit is al gebeurd.", (FieldError("stap", "Te laat."),))


@api.get("/toezicht", include_in_schema=False)
def watch(gebruiker: Toezichthouder) -> dict[str, str]:
    return {"wie": gebruiker.medewerker}


@api.get("/kapot")
def broken() -> None:
    raise RuntimeError("over jan de geheime")


@pages.get("/")
def start(request: Request, gebruiker: Ingelogd) -> Response:
    return page(request, "error.html", problem=Problem(404, f"Dag {gebruiker.naam}."))


@pages.post("/")
def post(gebruiker: Ingelogd) -> dict[str, str]:
    return {"wie": gebruiker.naam}


@pages.get("/kapot")
def broken_page() -> None:
    raise RuntimeError("over jan de geheime")


def away(fault: str) -> None:
    """A question to a database that is away for the moment."""
    raise {
        "weg": OperationalError("SELECT 'over jan de geheime'", {}, AdminShutdown("geheime")),
        "vol": AllInUse("geheime"),
        "overgenomen": InUse("geheime"),
    }[fault]


api.add_api_route("/even/{fault}", away, include_in_schema=False)
pages.add_api_route("/even/{fault}", away)


@pages.post("/binnen")
def enter(response: Response) -> None:
    sign_in(response, SIGNER, KNOWN, PLACES)


@pages.post("/buiten")
def leave(response: Response) -> None:
    sign_out(response, PLACES)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    database = Database(f"sqlite:///{tmp_path}/db.sqlite")
    database.create(DOCUMENTS)
    functie = Functie(organisatie="rvdk", rol="raadsonderzoeker")
    since = Wijziging(vanaf=date(2010, 1, 1), heeft=True)
    until = Wijziging(vanaf=date(2010, 5, 1), heeft=False)
    guards = Functie(organisatie="rvdk", rol="privacy-functionaris")
    known = (
        (KNOWN, functie, (since,)),
        (FORMER, functie, (since, until)),
        (GUARD, guards, (since,)),
    )
    with database.transaction() as session:
        for who, role, changes in known:
            verloop = Functieverloop(medewerker=who, functie=role, wijzigingen=changes)
            put(session, "register.functie", who, verloop)
    book = AddressBook(Database(f"sqlite:///{tmp_path}/adressen.sqlite"))
    book.add(KNOWN, "R. <b>Smit</b>", "r@voorbeeld.nl")
    parts = Parts(
        name=SITE,
        domein=Domein.VEILIGHEID,
        database=database,
        keys=None,  # type: ignore[arg-type]  # this site seals nothing
        addressbook=book,
        clock=SetClock(datetime(2010, 6, 1, tzinfo=UTC)),
        sessions=SESSIONS,
        base="/veiligheid/intake",
        sites={"picker": "/"},
    )
    site = make_site(parts, title="Proef", api=api, pages=pages)
    app = together({parts.base: site})
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://keten.test/veiligheid/intake"
    ) as it:
        yield it


BEARER = bearer(KNOWN, SITE)
OWN = {"Origin": "http://keten.test"}


async def test_a_token_gets_in_and_the_register_names_the_person(
    client: httpx.AsyncClient,
) -> None:
    body = {"aantal": 1, "op": "2010-06-01", "bsn": "1"}
    answer = await client.post("/v1/meldingen", json=body, headers=BEARER)
    assert answer.json() == {"wie": "R. <b>Smit</b>", "op": "2010-06-01"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer nep"},
        {"Authorization": f"Bearer {token(Signer(new_key()), KNOWN, SITE)}"},
        {"Authorization": f"Basic {token(SIGNER, KNOWN, SITE)}"},
        {"Authorization": f"Bearer {SIGNER.token(KNOWN, SITE, seconds=-1)}"},
        {"Cookie": f"{cookie_of(SITE)}={SIGNER.token(KNOWN, SITE, seconds=-1)}"},
        bearer(FORMER, SITE),
        bearer(KNOWN, "justitie-casusoverleg"),
        {"Cookie": f"{cookie_of(SITE)}={token(SIGNER, KNOWN, 'zorg-intake')}"},
        {"Cookie": f"{cookie_of('zorg-intake')}={token(SIGNER, KNOWN, SITE)}"},
        {"Cookie": f"jeugdketen={token(SIGNER, KNOWN, SITE)}"},
    ],
)
async def test_nobody_else_gets_in(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    answer = await client.post("/v1/meldingen", json={}, headers=headers | OWN)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("U bent niet aangemeld")
    shown = await client.get("/", headers=headers)
    assert (shown.status_code, shown.headers["location"]) == (303, "/")


@pytest.mark.parametrize(("who", "status"), [(GUARD, 200), (KNOWN, 403), (FORMER, 401)])
async def test_only_who_guards_privacy_looks_on(
    client: httpx.AsyncClient, who: str, status: int
) -> None:
    answer = await client.get("/v1/toezicht", headers=bearer(who, SITE))
    assert answer.status_code == status


async def test_every_field_error_in_dutch_and_no_value_echoed(client: httpx.AsyncClient) -> None:
    body = {"aantal": 0, "op": "31-31-2010", "bsn": "1234567890", "geheim": "x"}
    answer = await client.post("/v1/meldingen", json=body, headers=BEARER)
    assert answer.status_code == 400
    assert {e["field"]: e["detail"] for e in answer.json()["errors"]} == {
        "aantal": "Vul ten minste 1 in.",
        "op": "Vul een bestaande datum in, als dag-maand-jaar (in JSON jjjj-mm-dd).",
        "bsn": "Gebruik ten hoogste 9 tekens.",
        "geheim": "Dit veld bestaat hier niet.",
    }
    assert "1234567890" not in answer.text


async def test_broken_json_and_unknown_paths(client: httpx.AsyncClient) -> None:
    headers = BEARER | {"Content-Type": "application/json"}
    answer = await client.post("/v1/meldingen", content=b"{", headers=headers)
    assert answer.json()["errors"] == [{"field": "", "detail": "Dit is geen geldige JSON."}]
    missing = await client.get("/v1/nergens")
    assert (missing.status_code, missing.json()["title"]) == (404, "Not Found")
    page_missing = await client.get("/nergens")
    assert page_missing.status_code == 404
    assert "Dit is hier niet te vinden." in page_missing.text


async def test_a_problem_says_what_is_the_matter(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/botsing")
    assert answer.status_code == 409
    assert answer.json()["detail"] == "Dit is al gebeurd."
    assert answer.json()["errors"] == [{"field": "stap", "detail": "Te laat."}]


@pytest.mark.parametrize("path", ["/v1/kapot", "/kapot"])
async def test_a_fault_is_answered_and_its_text_stays_inside(
    client: httpx.AsyncClient, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await client.get(path)
    assert answer.status_code == 500
    assert "Er is niets verloren" in answer.text
    assert "geheime" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("fault", ["weg", "vol", "overgenomen"])
@pytest.mark.parametrize("base", ["/v1/even", "/even"])
async def test_a_database_that_is_away_is_no_fault_and_one_may_try_again(
    client: httpx.AsyncClient, base: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await client.get(f"{base}/{fault}")
    assert answer.status_code == 503
    assert "probeer het over een minuut opnieuw" in answer.text
    assert ("detail" in answer.text) is (base == "/v1/even")
    assert "geheime" not in answer.text + caplog.text
    assert "answered 503" in caplog.text


@pytest.mark.parametrize(
    "path", ["/", "/v1/botsing", "/v1/kapot", "/kapot", "/nergens", "/static/jeugdketen.css"]
)
async def test_the_headers_stand_on_every_answer(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["api-version"] == "1.0.0"


async def test_a_foreign_page_cannot_post(client: httpx.AsyncClient) -> None:
    assert (await client.post("/binnen", headers=OWN)).status_code == 200
    for headers, status in (
        (OWN, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://elders.test", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://elders.keten.test", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ):
        assert (await client.post("/", headers=headers)).status_code == status


FOREIGN = {"Origin": "http://elders.test"}


@pytest.mark.parametrize("said", ["", " ", "\t"])
async def test_an_authorization_that_says_nothing_is_none(
    client: httpx.AsyncClient, said: str
) -> None:
    await client.post("/binnen", headers=OWN)
    for path in ("/", "/binnen"):
        answer = await client.post(path, headers=FOREIGN | {"Authorization": said})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert (await client.post("/", headers=OWN | {"Authorization": said})).status_code == 200


@pytest.mark.parametrize("said", ["Bearer", "Bearer ", "x", "Basic eA=="])
async def test_who_says_something_is_not_known_by_his_cookie(
    client: httpx.AsyncClient, said: str
) -> None:
    await client.post("/binnen", headers=OWN)
    answer = await client.post("/", headers=FOREIGN | {"Authorization": said})
    assert answer.status_code in (401, 403)


async def test_who_left_is_not_known_any_more(client: httpx.AsyncClient) -> None:
    await client.post("/binnen", headers=OWN)
    assert (await client.get("/")).status_code == 200
    await client.post("/buiten", headers=OWN)
    assert (await client.get("/")).status_code == 303


async def test_the_cookie_stays_on_the_site(client: httpx.AsyncClient) -> None:
    cookie = (await client.post("/binnen", headers=OWN)).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    shown = await client.get("/")
    assert "R. &lt;b&gt;Smit" in shown.text
    assert 'lang="nl"' in shown.text
    assert "style=" not in shown.text


@pytest.mark.parametrize("scheme", ["https", "http"])
async def test_where_a_site_is_secure_its_cookie_is_too(scheme: str) -> None:
    response = Response()
    sign_in(response, SIGNER, KNOWN, {SITE: (f"{scheme}://keten.test/veiligheid/intake",)})
    assert ("Secure" in response.headers["set-cookie"]) is (scheme == "https")


async def test_too_much_is_refused_with_and_without_a_length(client: httpx.AsyncClient) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY // 65536 + 2):
            yield b" " * 65536

    declared = await client.post("/v1/meldingen", content=b" " * (MAX_BODY + 1), headers=BEARER)
    streamed = await client.post("/v1/meldingen", content=chunks(), headers=BEARER)
    assert (declared.status_code, streamed.status_code) == (413, 413)


async def test_the_document_describes_paths_below_v1(client: httpx.AsyncClient) -> None:
    document = (await client.get("/v1/openapi.json")).json()
    assert document["servers"] == [{"url": "/veiligheid/intake/v1"}]
    assert set(document["paths"]) == {"/meldingen", "/botsing", "/kapot"}
    assert "422" not in document["paths"]["/meldingen"]["post"]["responses"]
