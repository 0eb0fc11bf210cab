"""`./keten up`: the chain for real use, on one machine."""

import asyncio
import signal
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from chain.demo.regio import REGION, sample_region
from chain.faults import UserFault
from chain.run.datadir import DataDir
from chain.run.draaiwijze import keep_to
from chain.run.embedded import Embedded
from chain.run.serving import Address, address, serving, set_up
from chain.setup.adopting import NOT_WATCHED, Announcement, heard_all, whole_set_up
from chain.setup.inrichting import EXAMPLE, Inrichting
from contracts.topics import BEHEER
from infra.clock import SystemClock
from infra.log.sqlite import SqliteLog

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
        data.prepare("voorbeeld")
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
    from chain.kafka.supervisor import supervise

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
    mail = inrichting.mail(path.parent if path else data.root)
    async with serving(data, SystemClock(), at, mail) as (embedded, runner):
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, runner.end)
        await set_up(embedded, runner, inrichting)
        print(f"De keten draait: {at}/  (stop met Ctrl-C)", file=sys.stderr, flush=True)
        tasks = [asyncio.create_task(runner.ended())]
        if path:
            tasks.append(asyncio.create_task(_watch(data, embedded, path)))
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if runner.failure:
            raise runner.failure
        if any(task.done() for task in tasks[1:]):
            raise UserFault(NOT_WATCHED)
        for task in tasks:
            task.cancel()


async def _watch(data: DataDir, embedded: Embedded, path: Path) -> None:
    """Say what changes in the set-up while it runs; a new version of a covenant among it."""
    with closing(SqliteLog(data.log)) as log:
        reader, kernel = log.principal(BEHEER), embedded.beheer.kernel
        saying = Announcement(
            kernel,
            embedded.addressbook,
            path,
            lambda: asyncio.run(heard_all(kernel, reader)),
            embedded.standing,
        )
        while True:
            await asyncio.to_thread(saying.run)
            await asyncio.sleep(LOOK_SECONDS)
