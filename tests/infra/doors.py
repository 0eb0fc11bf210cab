"""A site behind a real server, and raw connections to it."""

import asyncio
import errno
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Body, Request
from fastapi.responses import PlainTextResponse

from contracts.vocabulary import Domein, Frozen
from infra.addressbook import AddressBook
from infra.clock import SetClock
from infra.database import Database
from infra.keys import KeyStore
from infra.parts import Parts
from infra.runner import Runner
from infra.testing.sessions import SESSIONS
from infra.web.site import make_site

GET = b"GET /%s HTTP/1.1\r\nHost: keten.test\r\n\r\n"
POST = b"POST /v1/meldingen HTTP/1.1\r\nHost: keten.test\r\nAuthorization: Bearer x\r\n"
Raw: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]

api, pages = APIRouter(), APIRouter()


class Melding(Frozen):
    aantal: int


@api.post("/meldingen")
async def melding(melding: Annotated[Melding, Body()]) -> int:
    return melding.aantal


@pages.get("/")
async def start() -> PlainTextResponse:
    return PlainTextResponse("Goedendag.")


@pages.post("/bestand")
async def bestand(request: Request) -> int:
    body = await request.body()
    await asyncio.sleep(0.1)
    return len(body)


@pages.get("/groot")
async def groot() -> PlainTextResponse:
    return PlainTextResponse("x" * 20_000_000)


@pages.get("/lang")
async def lang() -> PlainTextResponse:
    await asyncio.sleep(1.5)
    return PlainTextResponse("Klaar.")


@pages.get("/op")
async def out_of_files() -> None:
    raise OSError(errno.EMFILE, "Too many open files")


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[Runner]:
    """A real server with this site."""
    parts = Parts(
        name="onderwijs-intake",
        domein=Domein.ONDERWIJS,
        database=Database(f"sqlite:///{folder}/db.sqlite"),
        keys=KeyStore(Database(f"sqlite:///{folder}/keys.sqlite")),
        addressbook=AddressBook(Database(f"sqlite:///{folder}/adressen.sqlite")),
        clock=SetClock(datetime(2010, 6, 1, tzinfo=UTC)),
        sessions=SESSIONS,
        base="",
        sites={},
    )
    site = make_site(parts, title="Proef", api=api, pages=pages, files=("/bestand",))
    runner = Runner([], site=site, hosts=("keten.test", "x"))
    await runner.start()
    try:
        yield runner
    finally:
        await runner.stop()


def play(folder: Path, story: Callable[[Runner], Awaitable[None]]) -> None:
    async def play() -> None:
        async with asyncio.timeout(20), served(folder) as runner:
            await story(runner)

    asyncio.run(play())


async def opened(runner: Runner, sent: bytes = b"") -> Raw:
    reader, writer = await asyncio.open_connection("127.0.0.1", runner.port)
    writer.write(sent)
    return reader, writer


async def ended(raw: Raw) -> bytes:
    """All that comes until the server ends the connection."""
    found = b""
    try:
        while part := await raw[0].read(1 << 20):
            found += part
    except ConnectionResetError:
        pass
    raw[1].close()
    return found


async def is_served(runner: Runner) -> None:
    reader, writer = await opened(runner, GET % b"")
    assert (await reader.readuntil(b"Goedendag.")).startswith(b"HTTP/1.1 200")
    writer.close()
