"""From outbox to inbox, over every log: what was decided arrives, in order, and once."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from contracts.envelope import CHAIN_START
from infra.clock import SetClock
from infra.database import Database
from infra.kernel import Emission, Kernel, Moment, Relay
from infra.kernel.tables import Position
from infra.log import Place
from infra.runner import Runner
from infra.testing.diary import ID_KEY, Diary, read
from infra.testing.hand import Hand
from infra.testing.source import WHEN, A, payload

WRITER, READER, TOPIC = "justitie-intake", "justitie-casusoverleg", "justitie.intake.v1"


def _new(folder: Path, name: str) -> Database:
    return Database(f"sqlite:///{folder}/{name}.sqlite")


def _report(kernel: Kernel, command: str) -> None:
    def deed(session: Session, moment: Moment) -> tuple[list[Emission], str]:
        return [Emission(TOPIC, A, payload(A))], ""

    kernel.act(command, deed)


async def _ends(hand: Hand) -> Mapping[Place, int]:
    log = hand(READER)
    inlet = await log.open([TOPIC], {})
    ends = await inlet.ends()
    await inlet.close()
    await log.close()
    return ends


def _begin_at(database: Database, ends: Mapping[Place, int]) -> None:
    """Let a reader begin where other tests left the log, as if nothing lay there."""
    rows = [
        {
            "topic": topic,
            "partition": partition,
            "next_offset": end,
            "sequence": 0,
            "hash": CHAIN_START,
        }
        for (topic, partition), end in ends.items()
    ]
    if rows:
        with database.transaction() as session:
            session.connection().execute(insert(Position), rows)


@pytest.mark.usefixtures("said_anywhere")
def test_what_is_published_twice_has_its_effect_once(hand: Hand, tmp_path: Path) -> None:
    crashes = iter([True, False, False])

    def crash(name: str) -> None:
        if name == "after-publish" and next(crashes):
            raise InterruptedError

    async def story() -> None:
        ends = await _ends(hand)
        writer = Kernel(
            WRITER, _new(tmp_path, "writer"), {}, SetClock(WHEN), ID_KEY, checkpoint=crash
        )
        log = hand(WRITER)
        relay = Relay(writer, log)
        for number in range(5):
            _report(writer, f"command-{number}")
        with pytest.raises(InterruptedError):
            await relay.run_once()
        # Started again, it does not know what its former self published.
        await log.close()
        log = hand(WRITER)
        relay = Relay(writer, log)
        _report(writer, "command-5")
        assert await relay.run_once() == 6
        assert await relay.run_once() == 0
        await log.close()
        await _read_all(hand, tmp_path, ends, 6)

    asyncio.run(story())


async def _read_all(hand: Hand, folder: Path, ends: Mapping[Place, int], count: int) -> None:
    database = _new(folder, "reader")
    instance = Diary("justitie.casusoverleg.v1").instance(READER, database, SetClock(WHEN))
    _begin_at(database, ends)
    runner = Runner([(instance, hand(READER))])
    await runner.start()
    for _ in range(200):
        if len(read(database, A)) == count and not instance.kernel.pending():
            break
        await asyncio.sleep(0.05)
    assert await runner.stop()
    assert len(read(database, A)) == count
    assert instance.kernel.pending() == 0
    assert not instance.kernel.parked()
    assert runner.failure is None
