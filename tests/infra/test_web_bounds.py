"""What is just within a bound is taken, and what is just beyond it is not."""

import asyncio

import pytest
from fastapi import Request, Response
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.web.bodies import BoundedBodies, holds_too_many
from infra.web.errors import Problem
from infra.web.guard import Guard
from infra.web.limits import MAX_BODY, MAX_HEADERS, MAX_MEMBERS, MAX_REQUEST, MAX_URL

FILE = "/bestand"
OWN = (b"authorization", b"Bearer x")


async def size(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def respond(_request: Request, problem: Problem) -> Response:
    return PlainTextResponse(problem.detail, problem.status)


SITE = Starlette(routes=[Route("/{path:path}", size, methods=["GET", "POST"])])
GUARDED = Guard(SITE, respond, frozenset({FILE}))


def asked(
    app: ASGIApp,
    *,
    path: str = "/",
    query: bytes = b"",
    headers: tuple[tuple[bytes, bytes], ...] = (OWN,),
    parts: tuple[bytes, ...] = (b"",),
) -> list[Message]:
    """What is answered to a request that brings its body in these parts."""
    said: list[Message] = []
    left = list(parts)

    async def receive() -> Message:
        body = left.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query,
        "headers": headers,
    }

    async def story() -> None:
        await app(scope, receive, send)

    asyncio.run(story())
    return said


def status(said: list[Message]) -> int:
    found: int = said[0]["status"]
    return found


@pytest.mark.parametrize(("beyond", "answer"), [(0, 200), (1, 414)])
def test_an_address(beyond: int, answer: int) -> None:
    query = b"x" * (MAX_URL - len("/pad") + beyond)
    assert status(asked(GUARDED, path="/pad", query=query)) == answer


@pytest.mark.parametrize(("beyond", "answer"), [(0, 200), (1, 431)])
def test_headers(beyond: int, answer: int) -> None:
    headers = (OWN, *[(b"x", b"1")] * (MAX_HEADERS - 1 + beyond))
    assert status(asked(GUARDED, headers=headers)) == answer


@pytest.mark.parametrize(("path", "most"), [("/", MAX_REQUEST), (FILE, MAX_BODY)])
@pytest.mark.parametrize(("beyond", "answer"), [(0, 200), (1, 413)])
@pytest.mark.parametrize("says_so", [True, False])
def test_a_body(path: str, most: int, beyond: int, answer: int, says_so: bool) -> None:
    parts = (b" " * (most - 10), b" " * (10 + beyond))
    length = ((b"content-length", str(most + beyond).encode()),) if says_so else ()
    assert status(asked(GUARDED, path=path, headers=(OWN, *length), parts=parts)) == answer


@pytest.mark.parametrize(("beyond", "answer"), [(0, 200), (1, 503)])
def test_bodies_together(beyond: int, answer: int) -> None:
    bounded = BoundedBodies(SITE, room=20)
    for _ in range(3):
        assert status(asked(bounded, parts=(b" " * 12, b" " * (8 + beyond)))) == answer


def test_values() -> None:
    assert not holds_too_many([0] * MAX_MEMBERS)
    assert holds_too_many([0] * (MAX_MEMBERS + 1))
    half = MAX_MEMBERS // 2
    assert not holds_too_many({"a": [0] * (half - 1), "b": [0] * (half - 1)})
    assert holds_too_many({"a": [0] * half, "b": [0] * half})


def test_after_an_answer_began_a_fault_adds_none() -> None:
    async def breaks_off(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError

    said = asked(Guard(breaks_off, respond))
    assert [message["type"] for message in said] == ["http.response.start"]
