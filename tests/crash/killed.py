"""The same work twice: undisturbed, and while the chain is killed at every point and moment."""

import asyncio
import os
import random
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from chain.demo.voorbeelden import CASUSSEN
from infra.kafka import Broker
from tests.crash.outcome import Outcome, outcome
from tests.crash.people import SAMPLES, at_once, deeds
from tests.crash.rig import Rig, embedded_rig

MOMENTS = int(os.environ.get("KETEN_CRASH_MOMENTS", "5"))
"""How many random moments of death under load; the long form has 50."""

ONE = at_once(SAMPLES[0])
"""Worked on while the chain dies at every point."""

_ALL = CASUSSEN if MOMENTS > 10 else SAMPLES
MANY = at_once(*(sample for sample in _ALL if sample.kenmerk != SAMPLES[0].kenmerk))
"""Worked on while it dies at random moments."""

SOON = 0.3
"""The chain dies within so many seconds after a deed was begun."""

ACT, RECEIVE, PUBLISH = (
    ("act:before-commit", "act:after-commit"),
    ("receive:before-commit", "receive:after-commit"),
    ("publish:before-publish", "publish:after-publish"),
)
SERVICES = {
    "onderwijs-intake": [f"{point}:1" for point in (*ACT, *PUBLISH)],
    "veiligheid-casusoverleg": [f"{point}:2" for point in (*ACT, *RECEIVE, *PUBLISH)],
    "privacy-gate": [f"{point}:3" for point in (*RECEIVE, *PUBLISH)],
    "veiligheid-notifier": [f"{point}:1" for point in (*ACT, *RECEIVE, *PUBLISH)],
}
"""An instance of each service, and where it dies, once each, in the middle of its work."""

POINTS = frozenset(f"{instance}:{point}" for instance in SERVICES for point in SERVICES[instance])


class Killed:
    """A chain that is killed, in two stages; what became of it is told after each."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.times = 0
        self._chance = random.Random(2010)

    async def at_points(self) -> Outcome:
        """One case, while every service dies at every point."""
        self.rig.start()
        await self.rig.work(ONE)
        return await outcome(self.rig)

    async def at_moments(self) -> Outcome:
        """The other cases, while something dies at random moments."""
        begun = asyncio.Semaphore(0)
        async with asyncio.TaskGroup() as group:
            group.create_task(self.rig.work(MANY, begun))
            group.create_task(self._torment(begun))
        await self.rig.answering()
        await self.rig.settled()
        return await outcome(self.rig)

    async def _torment(self, begun: asyncio.Semaphore) -> None:
        last = deeds(*MANY)
        moments = sorted(self._chance.sample(range(1, last + 1), MOMENTS))
        for before, deed in pairwise((0, *moments)):
            for _ in range(before, deed):
                await begun.acquire()
            await self.rig.answering()
            await asyncio.sleep(self._chance.uniform(0, SOON))
            self._kill(first=deed == moments[0], last=deed == moments[-1])
            self.times += 1

    def _kill(self, *, first: bool, last: bool) -> None:
        """The process, or one of many; once the broker under them, and once all of it."""
        if last or not self.rig.watched:
            self.rig.kill()
        elif first:
            Broker(self.rig.data / "kafka").kill()
        else:
            self.rig.kill_one(self._chance)


@dataclass(frozen=True)
class Undisturbed:
    """What the same work comes to when nothing dies; whoever inherits the secrets has its ids."""

    secrets: Path
    one: Outcome
    many: Outcome

    @classmethod
    def of(cls, data: Path, secrets: Path) -> "Undisturbed":
        """Set up a chain in a directory, keep its secrets in another, and let it work."""
        rig = embedded_rig(data)
        try:
            return asyncio.run(_undisturbed(rig, secrets))
        finally:
            rig.stop()


async def _undisturbed(rig: Rig, secrets: Path) -> Undisturbed:
    rig.start()
    await rig.answering()
    await rig.settled()
    rig.bequeath(secrets)
    await rig.work(ONE)
    one = await outcome(rig)
    await rig.work(MANY)
    return Undisturbed(secrets, one, await outcome(rig))
