"""Runs instances: all in one loop, with their pages in one web server."""

import asyncio
import logging
import os
import signal
import socket
import time
import traceback
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount

from infra.database import InUse
from infra.in_step import OutOfStep
from infra.instance import Instance
from infra.log import Log
from infra.member import Member
from infra.memory import keep_what_is_loaded
from infra.web.bodies import BoundedBodies
from infra.web.closed import closed
from infra.web.connection import Connection
from infra.web.hosts import OwnHosts, hosts_at
from infra.web.limits import ACCEPTED_AT_ONCE, IDLE_SECONDS, WAITING, ask_for_files

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

    async def on_tick(self, counter: int) -> bool:
        """Once a second, end the connections that are overdue."""
        if counter % 10 == 0:
            now = time.monotonic()
            for connection in tuple(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.end_if_overdue(now)
        return await super().on_tick(counter)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class Runner:
    """Some instances and their web server, in the loop that runs.

    Args:
        members: each instance with the log in its hands.
        site: what answers outside the instances' own paths.
        hosts: by which else than its own address the web server is known.
        port: 0 takes a free one; see `port` once started.
    """

    def __init__(
        self,
        members: Sequence[tuple[Instance, Log]],
        *,
        site: FastAPI | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        hosts: Iterable[str] = (),
    ) -> None:
        self._instances = [instance for instance, _ in members]
        self._members = [Member(instance, log, self._fail) for instance, log in members]
        self._site = site
        self._closed = ""
        self._hosts = tuple(hosts)
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
            OutOfStep: of some instances the database and the log are not of one moment.
        """
        ask_for_files()
        for member in self._members:
            await asyncio.to_thread(member.instance.check_state)
        with ExitStack() as undo:
            listening = undo.enter_context(socket.create_server((self.host, self.port)))
            self.port = listening.getsockname()[1]
            await self._prepare()
            await asyncio.gather(*(member.start() for member in self._members))
            undo.pop_all()
        await self._serve(listening)

    async def serve_closed(self, why: str) -> None:
        """Answer on every path that it is closed, and why; no instance is at work."""
        self._closed, self._members = why, []
        await self._serve(socket.create_server((self.host, self.port)))

    async def _prepare(self) -> None:
        """Prepare all of them before any begins; when one cannot, let go of all."""
        preparing = (member.prepare() for member in self._members)
        faults = [one for one in await asyncio.gather(*preparing, return_exceptions=True) if one]
        if faults:
            for member in self._members:
                await member.let_go()
            apart = [one for one in faults if isinstance(one, OutOfStep)]
            if len(apart) == len(faults):
                raise OutOfStep(finding for one in apart for finding in one.findings)
            raise next(one for one in faults if not isinstance(one, OutOfStep))

    async def _serve(self, listening: socket.socket) -> None:
        config = uvicorn.Config(
            OwnHosts(BoundedBodies(self._web()), (*hosts_at(self.host, self.port), *self._hosts)),
            http=Connection,
            backlog=ACCEPTED_AT_ONCE,
            timeout_keep_alive=IDLE_SECONDS,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        await self._server.answers.wait()
        # asyncio has one number for both; who waits at the door here need not try again.
        listening.listen(WAITING)

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
        sites = {one.base: one.web for one in self._instances if one.web}
        if self._site:
            sites["/"] = self._site
        routes = [
            Mount(base, closed(site, self._closed) if self._closed else site)
            for base, site in sites.items()
        ]
        return Starlette(routes=routes)


def run(
    members: Sequence[tuple[Instance, Log]],
    *,
    site: FastAPI | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
    hosts: Iterable[str] = (),
) -> int:
    """Run until a signal or a fault; gives the exit code, and does not come back after a fault."""
    return asyncio.run(_run(Runner(members, site=site, host=host, port=port, hosts=hosts)))


async def _run(runner: Runner) -> int:
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, runner.end)
    try:
        await runner.start()
    except OutOfStep as fault:
        # Not the end of the process: it would be started again and again, and users would see
        # no answer at all.
        log.critical("%s", fault)
        await runner.serve_closed(str(fault))
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
    if isinstance(error, InUse):
        log.critical("another process has taken over %s; ending with %d", error, FAILED)
        return
    where = "".join(traceback.format_tb(error.__traceback__))
    log.critical("ended by %s\n%s", type(error).__name__, where)
