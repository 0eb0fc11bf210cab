"""A bell: any thread rings it, and whoever waits in an event loop wakes."""

import asyncio
from contextlib import suppress

LINGER = 0.001
"""Seconds to wait after a ring: it is seldom alone, and one transaction then serves for all."""


class Bell:
    """Wakes one event loop from whichever thread; a ring that nobody waits for is remembered."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()
        self._rung = False
        self._waited_for = False

    def ring(self) -> None:
        """Wake whoever waits."""
        self._rung = True
        # A loop that was closed has nobody left who waits.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._event.set)

    @property
    def quiet(self) -> bool:
        """Does someone wait, and has it not rung for them?"""
        return self._waited_for and not self._rung

    async def wait(self, seconds: float) -> None:
        """Wait until it rings, at most so long."""
        self._waited_for = True
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
            await asyncio.sleep(LINGER)
        except TimeoutError:
            pass
        finally:
            self._waited_for = False
            self._rung = False
            self._event.clear()
