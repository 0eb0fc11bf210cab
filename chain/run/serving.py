"""The embedded chain at work: everything started, and everything let go again."""

import ipaddress
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from chain.faults import UserFault
from chain.run.datadir import DataDir
from chain.run.embedded import Embedded, assemble
from chain.setup import beheer
from chain.setup.inrichting import Inrichting
from infra.clock import Clock
from infra.log.sqlite import SqliteLog
from infra.memory import keep_what_is_loaded
from infra.parts import MailSettings
from infra.runner import Runner
from infra.web.hosts import hosts_of


@dataclass(frozen=True)
class Address:
    """Where the front page is; `public` is how browsers reach it through a proxy, if they do."""

    host: str
    port: int
    public: str = ""

    def __str__(self) -> str:
        return f"http://{self.host}:{self.port}"


def address(host: str, port: int) -> Address:
    """An address on this machine; port 0 takes a free one.

    Raises:
        UserFault: an address that others can reach, while anyone may pick who he is.
    """
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise UserFault(
            "Zolang er geen inlogdienst is ingesteld, luistert de keten alleen op deze computer "
            "(127.0.0.1)."
        )
    if port == 0:
        with socket.create_server((host, 0)) as free:
            port = free.getsockname()[1]
    return Address(host, port)


@asynccontextmanager
async def serving(
    data: DataDir, clock: Clock, at: Address, mail: MailSettings | None
) -> AsyncIterator[tuple[Embedded, Runner]]:
    """The chain, running on the files of `data` until the block ends."""
    with ExitStack() as held:
        embedded = assemble(data, clock, mail, str(at), held, public=at.public)
        log = SqliteLog(Path(data.log))
        held.callback(log.close)
        members = [(one, log.principal(one.name)) for one in embedded.instances]
        runner = Runner(
            members,
            site=embedded.front,
            host=at.host,
            port=at.port,
            hosts=hosts_of(at.public) if at.public else (),
        )
        await runner.start()
        keep_what_is_loaded()
        try:
            yield embedded, runner
        finally:
            await runner.stop()


async def set_up(embedded: Embedded, runner: Runner, inrichting: Inrichting) -> None:
    """Tell the register of covenants and people; wait until everyone has heard."""
    await runner.settled()
    beheer.publish(embedded.beheer.kernel, embedded.addressbook, inrichting)
    await runner.settled()
