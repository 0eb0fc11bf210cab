"""A connection of the web server: who sends slowly, too much or nothing does not hold up others.

uvicorn reads HTTP and leaves these bounds to a proxy; the chain has none before it.
"""

import json
import math
import time
from asyncio import Transport
from enum import IntEnum
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from infra.web.hosts import Protocol
from infra.web.limits import (
    ANSWER_SECONDS,
    BODY_SECONDS,
    HEAD_SECONDS,
    MAX_AHEAD,
    MAX_HEAD,
    most_connections,
)

_SLICE = 16 * 1024
"""Bytes that are read before it is looked whether they are too many."""

_SENTENCES = {
    400: "Dit verzoek is geen geldige HTTP.",
    408: "Het verzoek kwam niet op tijd binnen. Probeer het opnieuw.",
    431: "De kop van dit verzoek is te groot.",
    503: "Het is nu te druk. Er is niets verloren: probeer het over een minuut opnieuw.",
}


class Awaited(IntEnum):
    """What a connection waits for; whoever waits for a head is the first to make room."""

    HEAD = 1
    BODY = 2
    ANSWER = 3


_SECONDS = {
    Awaited.HEAD: HEAD_SECONDS,
    Awaited.BODY: BODY_SECONDS,
    Awaited.ANSWER: math.inf,
}


class Connection(Protocol):
    """HTTP as uvicorn speaks it, within bounds of number, size and time."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Begin; where there are too many, the one that has waited longest makes room."""
        super().connection_made(transport)
        self.url = b""
        self._beside_bodies = 0
        self.awaited = Awaited.HEAD
        self.since = time.monotonic()
        self._make_room()

    def data_received(self, data: bytes) -> None:
        """Read on, and refuse what grows without being a body."""
        for start in range(0, len(data), _SLICE):
            if self.transport.is_closing():
                return
            part = data[start : start + _SLICE]
            self._beside_bodies += len(part)
            super().data_received(part)
            if self._beside_bodies > MAX_HEAD:
                self.refuse(431)
        self._look()

    def on_headers_complete(self) -> None:
        """Begin a request, unless too many wait before it."""
        if len(self.pipeline) >= MAX_AHEAD:
            raise BlockingIOError
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; its size is the application's to judge."""
        self._beside_bodies -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End the body, also of a request that was answered before."""
        super().on_message_complete()
        self.cycle.more_body = False

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._beside_bodies = 0
        self._look()

    def pause_writing(self) -> None:
        """Wait for the client to read."""
        super().pause_writing()
        self.since = time.monotonic()

    def send_400_response(self, _msg: str) -> None:
        """Refuse what is no HTTP."""
        self.refuse(400)

    def refuse(self, status: int) -> None:
        """Say why, if no answer is under way or was given, and end the connection."""
        request = self._request
        if request is None or not request.response_started:
            self.transport.write(_answer(status, for_machines=b"/v1/" in self.url))
        if request is not None:
            request.disconnected = True
            request.message_event.set()
        self.transport.close()

    def end_if_overdue(self, now: float) -> None:
        """End the connection if what it waits for should have come."""
        waited = now - self.since
        if self.flow.write_paused or self.transport.is_closing() or self._unread():
            if waited > ANSWER_SECONDS:
                self.transport.abort()
        elif waited > _SECONDS[self.awaited]:
            if self._beside_bodies or self.awaited is Awaited.BODY:
                self.refuse(408)
            else:
                self.transport.close()

    @property
    def _request(self) -> RequestResponseCycle | None:
        """The last request that began, until it is taken in and answered."""
        last: RequestResponseCycle | None = self.cycle
        if last is None or (last.response_complete and not last.more_body):
            return None
        return last

    def _unread(self) -> bool:
        return self.awaited is not Awaited.ANSWER and bool(self.transport.get_write_buffer_size())

    def _look(self) -> None:
        """Note what is awaited now, and since when."""
        request = self._request
        if request is None:
            awaited = Awaited.HEAD
        else:
            awaited = Awaited.BODY if request.more_body else Awaited.ANSWER
        if awaited is not self.awaited:
            self.awaited, self.since = awaited, time.monotonic()

    def _make_room(self) -> None:
        others = [
            one
            for one in self.connections
            if isinstance(one, Connection) and one is not self and not one.transport.is_closing()
        ]
        if len(others) < most_connections():
            return
        waiting = [one for one in others if one.awaited is not Awaited.ANSWER]
        if waiting:
            # At once: what is not read yet would keep its file descriptor.
            min(waiting, key=lambda one: (one.awaited, one.since)).transport.abort()
        else:
            self.refuse(503)


def _answer(status: int, *, for_machines: bool) -> bytes:
    """An answer to a request that no site has seen."""
    phrase, sentence = HTTPStatus(status).phrase, _SENTENCES[status]
    problem = {"type": "about:blank", "title": phrase, "status": status, "detail": sentence}
    body = (json.dumps(problem) if for_machines else sentence).encode()
    kind = "application/problem+json" if for_machines else "text/plain; charset=utf-8"
    head = (
        f"HTTP/1.1 {status} {phrase}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "Connection: close",
    )
    return "\r\n".join((*head, "", "")).encode() + body
