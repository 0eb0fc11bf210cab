"""The front page and the register's writer, as a process: `python -m chain.front.serve`."""

import asyncio
import json
import logging
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from chain.faults import UserFault
from chain.front.cijfers import counted
from chain.front.picker import picker
from chain.kafka.closed import ASK_SECONDS, Closed
from chain.setup import beheer
from chain.setup.adopting import Announcement, Standing, heard_all, holds_already, whole_set_up
from contracts.topics import BEHEER
from infra.instance import Timer
from infra.private import keep_private
from infra.runner import run
from infra.settings import SettingsWrong, read_settings
from infra.standalone import LINE, WRONG, log_of, parts_of, told_if_away
from infra.web.session import Signer

LOOK_SECONDS = 1.0
"""How often is looked whether the set-up changed."""


@told_if_away
def main() -> int:
    """Run until stopped, with the settings of a service and some of its own.

    KETEN_INRICHTING and KETEN_FIGURES are files; KETEN_INSIDE is JSON: the base URL per instance as
    this process reaches it.
    """
    keep_private()
    logging.basicConfig(level=logging.WARNING, format=LINE)
    try:
        settings = read_settings(BEHEER, os.environ)
        inrichting = _set_up_file()
        signer = Signer(settings.session_key)
        parts = parts_of(settings)
        writer = beheer.build(parts)
        if not holds_already(writer.kernel):
            whole_set_up(inrichting)
    except (SettingsWrong, UserFault, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return WRONG
    standing = Standing()
    saying = Announcement(
        writer.kernel,
        parts.addressbook,
        inrichting,
        lambda: asyncio.run(heard_all(writer.kernel, log_of(settings))),
        standing,
    )
    inside = json.loads(os.environ.get("KETEN_INSIDE", "{}"))
    closed = Closed(inside)
    timers = (
        Timer("inrichting", LOOK_SECONDS, saying.run),
        Timer("dicht", ASK_SECONDS, closed.look),
    )
    figures = partial(counted, Path(os.environ.get("KETEN_FIGURES", "")))
    return run(
        [(replace(writer, timers=timers), log_of(settings))],
        site=picker(parts, signer, figures, standing, lambda: closed.why, inside=inside),
        host=settings.host,
        port=settings.port,
        hosts=settings.hosts,
    )


def _set_up_file() -> Path:
    given = os.environ.get("KETEN_INRICHTING", "")
    if not given:
        raise SettingsWrong("KETEN_INRICHTING is not set")
    return Path(given)


if __name__ == "__main__":
    raise SystemExit(main())
