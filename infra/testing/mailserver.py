"""A mail server in this process that refuses, defers, encrypts and asks a login as it is told."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Mailserver:
    """What came in, and how each address is answered; whoever is not named is taken.

    `after`: what is answered to an address only when its mail was read.
    """

    answers: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd asks for
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Answer to one recipient."""
        self.asked.append(address)
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd asks for
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep a mail: sender, recipient, content."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        refused = [self.after[to] for to in envelope.rcpt_tos if to in self.after]
        if refused:
            return refused[0]
        self.taken += [(str(envelope.mail_from), to, content) for to in envelope.rcpt_tos]
        return "250 OK"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, auth: Any
    ) -> AuthResult:
        """Let `keten` with `geheim` in."""
        if not isinstance(auth, LoginPassword):
            return AuthResult(success=False, handled=False)
        self.logins.append((auth.login, auth.password))
        right = (auth.login, auth.password) == (b"keten", b"geheim")
        return AuthResult(success=right, handled=right)


@asynccontextmanager
async def mailserver(
    answers: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
    *,
    utf8: bool = True,
    tls: ssl.SSLContext | None = None,
    login: bool = False,
) -> AsyncIterator[Mailserver]:
    """Listen on a free port of loopback."""
    box = Mailserver(dict(answers or {}), dict(after or {}))
    loop = asyncio.get_running_loop()

    def protocol() -> SMTP:
        return SMTP(
            box,
            hostname="localhost",
            loop=loop,
            enable_SMTPUTF8=utf8,
            tls_context=tls,
            require_starttls=tls is not None,
            authenticator=box.authenticate,
            auth_required=login,
        )

    server = await loop.create_server(protocol, "127.0.0.1")
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()
