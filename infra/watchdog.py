"""Ends a process that stands still while there is work for it."""

import asyncio
from collections.abc import Mapping

from infra.database import TRANSIENT
from infra.kernel import Kernel
from infra.log import Inlet, Unavailable
from infra.log.records import Place


class Stalled(Exception):
    """The log went on and the database's offset did not."""


class Watchdog:
    """Compares the log with the database, every `seconds`.

    Args:
        patience: how many times in a row there may be work and no progress.
    """

    def __init__(
        self, name: str, kernel: Kernel, inlet: Inlet, *, seconds: float = 5.0, patience: int = 6
    ) -> None:
        self.seconds = seconds
        self._name = name
        self._kernel = kernel
        self._inlet = inlet
        self._patience = patience
        self._seen: Mapping[Place, int] = {}
        self._stood_still = 0

    async def look(self) -> None:
        """Look once.

        Raises:
            Stalled: no progress for too long.
        """
        try:
            ends = await self._inlet.ends()
            offsets = await asyncio.to_thread(self._kernel.offsets)
        except (Unavailable, *TRANSIENT):
            # What is away does not go on; starting again would not bring it back.
            return
        behind = any(end > offsets.get(place, 0) for place, end in ends.items())
        self._stood_still = self._stood_still + 1 if behind and offsets == self._seen else 0
        self._seen = offsets
        if self._stood_still >= self._patience:
            raise Stalled(self._name)
