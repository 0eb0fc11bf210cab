"""What every request passes: the size limit, the origin check, and headers on every answer."""

import errno
import logging
import traceback
from collections.abc import Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.web.errors import Problem
from infra.web.limits import MAX_BODY, MAX_HEADERS, MAX_REQUEST, MAX_URL

API_VERSION = "1.0.0"

_HEADERS = {
    "API-Version": API_VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NO_FILES = (errno.EMFILE, errno.ENFILE)
"""Faults of a moment: no file descriptor was left."""

SAFE = ("GET", "HEAD", "OPTIONS")

log = logging.getLogger(__name__)


class Guard:
    """Outermost middleware of a site.

    Args:
        app: the site.
        respond: how a problem is answered.
        files: the paths below the site that a file can be sent to.
    """

    def __init__(
        self,
        app: ASGIApp,
        respond: Callable[[Request, Problem], Response],
        files: frozenset[str] = frozenset(),
    ) -> None:
        self._app = app
        self._respond = respond
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        outlet = Outlet(send)
        headers = Headers(scope=scope)
        most = MAX_BODY if _path(scope) in self._files else MAX_REQUEST
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > MAX_URL:
            refusal = Problem(414)
        elif len(scope["headers"]) > MAX_HEADERS:
            refusal = Problem(431)
        elif int(headers.get("content-length") or 0) > most:
            refusal = Problem(413)
        elif _forged(scope["method"], headers):
            refusal = Problem(403, "Dit verzoek kwam niet van deze site zelf.")
        else:
            await self._pass(scope, _limited(receive, most), outlet)
            return
        await self._respond(Request(scope), refusal)(scope, receive, outlet)

    async def _pass(self, scope: Scope, receive: Receive, outlet: "Outlet") -> None:
        try:
            await self._app(scope, receive, outlet)
        except ClientDisconnect:
            return  # Nobody is left to answer.
        except Exception as fault:  # noqa: BLE001 - answered here, and told without its text
            at = traceback.extract_tb(fault.__traceback__)[-1]
            # Not log.exception: the text of an exception can hold personal values.
            where = (type(fault).__name__, at.filename, at.lineno)
            log.error("%s at %s:%s", *where)  # noqa: TRY400 - without its text
            if outlet.started:
                return
            status = 503 if getattr(fault, "errno", None) in _NO_FILES else 500
            await self._respond(Request(scope), Problem(status))(scope, receive, outlet)


class Outlet:
    """Sends on, with the headers added."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        """Send a message on."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _path(scope: Scope) -> str:
    """The path below the site."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def _forged(method: str, headers: Headers) -> bool:
    """Could another site have sent this? A bearer token cannot be sent by a foreign page.

    Under `no-referrer` a browser sends `Origin: null` with a form; its `Sec-Fetch-Site`, which
    no page can set, then tells.
    """
    if method in SAFE or headers.get("authorization", "").strip():
        return False
    if headers.get("sec-fetch-site") == "same-origin":
        return False
    return urlsplit(headers.get("origin", "")).netloc != headers.get("host")


def _limited(receive: Receive, most: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413)
        return message

    return bounded
