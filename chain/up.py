"""`./keten up`: the chain for real use, on one machine."""

import asyncio
import signal
import sys
from dataclasses import replace
from pathlib import Path

from chain.adopting import Announcement, whole_set_up
from chain.datadir import DataDir
from chain.demo.regio import REGION, sample_region
from chain.draaiwijze import keep_to
from chain.embedded import Embedded
from chain.faults import UserFault
from chain.inrichting import EXAMPLE, Inrichting
from chain.serving import Address, address, serving, set_up
from infra.clock import SystemClock
from infra.parts import MailSettings
from infra.runner import Runner

FILE = "inrichting.yaml"

LOOK_SECONDS = 1.0
"""How often is looked whether the set-up changed."""


def up(folder: Path, given: Path | None, *, host: str, port: int) -> int:
    """Serve until stopped; a directory of the demo is served with the people of the demo.

    Raises:
        UserFault: no set-up yet, or something in it is wrong; says what to do.
    """
    data = DataDir(folder)
    path: Path | None = None
    if data.kind == "voorbeeld" and given is None:
        inrichting = sample_region()
    else:
        data.prepare("echt")
        path = given or _set_up_file(data)
        inrichting = whole_set_up(path)
    keep_to(data.root, "zonder Kafka")
    at = replace(address(host, port), public=inrichting.adres)
    asyncio.run(_serve(data, inrichting, path, at))
    return 0


def up_on_kafka(folder: Path, given: Path | None, *, postgres: str | None, port: int) -> int:
    """Serve on Apache Kafka, a process per service and domain, until stopped."""
    from chain.supervisor import supervise

    data = DataDir(folder)
    data.prepare("echt")
    return supervise(data, given or _set_up_file(data), postgres=postgres, port=port)


def _set_up_file(data: DataDir) -> Path:
    """The set-up of this directory; on the first run an example to fill in is laid there."""
    path = data.root / FILE
    if path.exists():
        return path
    example = data.root / f"{FILE}.voorbeeld"
    covenant = data.root / REGION.name
    example.write_text(EXAMPLE.format(covenant=covenant.name), encoding="utf-8")
    if not covenant.exists():
        covenant.write_bytes(REGION.read_bytes())
    raise UserFault(
        f"Deze keten is nog niet ingericht. Vul {example} in (en zo nodig {covenant}), "
        f"bewaar het als {path.name} in dezelfde map en start opnieuw."
    )


async def _serve(data: DataDir, inrichting: Inrichting, path: Path | None, at: Address) -> None:
    async with serving(data, SystemClock(), at, _mail(inrichting)) as (embedded, runner):
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, runner.end)
        await set_up(embedded, runner, inrichting)
        watching = asyncio.create_task(_watch(embedded, runner, path)) if path else None
        print(f"De keten draait: {at}/  (stop met Ctrl-C)", file=sys.stderr, flush=True)
        await runner.ended()
        if watching:
            watching.cancel()
        if runner.failure:
            raise runner.failure


async def _watch(embedded: Embedded, runner: Runner, path: Path) -> None:
    """Say what changes in the set-up while it runs; a new version of a covenant among it."""
    saying = Announcement(embedded.beheer.kernel, embedded.addressbook, path, lambda: True)
    while True:
        try:
            await runner.settled()
            await asyncio.to_thread(saying.run)
        except TimeoutError:
            pass  # Something is under way all the time: look again later.
        except UserFault:
            pass  # It was told; what held goes on.
        await asyncio.sleep(LOOK_SECONDS)


def _mail(inrichting: Inrichting) -> MailSettings | None:
    server = inrichting.mailserver
    return MailSettings(server.host, server.poort, server.afzender) if server else None
