"""The front page and the register's writer, as a process of its own: `python -m chain.front`."""

import asyncio
import logging
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from chain import beheer
from chain.adopting import Announcement, whole_set_up
from chain.cijfers import counted
from chain.faults import UserFault
from chain.picker import picker
from contracts.topics import BEHEER, REGISTER
from infra.instance import Timer
from infra.kernel import Kernel
from infra.log import Log
from infra.runner import run
from infra.settings import SettingsWrong, read_settings
from infra.standalone import LINE, WRONG, log_of, parts_of, told_if_away
from infra.web.session import Signer

LOOK_SECONDS = 1.0
"""How often is looked whether the set-up changed."""


async def _heard_all(kernel: Kernel, reader: Log) -> bool:
    """Has the register's writer heard all that it said? A restart may come in between."""
    inlet = await reader.open((REGISTER,), {})
    try:
        ends = await inlet.ends()
    finally:
        await inlet.close()
        await reader.close()
    heard = kernel.offsets()
    return all(heard.get(place, 0) >= end for place, end in ends.items())


@told_if_away
def main() -> int:
    """Run until stopped, with a service's settings, KETEN_INRICHTING and KETEN_FIGURES."""
    logging.basicConfig(level=logging.WARNING, format=LINE)
    try:
        settings = read_settings(BEHEER, os.environ)
        inrichting = Path(os.environ.get("KETEN_INRICHTING", ""))
        whole_set_up(inrichting)
        signer = Signer(settings.session_key)
        parts = parts_of(settings)
    except (SettingsWrong, UserFault, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return WRONG
    writer = beheer.build(parts)
    saying = Announcement(
        writer.kernel,
        parts.addressbook,
        inrichting,
        lambda: asyncio.run(_heard_all(writer.kernel, log_of(settings))),
    )
    timed = replace(writer, timers=(Timer("inrichting", LOOK_SECONDS, saying.run),))
    return run(
        [(timed, log_of(settings))],
        site=picker(parts, signer, partial(counted, Path(os.environ.get("KETEN_FIGURES", "")))),
        host=settings.host,
        port=settings.port,
        hosts=settings.hosts,
    )


if __name__ == "__main__":
    raise SystemExit(main())
