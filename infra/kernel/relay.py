"""From the outbox to the log."""

import asyncio

from infra.kernel.kernel import Kernel
from infra.log.records import Appending, Log


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
        if isinstance(self._log, Appending):
            return await asyncio.to_thread(self._at_once, self._log, limit)
        last, batch = await asyncio.to_thread(self._kernel.outgoing, limit)
        if batch:
            await self._log.publish(batch)
            await asyncio.to_thread(self._published, last)
        return len(batch)

    def _at_once(self, log: Appending, limit: int) -> int:
        last, batch = self._kernel.outgoing(limit)
        if batch:
            log.append(batch)
            self._published(last)
        return len(batch)

    def _published(self, last: int) -> None:
        self._kernel.checkpoint("after-publish")
        self._kernel.published(last)
