"""Whom a request is for: only hosts that are ours are answered, at every path of a server.

Without this, a page of any other site reads everything here: it lets its own name lead to this
machine, and then browsers take both for one site (DNS rebinding).
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from fastapi.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from infra.web.errors import API, Problem, problem_json
from infra.web.guard import Outlet

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

_DEFAULT_PORTS = {"http": 80, "https": 443}
_PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Verkeerd adres - Jeugdketen</title></head>
<body><h1>Verkeerd adres</h1><p>{detail}</p></body></html>
"""


class Protocol(HttpToolsProtocol):
    """HTTP as uvicorn reads it; a host in the request line goes before `Host` (RFC 9112, 3.2.2)."""

    def on_headers_complete(self) -> None:
        """Let the application see one `Host` where the request line names one."""
        if not self.url.startswith(b"/"):
            named = self.url.partition(b"://")[2]
            for end in (b"/", b"?", b"#"):
                named = named.partition(end)[0]
            self.headers[:] = [pair for pair in self.headers if pair[0] != b"host"]
            self.headers.append((b"host", named))
        super().on_headers_complete()


class OwnHosts:
    """Answers 421 to every request that is not for one of these hosts.

    Args:
        app: all sites of the server.
        hosts: names with their ports, as browsers send them.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        said = [value for name, value in scope["headers"] if name == b"host"]
        if len(said) == 1 and said[0].decode("latin-1").lower() in self._hosts:
            await self._app(scope, receive, send)
            return
        problem = Problem(421)
        by_machine = f"{API}/" in scope["path"]
        page = HTMLResponse(_PAGE.format(detail=problem.detail), problem.status)
        answer = problem_json(problem) if by_machine else page
        await answer(scope, receive, Outlet(send))


def hosts_at(host: str, port: int) -> tuple[str, ...]:
    """How a server that listens there is called on this machine itself."""
    return tuple(name for one in (host, *LOOPBACK) for name in _with_port("http", one, port))


def hosts_of(url: str) -> tuple[str, ...]:
    """How browsers call the host of a URL, with or without a port that says nothing."""
    split = urlsplit(url)
    default = _DEFAULT_PORTS[split.scheme]
    return _with_port(split.scheme, split.hostname or "", split.port or default)


def _with_port(scheme: str, host: str, port: int) -> tuple[str, ...]:
    bare = f"[{host}]" if ":" in host and not host.startswith("[") else host
    spoken = f"{bare}:{port}"
    return (bare, spoken) if port == _DEFAULT_PORTS[scheme] else (spoken,)
