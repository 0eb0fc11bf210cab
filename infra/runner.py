"""Runs instances: all in one loop, with their pages in one web server."""

import asyncio
import logging
import os
import signal
import socket
import traceback
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from infra.instance import Instance
from infra.log import Log
from infra.member import Member
from infra.memory import keep_what_is_loaded

log = logging.getLogger(__name__)

DEADLINE = 1.0
"""Seconds within which everything stops, or is left behind."""

FAILED = 70
"""The exit code of a process that ended because of a fault; its supervisor starts it again."""


class Server(uvicorn.Server):
    """A web server that leaves the signals to the runner and says when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen."""
        await super().startup(sockets)
        self.answers.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class Runner:
    """Some instances and their web server, in the loop that runs.

    Args:
        members: each instance with the log in its hands.
        site: what answers outside the instances' own paths.
        port: 0 takes a free one; see `port` once started.
    """

    def __init__(
        self,
        members: Sequence[tuple[Instance, Log]],
        *,
        site: ASGIApp | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self._members = [Member(instance, log, self._fail) for instance, log in members]
        self._site = site
        self.host = host
        self.port = port
        self.failure: BaseException | None = None
        self._ended = asyncio.Event()

    async def start(self) -> None:
        """Start everything; the web answers when this returns.

        Raises:
            OtherState: what is stored was made by other code; nothing was started.
            InUse: another process works for one of the instances.
            OSError: the port is taken.
        """
        for member in self._members:
            await asyncio.to_thread(member.instance.check_state)
        with ExitStack() as undo:
            listening = undo.enter_context(socket.create_server((self.host, self.port)))
            self.port = listening.getsockname()[1]
            await asyncio.gather(*(member.start() for member in self._members))
            undo.pop_all()
        config = uvicorn.Config(
            self._web(),
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        await self._server.answers.wait()

    async def stop(self) -> bool:
        """Stop everything; gives whether it stopped in time. What did not has lost nothing."""
        self._server.should_exit = True
        stopping: list[Awaitable[None]] = [member.stop() for member in self._members]
        tasks = [asyncio.ensure_future(one) for one in (*stopping, self._serving)]
        _, late = await asyncio.wait(tasks, timeout=DEADLINE)
        for task in late:
            task.cancel()
        return not late

    async def settled(self, seconds: float = 10.0) -> None:
        """Wait until all that was said is heard; for instances on one log in this process.

        Raises:
            TimeoutError: not within so many seconds.
        """
        async with asyncio.timeout(seconds):
            while not all(member.quiet for member in self._members):
                if self.failure:
                    raise self.failure
                await asyncio.sleep(0.005)

    async def ended(self) -> None:
        """Wait until a fault, or `end`, ends the process."""
        await self._ended.wait()

    def end(self) -> None:
        """Let the process end."""
        self._ended.set()

    def _fail(self, error: BaseException) -> None:
        self.failure = self.failure or error
        self._ended.set()

    def _web(self) -> Starlette:
        routes: list[BaseRoute] = [
            Mount(member.instance.base, member.instance.web)
            for member in self._members
            if member.instance.web
        ]
        if self._site:
            routes.append(Mount("/", self._site))
        return Starlette(routes=routes)


def run(
    members: Sequence[tuple[Instance, Log]],
    *,
    site: ASGIApp | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
) -> int:
    """Run until a signal or a fault; gives the exit code, and does not come back after a fault."""
    return asyncio.run(_run(members, site=site, host=host, port=port))


async def _run(
    members: Sequence[tuple[Instance, Log]], *, site: ASGIApp | None, host: str, port: int
) -> int:
    runner = Runner(members, site=site, host=host, port=port)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, runner.end)
    await runner.start()
    keep_what_is_loaded()
    await runner.ended()
    in_time = await runner.stop()
    if runner.failure:
        _tell(runner.failure)
    if runner.failure or not in_time:
        # A thread may hang in the database: waiting for it would keep the supervisor waiting.
        logging.shutdown()
        os._exit(FAILED if runner.failure else 0)
    return 0


def _tell(error: BaseException) -> None:
    """Say where it went wrong. Not the message: it may repeat a value."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.critical("ended by %s\n%s", type(error).__name__, where)
