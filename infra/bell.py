"""A bell: any thread rings it, and whoever waits in an event loop wakes."""

import asyncio
from contextlib import suppress


class Bell:
    """Wakes one event loop from whichever thread; a ring that nobody waits for is remembered."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake whoever waits."""
        # A loop that was closed has nobody left who waits.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._rung.set)

    async def wait(self, seconds: float) -> bool:
        """Wait until it rings, at most so long; did it?"""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True
