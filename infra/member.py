"""One instance at work: a Faust app that hears through an inlet and speaks through a relay.

Faust's own consumer and producer are not started: it acknowledges before the work is done.
The inlet puts a batch on a channel and waits for its outcome; the agent on that channel passes
it to the kernel; the database's offset is the truth.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import faust
from faust.app.base import BootStrategy

from infra.bell import Bell
from infra.database import TRANSIENT
from infra.in_step import check_in_step
from infra.instance import Instance
from infra.kernel import Gap, Relay
from infra.log import Inlet, Log, Record, Unavailable
from infra.watchdog import Watchdog

log = logging.getLogger(__name__)

BATCH = 500
"""Records per transaction."""

IDLE = 5.0
"""Seconds until a relay looks again without having been woken."""

SHORT, LONG = 0.2, 5.0
"""The first and the longest pause, in seconds, before something that is away is tried again."""

RENEW = 2.0
"""Seconds between two looks whether the database's lease is still ours."""

T = TypeVar("T")


class WithoutKafka(BootStrategy):  # type: ignore[misc]  # Faust is untyped
    """Faust's documented way to run without Kafka."""

    enable_kafka = False
    enable_web = False
    enable_sensors = False


class Keten(faust.App):  # type: ignore[misc]  # Faust is untyped
    """A Faust app with channels, agents and timers, and without its own consumer."""

    BootStrategy = WithoutKafka

    def _create_directories(self) -> None:
        """None: Faust would keep tables there, and no governed state is in them."""


@dataclass(eq=False)
class Delivery:
    """A batch on its way to the kernel, and what became of it."""

    batch: Sequence[Record]
    done: asyncio.Future[None] = field(default_factory=asyncio.Future)


class Member:
    """An instance at work, until it is stopped or fails.

    Args:
        failed: called once with what went wrong; nothing was lost, and the process must end.
    """

    def __init__(
        self, instance: Instance, log: Log, failed: Callable[[BaseException], None]
    ) -> None:
        self.instance = instance
        self._kernel = instance.kernel
        self._log = log
        self._failed = failed
        self._relay = Relay(self._kernel, log)
        self._threads: set[asyncio.Future[Any]] = set()
        self._stopping = False
        self._held = AsyncExitStack()

    async def prepare(self) -> None:
        """Take the lease on the database, and see whether that is of one moment with the log.

        Raises:
            InUse: another process works for this instance.
            OutOfStep: its database and the log are not of one moment.
        """
        async with AsyncExitStack() as held:
            held.callback(self._kernel.database.lock().release)
            held.push_async_callback(self._log.close)
            self._inlet: Inlet = await self._log.open(
                self.instance.reads, await self._thread(self._kernel.offsets)
            )
            held.push_async_callback(self._inlet.close)
            await check_in_step(self.instance.name, self._kernel, self._log, self._inlet)
            self._held = held.pop_all()

    async def start(self) -> None:
        """Begin."""
        again = await self._thread(self._kernel.release)
        if again:
            log.warning(
                "%s: %s events that the log refused are tried again", self.instance.name, again
            )
        self._bell = Bell()
        self._kernel.on_emitted = self._bell.ring
        await self._thread(self._kernel.catch_up)
        self._watchdog = Watchdog(self.instance.name, self._kernel, self._inlet)
        self._app = self._assembled()
        await self._app.start()
        # Channels are shut until Faust's consumer would have got its partitions.
        self._app.flow_control.resume()

    async def stop(self) -> None:
        """Finish the work at hand and let go of everything."""
        self._stopping = True
        if self._threads:
            await asyncio.wait(self._threads)
        await self._app.stop()
        await self.let_go()

    async def let_go(self) -> None:
        """Let go of what `prepare` took."""
        await self._held.aclose()

    @property
    def quiet(self) -> bool:
        """Is everything taken in that the log holds for it, and all it said published?"""
        return self._bell.quiet and self._inlet.quiet

    def _assembled(self) -> Keten:
        app = Keten(self.instance.name, web_enabled=False, topic_disable_leader=True)
        channel = app.channel(maxsize=1)

        async def take(stream: Any) -> None:
            async for delivery in stream:
                await self._take(delivery)

        app.agent(channel, name=f"{self.instance.name}-kernel")(take)
        app.task(partial(self._watched, partial(self._hear, channel)))
        app.task(partial(self._watched, self._speak))
        app.timer(self._watchdog.seconds)(partial(self._watched, self._watchdog.look))
        app.task(partial(self._watched, self._renew))
        for timer in self.instance.timers:
            app.timer(timer.seconds)(
                partial(self._watched, partial(self._tick, timer.name, timer.run))
            )
        return app

    async def _hear(self, channel: Any) -> None:
        taken_in, pause = True, SHORT
        while not self._stopping:
            try:
                if not taken_in:
                    await self._inlet.seek(await self._thread(self._kernel.offsets))
                taken_in = False
                await self._deliver(channel, await self._inlet.batch(BATCH))
                taken_in, pause = True, SHORT
            except Gap as gap:
                log.warning("%s: %s; reading again", self.instance.name, gap)
                await asyncio.sleep(self._watchdog.seconds / 10)
            except (Unavailable, *TRANSIENT) as fault:
                log.warning("%s: %s while reading", self.instance.name, _told(fault))
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONG)

    async def _deliver(self, channel: Any, batch: Sequence[Record]) -> None:
        if batch:
            delivery = Delivery(batch)
            await channel.put(delivery)
            await delivery.done

    async def _take(self, delivery: Delivery) -> None:
        work = asyncio.ensure_future(self._thread(self._kernel.receive, delivery.batch))
        await asyncio.wait([work])
        error = work.exception()
        if error:
            delivery.done.set_exception(error)
        else:
            delivery.done.set_result(None)

    async def _speak(self) -> None:
        pause = SHORT
        while not self._stopping:
            try:
                if await self._relay.run_once(BATCH) < BATCH:
                    await self._bell.wait(IDLE)
                pause = SHORT
            except (Unavailable, *TRANSIENT) as error:
                log.warning("%s: %s while publishing", self.instance.name, _told(error))
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONG)

    async def _renew(self) -> None:
        while not self._stopping:
            await asyncio.sleep(RENEW)
            await self._tick("lease", self._kernel.database.renew)

    async def _tick(self, name: str, run: Callable[[], None]) -> None:
        try:
            await self._thread(run)
        except TRANSIENT as fault:
            log.warning("%s: %s at timer %s", self.instance.name, _told(fault), name)

    async def _watched(self, work: Callable[[], Awaitable[None]]) -> None:
        """Let no fault end in Faust's log only."""
        task = asyncio.ensure_future(work())
        try:
            await asyncio.wait([task])
        finally:
            task.cancel()
        error = None if task.cancelled() else task.exception()
        if error:
            self._failed(error)

    async def _thread(self, work: Callable[..., T], *args: Any) -> T:
        running = asyncio.ensure_future(asyncio.to_thread(work, *args))
        self._threads.add(running)
        running.add_done_callback(self._threads.discard)
        return await asyncio.shield(running)


def _told(fault: Exception) -> str:
    """What the log says of it. Not the message of a database: it may repeat a value."""
    return str(fault) if isinstance(fault, Unavailable) else type(fault).__name__
