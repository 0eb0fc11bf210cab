"""The front page and the register's writer, as a process of its own: `python -m chain.front`."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from chain import beheer
from chain.faults import UserFault
from chain.inrichting import Inrichting, read_inrichting
from chain.picker import picker
from contracts.topics import BEHEER, REGISTER
from infra.addressbook import AddressBook
from infra.instance import Timer
from infra.kernel import Kernel
from infra.log import Log
from infra.runner import run
from infra.settings import SettingsWrong, read_settings
from infra.standalone import LINE, WRONG, log_of, parts_of

LOOK_SECONDS = 1.0
"""How often is looked whether the set-up can be said."""

log = logging.getLogger(__name__)


class Announcement:
    """Says the set-up once, when all that was said before has been heard again.

    Without that, a restart between saying and hearing would say the same twice.
    """

    def __init__(
        self,
        kernel: Kernel,
        addressbook: AddressBook,
        inrichting: Inrichting,
        reader: Callable[[], Log],
    ) -> None:
        self._kernel = kernel
        self._addressbook = addressbook
        self._inrichting = inrichting
        self._reader = reader
        self._said = False

    def run(self) -> None:
        """Say it if it was not said, and can be.

        Raises:
            UserFault: the set-up cannot follow on what holds now.
        """
        if self._said or self._kernel.pending() or not asyncio.run(self._heard_all()):
            return
        try:
            beheer.publish(self._kernel, self._addressbook, self._inrichting)
        except UserFault as fault:
            log.critical("%s", fault)
            raise
        self._said = True

    async def _heard_all(self) -> bool:
        reader = self._reader()
        inlet = await reader.open((REGISTER,), {})
        try:
            ends = await inlet.ends()
        finally:
            await inlet.close()
            await reader.close()
        heard = self._kernel.offsets()
        return all(heard.get(place, 0) >= end for place, end in ends.items())


def main() -> int:
    """Run until stopped; the settings are those of a service, and KETEN_INRICHTING."""
    logging.basicConfig(level=logging.WARNING, format=LINE)
    try:
        settings = read_settings(BEHEER, os.environ)
        inrichting = read_inrichting(Path(os.environ.get("KETEN_INRICHTING", "")))
    except (SettingsWrong, UserFault) as wrong:
        print(wrong, file=sys.stderr)
        return WRONG
    parts = parts_of(settings)
    writer = beheer.build(parts)
    saying = Announcement(writer.kernel, parts.addressbook, inrichting, lambda: log_of(settings))
    timed = replace(writer, timers=(Timer("inrichting", LOOK_SECONDS, saying.run),))
    return run(
        [(timed, log_of(settings))],
        site=picker(parts),
        host=settings.host,
        port=settings.port,
    )


if __name__ == "__main__":
    raise SystemExit(main())
