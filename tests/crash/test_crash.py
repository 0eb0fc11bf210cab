"""kill -9 of any service, anywhere: the same work has the same outcome, nothing lost or double."""

import asyncio
import os
import random
import signal
from collections.abc import Awaitable, Callable

import pytest

from tests.crash.conftest import LOADS, MANY, MOMENTS, ONE, MakeRig
from tests.crash.outcome import Outcome, outcome
from tests.crash.rig import Rig, kafka_of

Undisturbed = Callable[[str], Outcome]

ACT, RECEIVE, PUBLISH = (
    ("act:before-commit", "act:after-commit"),
    ("receive:before-commit", "receive:after-commit"),
    ("publish:after-publish",),
)
SERVICES = {
    "onderwijs-intake": [f"{point}:1" for point in (*ACT, *PUBLISH)],
    "veiligheid-casusoverleg": [f"{point}:2" for point in (*ACT, *RECEIVE, *PUBLISH)],
    "privacy-gate": [f"{point}:3" for point in (*RECEIVE, *PUBLISH)],
    "veiligheid-notifier": [f"{point}:1" for point in (*ACT, *RECEIVE, *PUBLISH)],
}
"""An instance of each service, and where it dies, once each, in the middle of its work."""


def points(instance: str) -> list[str]:
    """Where an instance dies, as the hook wants it."""
    return [f"{instance}:{point}" for point in SERVICES[instance]]


async def _finished(rig: Rig, load: str, *, kafka: bool = False) -> Outcome:
    await rig.work(LOADS[load])
    return await outcome(rig, kafka_of(rig) if kafka else None)


def test_the_work_itself_is_sound(undisturbed: Undisturbed) -> None:
    """Or the comparisons below would compare nothing."""
    found = undisturbed("many")
    assert (found.broken, found.faults) == ({}, [])
    assert sum("CasusAangemeld" in words for words in found.said.values()) == len(MANY)
    assert len(found.standing) > len(ONE)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("instance", SERVICES)
def test_killed_at_every_point(embedded: MakeRig, undisturbed: Undisturbed, instance: str) -> None:
    rig = embedded(points(instance))
    rig.start()
    found = asyncio.run(_finished(rig, "one"))
    assert rig.crashed == set(points(instance))
    assert found.beside(undisturbed("one")) == {}


@pytest.mark.timeout(300 + 20 * MOMENTS)
def test_killed_at_random_moments(embedded: MakeRig, undisturbed: Undisturbed) -> None:
    rig = embedded()
    found, killed = asyncio.run(_tormented(rig, lambda: _kill_whole(rig)))
    assert killed == MOMENTS
    assert found.beside(undisturbed("many")) == {}


@pytest.mark.kafka
@pytest.mark.timeout(600)
def test_every_process_on_kafka_killed_at_every_point(
    on_kafka: MakeRig, undisturbed: Undisturbed
) -> None:
    everywhere = [point for instance in SERVICES for point in points(instance)]
    rig = on_kafka(everywhere)
    rig.start()
    found = asyncio.run(_finished(rig, "many", kafka=True))
    assert rig.crashed == set(everywhere)
    assert found.beside(undisturbed("many")) == {}


@pytest.mark.kafka
@pytest.mark.timeout(600 + 20 * MOMENTS)
def test_processes_on_kafka_killed_at_random_moments(
    on_kafka: MakeRig, undisturbed: Undisturbed
) -> None:
    rig = on_kafka()
    found, killed = asyncio.run(_tormented(rig, lambda: _kill_one(rig), kafka=True))
    assert killed == MOMENTS
    assert found.beside(undisturbed("many")) == {}


async def _tormented(
    rig: Rig, kill: Callable[[], Awaitable[None]], *, kafka: bool = False
) -> tuple[Outcome, int]:
    """Work, while something dies at random moments; gives the outcome, and how often."""
    rig.start()
    await rig.answering()
    killed = 0

    async def torment() -> None:
        nonlocal killed
        chance = random.Random(2010)
        for _ in range(MOMENTS):
            await asyncio.sleep(chance.uniform(0.05, 2.0))
            await kill()
            killed += 1
            await rig.answering()

    tormentor = asyncio.create_task(torment())
    await rig.work(MANY)
    await tormentor
    await rig.settled()
    return await outcome(rig, kafka_of(rig) if kafka else None), killed


async def _kill_whole(rig: Rig) -> None:
    rig.kill()
    rig.revive()


async def _kill_one(rig: Rig) -> None:
    """Any process of the chain but the supervisor, which starts it again, and the broker."""
    assert rig.program is not None
    words = ("ps", "-o", "pid=,args=", "--ppid", str(rig.program.process.pid))
    listing = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
    listed, _ = await listing.communicate()
    chosen = [line.split()[0] for line in listed.decode().splitlines() if " -m " in line]
    os.kill(int(random.choice(chosen)), signal.SIGKILL)
