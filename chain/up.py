"""`./keten up`: the chain for real use, on one machine."""

import asyncio
import signal
import sys
from pathlib import Path

from chain.datadir import DataDir
from chain.demo.regio import REGION, sample_region
from chain.draaiwijze import keep_to
from chain.faults import UserFault
from chain.inrichting import EXAMPLE, Inrichting, read_inrichting
from chain.serving import Address, address, serving, set_up
from infra.clock import SystemClock
from infra.parts import MailSettings

FILE = "inrichting.yaml"


def up(folder: Path, given: Path | None, *, host: str, port: int) -> int:
    """Serve until stopped; a directory of the demo is served with the people of the demo.

    Raises:
        UserFault: no set-up yet, or something in it is wrong; says what to do.
    """
    data = DataDir(folder)
    if data.kind == "voorbeeld" and given is None:
        inrichting = sample_region()
    else:
        data.prepare("echt")
        inrichting = read_inrichting(given or _set_up_file(data))
    keep_to(data.root, "zonder Kafka")
    asyncio.run(_serve(data, inrichting, address(host, port)))
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


async def _serve(data: DataDir, inrichting: Inrichting, at: Address) -> None:
    async with serving(data, SystemClock(), at, _mail(inrichting)) as (embedded, runner):
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, runner.end)
        await set_up(embedded, runner, inrichting)
        print(f"De keten draait: {at}/  (stop met Ctrl-C)", file=sys.stderr, flush=True)
        await runner.ended()
        if runner.failure:
            raise runner.failure


def _mail(inrichting: Inrichting) -> MailSettings | None:
    server = inrichting.mailserver
    return MailSettings(server.host, server.poort, server.afzender) if server else None
