"""Is what an instance holds what it heard and did, and nothing else? It is built once more."""

import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from chain.run.embedded import build
from chain.simulate.findings import Breach, Finding
from chain.simulate.world import Node, World
from infra.clock import SetClock
from infra.database import Database
from infra.kernel import Gap
from infra.log import Record
from infra.log.records import places_of
from infra.upgrading import fold_again

OF_THE_CLOCK = ("wekker", "gewekt")
"""When a clock looks again: after an upgrade it looks at every casus once more."""

OF_THE_REGISTER = ("register.stand",)
"""How often the register changed: a notifier keeps what was said at tables and reads it no more."""

_SEAL = re.compile(r'"cijfertekst":"[^"]*"')
"""What is sealed once more looks different every time."""


def rebuilt(world: World, node: Node, begin: Path) -> Iterator[Finding]:
    """Build an instance anew from the log and from what people did there; compare.

    It is done without any fault, on the database as it was in the directory `begin`, at the
    times when it was done first. Then once more as at an upgrade, from the log alone.
    """
    path = world.data.root / "herbouwd.sqlite"
    shutil.copy(begin / "db" / f"{node.name}.sqlite", path)
    clock = SetClock(world.clock.now())
    database = Database(f"sqlite:///{path}")
    parts = replace(node.parts, database=database, clock=clock)
    fresh = Node(build(parts), parts, (), {})
    try:
        for moment, what in node.journal:
            _again(fresh, clock, moment, what)
        yield from _differences(node, fresh, "opnieuw opgebouwd", ())
        fold_again(fresh.instance, _written(world, fresh))
        yield from _differences(node, fresh, "opnieuw gelezen", (*OF_THE_CLOCK, *OF_THE_REGISTER))
    finally:
        database.close()
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()


def _written(world: World, node: Node) -> list[Record]:
    places = places_of(node.instance.state.topics)
    return [entry.record for place in places for entry in world.log.places[place]]


def _again(fresh: Node, clock: SetClock, moment: datetime, what: object) -> None:
    clock.set(moment)
    if not isinstance(what, tuple):
        what(fresh)  # type: ignore[operator]  # a deed is told from a batch by its not being a tuple
        return
    try:
        fresh.kernel.receive(what)
    except Gap:
        return


def _differences(node: Node, fresh: Node, how: str, but: Collection[str]) -> Iterator[Finding]:
    live, again = node.state(), fresh.state()
    for key in sorted(live.keys() | again.keys()):
        one, other = live.get(key), again.get(key)
        if key[0] in but:
            continue
        if one is None or other is None or _SEAL.sub("", one) != _SEAL.sub("", other):
            missing = "ontbreekt" if other is None else "is te veel" if one is None else "verschilt"
            text = f"{node.name}, {how}: {key[0]} {key[1]} {missing}"
            yield Finding(Breach.REBUILT, text)
