"""`./keten upgrade`: data of an older version, made what this version works with."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from chain.faults import UserFault
from chain.run.datadir import DataDir
from chain.run.draaiwijze import way_of
from chain.run.embedded import assemble
from infra.clock import SystemClock
from infra.instance import Instance
from infra.log.sqlite import SqliteLog
from infra.upgrading import bring_up_to_date, is_older


def main(argv: Sequence[str]) -> int:
    """Say what will happen, do it, and say what was done; the result is the exit code."""
    parser = argparse.ArgumentParser(prog="keten upgrade", description="Werk gegevens bij.")
    parser.add_argument("--data", type=Path, required=True, help="de map met de gegevens")
    parser.add_argument("--droog", action="store_true", help="zeg alleen wat er zou gebeuren")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    data = DataDir(given.data)
    if data.kind is None:
        raise UserFault(f"In {given.data} staan geen gegevens van een keten.")
    if way_of(data.root) not in (None, "zonder Kafka"):
        raise UserFault(
            "Deze keten draait op Kafka: daar werkt elk proces zijn eigen gegevens bij zodra het "
            "start met de nieuwe versie. U hoeft hier niets te doen."
        )
    told = _upgrade(data, dry=given.droog)
    print(json.dumps(told) if given.json else _sentence(told, dry=given.droog))
    return 0


def _upgrade(data: DataDir, *, dry: bool) -> dict[str, object]:
    with ExitStack() as held:
        chain = assemble(data, SystemClock(), None, "http://127.0.0.1", held)
        log = SqliteLog(Path(data.log))
        held.callback(log.close)
        older = [one for one in chain.instances if is_older(one)]
        folded = 0
        for number, one in enumerate(older, start=1):
            print(f"{number} van {len(older)}: {one.name}", file=sys.stderr, flush=True)
            folded += 0 if dry else asyncio.run(_one(one, log))
    return {
        "instanties": len(chain.instances),
        "verouderd": [one.name for one in older],
        "gevouwen": folded,
        "keten_kan_doordraaien": not older,
    }


async def _one(instance: Instance, log: SqliteLog) -> int:
    return await bring_up_to_date(instance, log.principal(instance.name))


def _sentence(told: dict[str, object], *, dry: bool) -> str:
    older = told["verouderd"]
    if not isinstance(older, list) or not older:
        return "De gegevens zijn van deze versie; er is niets te doen."
    names = ", ".join(older)
    if dry:
        return (
            f"Bij te werken: {names}. Hun stand wordt opnieuw opgebouwd uit het logboek. De keten "
            "moet daarvoor stilstaan; afgebroken bijwerken begint zonder schade opnieuw."
        )
    return f"Bijgewerkt: {names}; {told['gevouwen']} gebeurtenissen gelezen. U kunt starten."
