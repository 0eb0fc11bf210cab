"""From the outbox to the log."""

import asyncio
import json
import logging

from infra.kernel.kernel import Kernel
from infra.log.records import Appending, Log, Refused

log = logging.getLogger(__name__)


class Relay:
    """Publishes what an instance decided, in the order in which it did.

    An event is forgotten here only when the log has it. After a crash in between it is
    published once more, byte for byte; readers know it by its place.
    """

    def __init__(self, kernel: Kernel, log: Log) -> None:
        self._kernel = kernel
        self._log = log

    async def run_once(self, limit: int = 500) -> int:
        """Publish what waits, at most so many; gives how many.

        What the log refuses for good is set aside, and the rest goes on.
        """
        if isinstance(self._log, Appending):
            return await asyncio.to_thread(self._at_once, self._log, limit)
        while True:
            last, batch = await asyncio.to_thread(self._kernel.outgoing, limit)
            try:
                if batch:
                    await self._log.publish(batch)
            except Refused as refused:
                await asyncio.to_thread(self._withhold, refused)
                continue
            if batch:
                await asyncio.to_thread(self._published, last)
            return len(batch)

    def _at_once(self, log: Appending, limit: int) -> int:
        while True:
            last, batch = self._kernel.outgoing(limit)
            try:
                if batch:
                    log.append(batch)
            except Refused as refused:
                self._withhold(refused)
                continue
            if batch:
                self._published(last)
            return len(batch)

    def _withhold(self, refused: Refused) -> None:
        event = refused.event
        what = json.loads(event.raw)["id"]
        log.error(
            "%s: the log refuses event %s of %s for good (%s); its casus waits there",
            *(self._kernel.name, what, event.topic, refused.reason),
        )
        self._kernel.withhold(event, refused.reason)

    def _published(self, last: int) -> None:
        self._kernel.checkpoint("after-publish")
        self._kernel.published(last)
