"""Whatever multiplies at a door is bounded: over real sockets."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from infra.runner import Runner
from infra.web.bodies import BoundedBodies
from infra.web.limits import (
    MAX_AHEAD,
    MAX_BODY,
    MAX_ERRORS,
    MAX_HEAD,
    MAX_HEADERS,
    MAX_MEMBERS,
    MAX_REQUEST,
    MAX_URL,
)
from tests.infra.doors import GET, POST, ended, is_served, opened, play

ENDLESS = {
    "a header line": b"GET / HTTP/1.1\r\nX: " + b"a" * (4 * MAX_HEAD),
    "header lines": b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * MAX_HEAD,
    "a request line": b"GET /" + b"a" * (4 * MAX_HEAD),
    "a trailer": POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + b"a" * (4 * MAX_HEAD),
    "a chunk extension": POST + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"a" * (4 * MAX_HEAD),
    "chunks of one byte": POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * MAX_HEAD,
    "a cookie": b"GET / HTTP/1.1\r\nHost: x\r\nCookie: a=" + b"a" * (2 * MAX_HEAD) + b"\r\n\r\n",
}


@pytest.mark.parametrize("what", ENDLESS)
def test_what_grows_beside_a_body_is_refused(tmp_path: Path, what: str) -> None:
    async def story(runner: Runner) -> None:
        answer = await ended(await opened(runner, ENDLESS[what]))
        assert answer.startswith(b"HTTP/1.1 431")
        assert b"De kop van dit verzoek is te groot." in answer
        await is_served(runner)

    play(tmp_path, story)


def test_only_so_many_requests_ahead(tmp_path: Path) -> None:
    async def story(runner: Runner) -> None:
        reader, writer = await opened(runner, (GET % b"") * MAX_AHEAD)
        for _ in range(MAX_AHEAD):
            assert (await reader.readuntil(b"Goedendag.")).startswith(b"HTTP/1.1 200")
        writer.close()
        flood = await ended(await opened(runner, (GET % b"lang") * 500))
        assert flood.startswith(b"HTTP/1.1 400")
        await is_served(runner)

    play(tmp_path, story)


def test_a_body_that_never_ends_is_refused(tmp_path: Path) -> None:
    async def story(runner: Runner) -> None:
        reader, writer = await opened(runner, POST + b"Transfer-Encoding: chunked\r\n\r\n")
        part = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        for _ in range(MAX_REQUEST // 0x10000 + 1):
            writer.write(part)
        assert (await reader.readline()).startswith(b"HTTP/1.1 413")
        writer.transport.abort()
        await is_served(runner)

    play(tmp_path, story)


def test_the_address_the_headers_and_the_values_are_counted(tmp_path: Path) -> None:
    async def story(runner: Runner) -> None:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{runner.port}") as client:
            long = await client.get("/", params={"vraag": "x" * MAX_URL})
            assert (long.status_code, "te lang" in long.text) == (414, True)
            assert (await client.get("/", params={"vraag": "x" * 1000})).status_code == 200
            many = {f"X-{number}": "1" for number in range(MAX_HEADERS)}
            assert (await client.get("/v1/x", headers=many)).status_code == 431
            own = {"Authorization": "Bearer x"}
            wide = {"aantal": [{"a": 1}] * MAX_MEMBERS}
            answer = await client.post("/v1/meldingen", json=wide, headers=own)
            assert (answer.status_code, answer.json()["status"]) == (413, 413)
            strange = {f"{number:03}" + "naam" * 100: 1 for number in range(3 * MAX_ERRORS)}
            answer = await client.post("/v1/meldingen", json=strange, headers=own)
            assert answer.status_code == 400
            assert len(answer.json()["errors"]) <= MAX_ERRORS
            assert len(answer.content) < 200 * MAX_ERRORS
            deep = await client.post(
                "/v1/meldingen",
                content=b"[" * 200_000,
                headers=own | {"Content-Type": "application/json"},
            )
            assert deep.status_code == 400
            file = b" " * (MAX_REQUEST + 1)
            assert (await client.post("/bestand", content=file, headers=own)).text == str(len(file))
            for path in ("/v1/meldingen", "/"):
                assert (await client.post(path, content=file, headers=own)).status_code == 413
            too_much = b" " * (MAX_BODY + 1)
            assert (await client.post("/bestand", content=too_much, headers=own)).status_code == 413

    play(tmp_path, story)


def test_all_bodies_together_have_their_room(tmp_path: Path) -> None:
    async def answers(app: BoundedBodies, *sizes: int) -> list[int]:
        """The statuses of requests of these sizes, all under way at once."""
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://keten.test"
        ) as client:
            own = {"Authorization": "Bearer x"}
            sent = (client.post("/bestand", content=b" " * n, headers=own) for n in sizes)
            return [answer.status_code for answer in await asyncio.gather(*sent)]

    async def story(runner: Runner) -> None:
        assert runner._site is not None
        app = BoundedBodies(runner._site, room=1000)
        assert sorted(await answers(app, 600, 600)) == [200, 503]
        assert await answers(app, 600) == [200]
        assert await answers(app, 1001) == [503]

    play(tmp_path, story)


def test_a_problem_below_the_sites_is_a_problem_too(tmp_path: Path) -> None:
    async def story(runner: Runner) -> None:
        machine = await ended(await opened(runner, b"POST /v1/x HTTP/1.1\r\nB@d\r\n\r\n"))
        problem = json.loads(machine.partition(b"\r\n\r\n")[2])
        assert (problem["status"], problem["detail"]) == (400, "Dit verzoek is geen geldige HTTP.")
        person = await ended(await opened(runner, b"GET / HTTP/9.9\r\n\r\n"))
        assert person.startswith(b"HTTP/1.1 400")
        assert b"text/plain; charset=utf-8" in person

    play(tmp_path, story)
