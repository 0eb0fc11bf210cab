"""Whoever sends slowly, or nothing at all, holds up nobody: over real sockets."""

import asyncio
import gc
import os
import resource
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from infra.runner import Runner
from infra.web import connection
from infra.web.connection import Awaited
from infra.web.limits import (
    most_connections,
)
from tests.infra.doors import GET, POST, Raw, ended, is_served, opened, play

SOON = 0.3
"""Seconds that stand for the limits on time, so that a test need not wait for those."""


@pytest.fixture
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    hurried = connection._SECONDS | {Awaited.HEAD: SOON, Awaited.BODY: SOON}
    monkeypatch.setattr(connection, "_SECONDS", hurried)
    monkeypatch.setattr(connection, "ANSWER_SECONDS", SOON)


def test_who_sends_byte_by_byte_or_nothing_is_ended(tmp_path: Path, in_a_hurry: None) -> None:
    async def drip(raw: Raw, drops: bytes) -> None:
        for number in range(200):
            raw[1].write(drops[number % len(drops) :][:1])
            await asyncio.sleep(0.05)

    async def story(runner: Runner) -> None:
        silent = await opened(runner)
        slow = await opened(runner, b"GET / HTTP/1.1\r\nX: ")
        blank = await opened(runner)
        body = await opened(runner, POST + b"Content-Length: 500\r\n\r\n")
        chunked = await opened(runner, POST + b"Transfer-Encoding: chunked\r\n\r\n")
        drops = {slow: b"a", blank: b"\r\n", body: b" ", chunked: b"1\r\n \r\n"}
        dripping = [asyncio.create_task(drip(raw, some)) for raw, some in drops.items()]
        await is_served(runner)
        raws = (silent, slow, blank, body, chunked)
        nothing, late, later, *bodies = await asyncio.gather(*map(ended, raws))
        for task in dripping:
            task.cancel()
        assert nothing == b""
        for answer in (late, later):
            assert answer.startswith(b"HTTP/1.1 408")
        for answer in bodies:
            assert answer.startswith(b"HTTP/1.1 408")
            assert b"application/problem+json" in answer
            assert b"Het verzoek kwam niet op tijd binnen." in answer
        await is_served(runner)

    play(tmp_path, story)


def test_who_does_not_read_the_answer_is_ended(tmp_path: Path, in_a_hurry: None) -> None:
    async def story(runner: Runner) -> None:
        unread = [await opened(runner, GET % b"groot") for _ in range(3)]
        await asyncio.sleep(0.2)
        assert len(runner._server.server_state.connections) == 3
        for _ in range(100):
            await asyncio.sleep(0.05)
            if not runner._server.server_state.connections:
                break
        assert not runner._server.server_state.connections
        for _, writer in unread:
            writer.transport.abort()

    play(tmp_path, story)


def test_who_waits_for_the_application_is_not_ended(tmp_path: Path, in_a_hurry: None) -> None:
    async def story(runner: Runner) -> None:
        reader, writer = await opened(runner, GET % b"lang")
        assert (await reader.readuntil(b"Klaar.")).startswith(b"HTTP/1.1 200")
        writer.close()

    play(tmp_path, story)


def test_the_oldest_idle_connection_makes_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "most_connections", lambda: 5)

    async def story(runner: Runner) -> None:
        busy = await opened(runner, GET % b"lang")
        sending = await opened(runner, POST + b"Content-Length: 9\r\n\r\n")
        await asyncio.sleep(0.1)
        idle = [await opened(runner, b"G") for _ in range(10)]
        await asyncio.sleep(0.1)
        assert len(runner._server.server_state.connections) == 5
        await is_served(runner)
        gone = await asyncio.gather(*map(ended, idle[:7]))
        assert gone == [b""] * 7
        writer = idle[-1][1]
        writer.write((GET % b"")[1:])
        assert (await idle[-1][0].readline()).startswith(b"HTTP/1.1 200")
        sending[1].write(b'{"x": 1 }')
        assert (await sending[0].readline()).startswith(b"HTTP/1.1 400")
        assert (await busy[0].readline()).startswith(b"HTTP/1.1 200")
        for raw in (busy, sending, *idle):
            raw[1].close()

    play(tmp_path, story)


def test_where_everybody_is_being_answered_a_newcomer_hears_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "most_connections", lambda: 2)

    async def story(runner: Runner) -> None:
        busy = [await opened(runner, GET % b"lang") for _ in range(2)]
        await asyncio.sleep(0.1)
        assert {one.awaited for one in _connections(runner)} == {Awaited.ANSWER}
        refused = await ended(await opened(runner, GET % b""))
        assert refused.startswith(b"HTTP/1.1 503")
        assert b"Het is nu te druk. Er is niets verloren" in refused
        for reader, writer in busy:
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
            writer.close()
        await is_served(runner)

    play(tmp_path, story)


def _connections(runner: Runner) -> list[connection.Connection]:
    found = runner._server.server_state.connections
    return [one for one in found if isinstance(one, connection.Connection)]


def test_without_file_descriptors_it_waits_and_goes_on(tmp_path: Path) -> None:
    async def story(runner: Runner) -> None:
        loop = asyncio.get_running_loop()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        client = socket.socket()
        client.setblocking(False)
        # What is open stays open, and nothing more can be: earlier rubbish is gone as well.
        gc.collect()
        highest = max(int(name) for name in os.listdir("/proc/self/fd"))  # noqa: PTH208 - no Path is needed
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest, hard))
        full = _all_that_can_be_had()
        gc.disable()
        try:
            await loop.sock_connect(client, ("127.0.0.1", runner.port))
            await loop.sock_sendall(client, GET % b"")
            await asyncio.sleep(0.3)
            assert not _connections(runner)
        finally:
            gc.enable()
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for one in full:
            one.close()
        assert (await loop.sock_recv(client, 1000)).startswith(b"HTTP/1.1 200")
        client.close()
        await is_served(runner)
        answer = await ended(
            await opened(runner, (GET % b"op")[:-2] + b"Connection: close\r\n\r\n")
        )
        assert answer.startswith(b"HTTP/1.1 503")
        assert "probeer het over een minuut opnieuw" in answer.decode()

    play(tmp_path, story)


def _all_that_can_be_had() -> list[socket.socket]:
    found = []
    with suppress(OSError):
        while True:
            found.append(socket.socket())
    return found


def test_few_file_descriptors_leave_room_for_the_databases(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for files, most in ((256, 64), (1024, 256), (65_536, 500), (resource.RLIM_INFINITY, 500)):
        monkeypatch.setattr(resource, "getrlimit", lambda _kind, files=files: (files, files))
        assert most_connections() == most
