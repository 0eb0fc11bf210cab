"""A key stands for one deed of one caller; other content under it is refused with both facts."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Body, Request

from contracts.vocabulary import Domein, Frozen, Functie
from infra.addressbook import AddressBook
from infra.clock import SetClock
from infra.database import Database
from infra.documents import DOCUMENTS, put
from infra.keys import KeyStore
from infra.parts import Parts
from infra.register import Functieverloop, Wijziging
from infra.testing.sessions import SESSIONS, bearer
from infra.web.claims import Claims
from infra.web.errors import Problem
from infra.web.identity import Ingelogd
from infra.web.once import HEADER, LONGEST
from infra.web.site import make_site, together

pytestmark = pytest.mark.anyio
SITE = "zorg-intake"
JAN, MARK = "jan0000000000000", "mark000000000000"
SECRET_WORDS = "haar vader drinkt"


class Melding(Frozen):
    wat: str
    over: str = ""


class Desk:
    """A site that counts what it does, and what it was asked to do."""

    def __init__(self, folder: Path) -> None:
        self.done: Counter[str] = Counter()
        self.begun, self.may_end = asyncio.Event(), asyncio.Event()
        self.slow = False
        self.folder = folder
        database = Database(f"sqlite:///{folder}/db.sqlite")
        database.create(DOCUMENTS)
        since = (Wijziging(vanaf=date(2010, 1, 1), heeft=True),)
        functie = Functie(organisatie="ggd", rol="arts")
        with database.transaction() as session:
            for who in (JAN, MARK):
                known = Functieverloop(medewerker=who, functie=functie, wijzigingen=since)
                put(session, "register.functie", who, known)
        self.parts = Parts(
            name=SITE,
            domein=Domein.ZORG,
            database=database,
            keys=KeyStore(Database(f"sqlite:///{folder}/keys.sqlite")),
            addressbook=AddressBook(Database(f"sqlite:///{folder}/book.sqlite")),
            clock=SetClock(datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
            sessions=SESSIONS,
            base="/zorg/intake",
            sites={"picker": "/"},
        )
        self.app = together({self.parts.base: make_site(self.parts, title="Proef", api=self.api())})

    def api(self) -> APIRouter:
        """Doors of each kind: a deed, one that refuses, one that breaks, one for files."""
        api = APIRouter()

        @api.post("/meldingen", status_code=201)
        async def report(
            gebruiker: Ingelogd, melding: Annotated[Melding, Body()]
        ) -> dict[str, int]:
            self.begun.set()
            if self.slow:
                await self.may_end.wait()
            if melding.wat == "weg":
                raise Problem(404)
            self.done[melding.wat] += 1
            if melding.wat == "te laat":
                raise Problem(409, "Dat is al gebeurd.")
            if melding.wat == "stuk":
                raise RuntimeError("stuk")
            if melding.wat == "even niet":
                raise Problem(503 if self.done[melding.wat] == 1 else 404)
            return {"nummer": sum(self.done.values())}

        @api.post("/bestand")
        async def file(gebruiker: Ingelogd, request: Request) -> dict[str, int]:
            async with request.form() as posted:
                sent = [
                    v if isinstance(v, str) else (await v.read()).decode() for v in posted.values()
                ]
            raw = "".join(sent) or (await request.body()).decode()
            self.done[raw] += 1
            return {"nummer": sum(self.done.values())}

        return api


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(desk.app, raise_app_exceptions=False)
    url = "http://keten.test/zorg/intake/v1"
    async with httpx.AsyncClient(transport=transport, base_url=url) as it:
        yield it


def head(key: str, who: str = JAN, site: str = SITE) -> dict[str, str]:
    return bearer(who, site) | {HEADER: key}


async def test_the_same_once_more_is_done_once_and_answered_the_same(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    body = {"wat": "a", "over": SECRET_WORDS}
    answers = [await client.post("/meldingen", json=body, headers=head("k")) for _ in range(3)]
    assert {(a.status_code, a.text, a.headers["content-type"]) for a in answers} == {
        (201, '{"nummer":1}', "application/json")
    }
    assert desk.done == {"a": 1}


async def test_other_content_is_refused_with_both_facts_and_is_not_done(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    await client.post("/meldingen", json={"wat": "a"}, headers=head("k"))
    for path, body in (("/meldingen", {"wat": "b"}), ("/bestand", {"wat": "a"}), ("/nergens", {})):
        answer = await client.post(path, json=body, headers=head("k"))
        assert answer.status_code == 409
        assert answer.headers["content-type"] == "application/problem+json"
        said = answer.json()["detail"]
        assert "op 02-03-2026 om 10:30 voor POST /v1/meldingen: dat is gedaan." in said
        assert "Wat u nu stuurt is iets anders; daar is niets mee gedaan." in said
    assert desk.done == {"a": 1}
    assert (await client.post("/meldingen", json={"wat": "b"}, headers=head("k2"))).is_success


async def test_what_was_refused_is_told_with_its_reason(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    for _ in range(2):
        late = await client.post("/meldingen", json={"wat": "te laat"}, headers=head("k"))
        assert (late.status_code, late.json()["detail"]) == (409, "Dat is al gebeurd.")
    other = await client.post("/meldingen", json={"wat": "a"}, headers=head("k"))
    assert "dat is geweigerd (Dat is al gebeurd)" in other.json()["detail"]
    assert desk.done == {"te laat": 1}


async def test_another_caller_has_keys_of_his_own(client: httpx.AsyncClient, desk: Desk) -> None:
    await client.post("/meldingen", json={"wat": "a"}, headers=head("k"))
    his = await client.post("/meldingen", json={"wat": "b"}, headers=head("k", MARK))
    assert (his.status_code, his.json()) == (201, {"nummer": 2})
    for stranger in (head("k", "vreemd0000000000"), head("k", JAN, "zorg-notifier"), {HEADER: "k"}):
        asked = await client.post(
            "/meldingen", json={"wat": "c"}, headers=stranger | {"Origin": "http://keten.test"}
        )
        assert asked.status_code == 401
        assert "sleutel" not in asked.text
    assert desk.done == {"a": 1, "b": 1}


@pytest.mark.parametrize("bad", [{"wat": "weg"}, {}, {"wat": 1}, "geen json"])
async def test_what_was_not_done_leaves_the_key_free(
    client: httpx.AsyncClient, desk: Desk, bad: Any
) -> None:
    wrong = await client.post(
        "/meldingen",
        content=bad if isinstance(bad, str) else json.dumps(bad),
        headers=head("k") | {"Content-Type": "application/json"},
    )
    assert wrong.status_code in (400, 404)
    assert (await client.post("/meldingen", json={"wat": "a"}, headers=head("k"))).is_success
    assert desk.done == {"a": 1}


async def test_after_a_fault_only_the_same_may_come_again(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    broken = {"wat": "stuk"}
    assert (await client.post("/meldingen", json=broken, headers=head("k"))).status_code == 500
    other = await client.post("/meldingen", json={"wat": "a"}, headers=head("k"))
    assert other.status_code == 409
    assert "of dat gelukt is, is nog niet bekend" in other.json()["detail"]
    assert (await client.post("/meldingen", json=broken, headers=head("k"))).status_code == 500
    assert desk.done == {"stuk": 2}


async def test_what_may_have_been_done_does_not_leave_the_key_free(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    for status in (503, 404):
        away = await client.post("/meldingen", json={"wat": "even niet"}, headers=head("k"))
        assert away.status_code == status
        other = await client.post("/meldingen", json={"wat": "a"}, headers=head("k"))
        assert other.status_code == 409
    assert desk.done == {"even niet": 2}


async def test_what_was_done_meanwhile_is_not_forgotten(desk: Desk) -> None:
    claims = Claims(desk.parts)
    claimed, new = claims.claim("k", "POST /", "a")
    claims.settle("k", claimed.model_copy(update={"status": 201}))
    claims.free("k")
    known, again = claims.claim("k", "POST /", "a")
    assert (new, again, known.status) == (True, False, 201)


async def test_of_two_at_once_with_one_key_one_wins(client: httpx.AsyncClient, desk: Desk) -> None:
    desk.slow = True
    first = asyncio.create_task(client.post("/meldingen", json={"wat": "a"}, headers=head("k")))
    await desk.begun.wait()
    async with asyncio.timeout(20):
        second = await client.post("/meldingen", json={"wat": "b"}, headers=head("k"))
    desk.may_end.set()
    assert (await first).status_code == 201
    assert second.status_code == 409
    assert desk.done == {"a": 1}


async def test_many_at_once_with_one_key_do_one_deed(client: httpx.AsyncClient, desk: Desk) -> None:
    sent = [client.post("/meldingen", json={"wat": f"{n}"}, headers=head("k")) for n in range(20)]
    statuses = Counter([answer.status_code for answer in await asyncio.gather(*sent)])
    assert statuses == {201: 1, 409: 19}
    assert sum(desk.done.values()) == 1


@pytest.mark.parametrize(
    ("again", "same"),
    [
        (b'{"wat":"a","over":"b"}', True),
        (b'{ "over" : "b",\n "wat" : "a" }\n', True),
        (rb'{"\u0077at":"a","over":"b"}', True),
        (b'{"wat":"a","over":"B"}', False),
        (b'{"wat":"a","over":"b "}', False),
        (b'{"wat":"a"}', False),
        (b'{"wat":"a","over":["b"]}', False),
        (b'{"wat":"a","over":"b"} x', False),
    ],
)
async def test_json_is_the_same_however_it_is_written(
    client: httpx.AsyncClient, again: bytes, same: bool
) -> None:
    headers = head("k") | {"Content-Type": "application/json"}
    await client.post("/meldingen", content=b'{"wat": "a", "over": "b"}', headers=headers)
    answer = await client.post("/meldingen", content=again, headers=headers)
    assert answer.status_code == (201 if same else 409)


async def test_a_file_is_the_same_however_it_is_cut(client: httpx.AsyncClient, desk: Desk) -> None:
    for boundary in ("een", "twee"):
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        answer = await client.post(
            "/bestand", files={"bestand": ("x.csv", b"a;b\n1;2\n")}, headers=head("k") | kind
        )
        assert (answer.status_code, answer.json()) == (200, {"nummer": 1})
    other = await client.post("/bestand", files={"bestand": b"a;b\n1;3\n"}, headers=head("k"))
    assert other.status_code == 409
    for key, status in (("raw", 200), ("raw", 409)):
        content = f"a;b\n1;{status}\n"
        answer = await client.post("/bestand", content=content, headers=head(key))
        assert answer.status_code == status
    assert sum(desk.done.values()) == 2


async def test_a_key_that_is_none_is_refused_or_left_alone(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    own = bearer(JAN, SITE)
    long = await client.post("/meldingen", json={"wat": "a"}, headers=head("k" * (LONGEST + 1)))
    two = await client.post(
        "/meldingen", json={"wat": "a"}, headers=[*own.items(), (HEADER, "a"), (HEADER, "b")]
    )
    assert (long.status_code, two.status_code, desk.done) == (400, 400, {})
    for wat in ("a", "b"):
        assert (await client.post("/meldingen", json={"wat": wat}, headers=head(""))).is_success
    assert desk.done == {"a": 1, "b": 1}
    for status in (201, 409):
        said = {"wat": f"{status}"}
        longest = await client.post("/meldingen", json=said, headers=head("k" * LONGEST))
        assert longest.status_code == status


async def test_no_content_and_no_plain_digest_of_it_is_kept(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    body = {"wat": "a", "over": SECRET_WORDS}
    for key in ("k1", "k2"):
        assert (await client.post("/meldingen", json=body, headers=head(key))).is_success
    with desk.parts.database.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT key, body FROM document WHERE kind = 'web.sleutel'"
        )
        kept = {str(key): json.loads(body) for key, body in rows}
    assert len(kept) == 2
    assert len({one["digest"] for one in kept.values()}) == 2, "equal contents show"
    raw = b"".join(path.read_bytes() for path in desk.folder.glob("db.sqlite*"))
    assert SECRET_WORDS.encode() not in raw
    assert JAN.encode() not in b"".join(json.dumps(one).encode() for one in kept.items())


async def test_the_document_says_that_every_deed_takes_a_key(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    for path in paths.values():
        assert [one["name"] for one in path["post"]["parameters"]] == [HEADER]
        assert "409" in path["post"]["responses"]
