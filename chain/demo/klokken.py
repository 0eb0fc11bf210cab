"""In the demo days go by faster than timers tick: on each new day the clocks are asked."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

from casusoverleg.clocks.klokken import KLOKKEN
from chain.run.embedded import Embedded
from infra.clock import Clock, today
from infra.runner import Runner


def settling(embedded: Embedded, runner: Runner, clock: Clock) -> Callable[[], Awaitable[None]]:
    """Waits until everything was heard; on a day that is new, what is due on it is done too."""
    timers = [timer for one in embedded.instances for timer in one.timers if timer.name == KLOKKEN]
    asked: set[date] = set()

    async def settle() -> None:
        await runner.settled()
        day = today(clock)
        if day not in asked:
            asked.add(day)
            for timer in timers:
                await asyncio.to_thread(timer.run)
            await runner.settled()

    return settle
