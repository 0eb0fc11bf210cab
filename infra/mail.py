"""A local SMTP server that keeps the mails it gets, so that a demo sends to nobody."""

import asyncio
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from types import TracebackType
from typing import Self

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP


class MailSink:
    """Takes any mail on loopback and stores it in a Maildir; the port is known once it listens.

    Use it as `async with MailSink(folder) as sink:`.
    """

    def __init__(self, folder: Path, host: str = "127.0.0.1", port: int = 0) -> None:
        self.folder = folder
        self.host = host
        self.port = port
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen; with port 0, on a free one."""
        keep = Mailbox(self.folder)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(keep, hostname="localhost", loop=loop), self.host, self.port
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()


def received(folder: Path) -> tuple[EmailMessage, ...]:
    """The mails that a sink keeps there, oldest first; every copy that came counts."""
    parser = BytesParser(policy=default)
    files = sorted((folder / "new").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    return tuple(parser.parsebytes(file.read_bytes()) for file in files)
