"""`./keten demo`: a region with sample cases, from an empty directory to figures and pages."""

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from chain.audit.figures import audited
from chain.audit.reading import opened
from chain.demo.calendar import CalendarClock, at_work, working_day_before
from chain.demo.klokken import settling
from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.play import Player
from chain.demo.regio import REGION, sample_region
from chain.demo.voorbeelden import CASUSSEN
from chain.driver import Chain, over_http
from chain.run.datadir import DataDir
from chain.run.embedded import Embedded
from chain.run.serving import Address, address, serving, set_up
from chain.run.sites import PATHS
from chain.setup.inrichting import read_covenant_at
from infra.clock import SystemClock, today
from infra.mail import MailSink
from infra.parts import MailSettings
from infra.runner import Runner
from infra.web.identity import token

BROKEN = ("zonder_verantwoordelijke", "dubbel", "verloren")
"""Figures that must be zero; if one is not, the exit code says so."""


ROOM = 256 * 1024 * 1024
"""Bytes; ten times what the sample cases take."""


def demo(folder: Path | None, *, once: bool, as_json: bool, port: int) -> int:
    """Play the sample cases; then serve, unless `once`. Without a folder nothing is kept."""
    _stay_on_one_core()
    with tempfile.TemporaryDirectory(prefix="jeugdketen-", dir=_memory()) as temporary:
        data = DataDir(folder or Path(temporary))
        data.prepare("voorbeeld")
        at = address("127.0.0.1", 0 if once else port)
        found = asyncio.run(_demo(data, at, once=once, as_json=as_json))
    return 1 if any(found[key] for key in BROKEN) else 0


def _stay_on_one_core() -> None:
    """Python's threads take turns; where they need not wake another core, a quarter is saved."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _memory() -> Path | None:
    """Where files that nobody keeps cost least, if there is room: then no disk is waited for."""
    memory = Path("/dev/shm")  # noqa: S108 - a directory of its own is made in it
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return memory if roomy else None


async def _demo(data: DataDir, at: Address, *, once: bool, as_json: bool) -> dict[str, object]:
    last = today(SystemClock())
    first = at_work(working_day_before(last, max(c.dag for c in CASUSSEN)), -60)
    played = data.log.exists()
    clock = CalendarClock(datetime.now(UTC) if played else first)
    async with MailSink(data.mail) as sink:
        mail = MailSettings(sink.host, sink.port, "jeugdketen@voorbeeld.test")
        async with serving(data, clock, at, mail) as (embedded, runner):
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, runner.end)
            began = time.monotonic()
            if not played:
                await _play(data, embedded, runner, clock, at)
            clock.follow()
            with opened(data.root) as chain:
                found = audited(chain).figures
            found["seconden"] = round(time.monotonic() - began, 1)
            _show(found, as_json=as_json)
            if not once:
                _where_to_look(at, data)
                await runner.ended()
            if runner.failure:
                raise runner.failure
    return found


async def _play(
    data: DataDir, embedded: Embedded, runner: Runner, clock: CalendarClock, at: Address
) -> None:
    covenant = read_covenant_at(REGION)
    await set_up(embedded, runner, sample_region())
    by_mail = {entry.mail: entry.medewerker for entry in embedded.addressbook.all()}
    ids = {key: by_mail[person.mail] for key, person in MEDEWERKERS.items()}
    signer = data.signer()
    async with over_http(str(at)) as send:
        settle = settling(embedded, runner, clock)
        chain = Chain(send, PATHS, cache(partial(token, signer)), covenant, settle)
        player = Player(chain, clock, ids, lambda line: print(line, file=sys.stderr, flush=True))
        await player.play(CASUSSEN, today(SystemClock()))


def _show(found: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2), flush=True)
        return
    for key, value in found.items():
        words = key.replace("_", " ")
        text = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"{words:28} {text}", flush=True)


def _where_to_look(at: Address, data: DataDir) -> None:
    print(
        f"""
De keten draait op {at}/  Kies daar wie u bent (stop met Ctrl-C):
  ZAT-coordinator   meldt aan, brengt in, en ziet wat ervan werd   {at}/onderwijs/casusoverleg/
  ketenmanager      wie heeft wat, sinds wanneer, wat zit vast     {at}/veiligheid/casusoverleg/
  RMC-coordinator   draagt de uitkomst over aan de school          {at}/veiligheid/notifier/
  zorgcoordinator   krijgt de terugkoppeling en bevestigt die      {at}/onderwijs/notifier/
  ontvangende partij accepteert, weigert, bevestigt de actie       {at}/zorg/casusoverleg/
  privacyfunctionaris ziet elk besluit met de artikelen            {at}/privacy-gate/
  Het logboek nalezen: ./keten audit verify --data {data.root}
""",
        file=sys.stderr,
        flush=True,
    )
