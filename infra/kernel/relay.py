"""From the outbox to the log."""

import asyncio

from infra.kernel.kernel import Kernel
from infra.log.records import Log


class Relay:
    """Publishes what an instance decided, in the order in which it did.

    An event is forgotten here only when the log has it. After a crash in between it is
    published once more, byte for byte; readers know it by its place.
    """

    def __init__(self, kernel: Kernel, log: Log) -> None:
        self._kernel = kernel
        self._log = log

    async def run_once(self, limit: int = 500) -> int:
        """Publish what waits, at most so many; gives how many."""
        last, batch = await asyncio.to_thread(self._kernel.outgoing, limit)
        if batch:
            await self._log.publish(batch)
            self._kernel.checkpoint("after-publish")
            await asyncio.to_thread(self._kernel.published, last)
        return len(batch)
