"""Instances at work in one loop: Faust apps fed by an inlet, a relay, timers, and the web."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlmodel import Session

from contracts.envelope import Envelope
from contracts.events.casusoverleg import HouderVernomen
from infra.clock import SetClock
from infra.database import Database, InUse
from infra.instance import Instance, Timer
from infra.kernel import Emission, Kernel, Moment
from infra.log import Inlet, Log, Outgoing, Place, Record, Unavailable
from infra.log.sqlite import SqliteLog
from infra.runner import Runner
from infra.testing.diary import HEARS, ID_KEY, NAME, SAYS, Diary, read
from infra.testing.source import WHEN, A, Source, payload

pytestmark = pytest.mark.usefixtures("said_anywhere")


class Chain:
    """Intake speaks, the table hears and speaks, the notifier hears both."""

    def __init__(self, folder: Path) -> None:
        self.log = SqliteLog(folder / "log.sqlite")
        self._folder = folder
        self.intake = Diary(None).instance("zorg-intake", self.database("intake"), SetClock(WHEN))
        self.table = Diary(SAYS).instance(NAME, self.database("table"), SetClock(WHEN))
        self.notifier = Diary(None).instance(
            "zorg-notifier", self.database("notifier"), SetClock(WHEN)
        )

    def database(self, name: str) -> Database:
        return Database(f"sqlite:///{self._folder}/{name}.sqlite")

    def members(self, *instances: Instance) -> list[tuple[Instance, Log]]:
        chosen = instances or (self.intake, self.table, self.notifier)
        return [(one, self.log.principal(one.name)) for one in chosen]

    def report(self, casus: str) -> None:
        """A user of intake does something about a casus."""

        def deed(session: Session, moment: Moment) -> tuple[list[Emission], str]:
            return [Emission(HEARS, casus, payload(casus))], ""

        self.intake.kernel.act(f"report-{casus}-{time.monotonic_ns()}", deed)


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    return Chain(tmp_path)


def _play(runner: Callable[[], Runner], story: Callable[[Runner], Awaitable[None]]) -> None:
    async def play() -> None:
        running = runner()
        await running.start()
        try:
            await story(running)
        finally:
            began = time.monotonic()
            assert await running.stop()
            assert time.monotonic() - began < 1.2

    asyncio.run(play())


def test_what_is_said_is_heard_along_the_whole_chain(
    chain: Chain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    async def story(runner: Runner) -> None:
        for _ in range(3):
            await asyncio.to_thread(chain.report, A)
        await runner.settled()
        assert len(read(chain.database("table"), A)) == 3
        assert len(read(chain.database("notifier"), A)) == 6
        assert not list(Path.cwd().iterdir())

    _play(lambda: Runner(chain.members()), story)


def test_settled_comes_soon_after_the_last_effect(chain: Chain) -> None:
    async def story(runner: Runner) -> None:
        await runner.settled()
        began = time.monotonic()
        for number in range(10):
            chain.report(A)
            await runner.settled()
            assert len(read(chain.database("notifier"), A)) == 2 * (number + 1)
        # Ten trips of two hops; polling for records would take over a second per hop.
        assert time.monotonic() - began < 8

    _play(lambda: Runner(chain.members()), story)


def test_every_instance_has_its_pages_under_its_own_path(chain: Chain) -> None:
    async def story(runner: Runner) -> None:
        await asyncio.to_thread(chain.report, A)
        await runner.settled()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{runner.port}") as client:
            assert len((await client.get(f"/{NAME}/entries/{A}")).json()) == 1
            assert (await client.get(f"/zorg-intake/entries/{A}")).json() == []
            assert (await client.get(f"/entries/{A}")).status_code == 404

    _play(lambda: Runner(chain.members()), story)


def test_after_a_restart_it_goes_on_where_the_database_was(chain: Chain) -> None:
    async def first(runner: Runner) -> None:
        chain.report(A)
        await runner.settled()

    async def second(runner: Runner) -> None:
        await runner.settled()
        assert len(read(chain.database("table"), A)) == 2

    _play(lambda: Runner(chain.members()), first)
    chain.report(A)
    _play(lambda: Runner(chain.members()), second)


def test_two_processes_do_not_work_for_the_same_instance(chain: Chain) -> None:
    async def story(_runner: Runner) -> None:
        with pytest.raises(InUse):
            await Runner(chain.members(chain.table)).start()

    _play(lambda: Runner(chain.members()), story)


def test_a_fault_ends_the_process_and_loses_nothing(chain: Chain) -> None:
    def breaks(
        session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> list[Emission]:
        raise ZeroDivisionError

    table = replace(
        chain.table,
        kernel=Kernel(
            NAME, chain.database("table"), {HouderVernomen: breaks}, SetClock(WHEN), ID_KEY
        ),
    )

    async def story(runner: Runner) -> None:
        chain.report(A)
        async with asyncio.timeout(5):
            await runner.ended()
        assert isinstance(runner.failure, ZeroDivisionError)
        with pytest.raises(ZeroDivisionError):
            await runner.settled()

    _play(lambda: Runner(chain.members(chain.intake, table)), story)
    assert read(chain.database("table"), A) == []

    async def repaired(runner: Runner) -> None:
        await runner.settled()
        assert len(read(chain.database("table"), A)) == 1

    _play(lambda: Runner(chain.members()), repaired)


def test_timers_run_and_a_fault_in_one_is_seen(chain: Chain) -> None:
    ticked = threading.Event()

    async def ticks(runner: Runner) -> None:
        assert await asyncio.to_thread(ticked.wait, 5)
        assert runner.failure is None

    async def fails(runner: Runner) -> None:
        async with asyncio.timeout(5):
            await runner.ended()
        assert isinstance(runner.failure, KeyError)

    def bad() -> None:
        raise KeyError

    timed = replace(chain.table, timers=(Timer("tick", 0.05, ticked.set),))
    _play(lambda: Runner(chain.members(timed)), ticks)
    timed = replace(chain.table, timers=(Timer("bad", 0.05, bad),))
    _play(lambda: Runner(chain.members(timed)), fails)


class Unsteady:
    """A log that is away at first, and whose inlet skips a record once."""

    def __init__(self, real: Log) -> None:
        self._real = real
        self.away = 2
        self.skipped = False

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        if self.away:
            self.away -= 1
            raise Unavailable
        await self._real.publish(batch)

    async def open(self, topics: Iterable[str], offsets: Mapping[Place, int]) -> Inlet:
        return Skipping(await self._real.open(topics, offsets), self)

    def written(self, since: Mapping[Place, int]) -> AsyncIterator[Record]:
        return self._real.written(since)

    async def close(self) -> None:
        await self._real.close()


class Skipping:
    def __init__(self, real: Inlet, log: Unsteady) -> None:
        self._real = real
        self._log = log

    @property
    def quiet(self) -> bool:
        return self._real.quiet

    async def batch(self, limit: int) -> Sequence[Record]:
        found = await self._real.batch(limit)
        if len(found) > 1 and not self._log.skipped:
            self._log.skipped = True
            return [found[0], *found[2:]]
        return found

    async def seek(self, offsets: Mapping[Place, int]) -> None:
        await self._real.seek(offsets)

    async def ends(self) -> Mapping[Place, int]:
        return await self._real.ends()

    async def close(self) -> None:
        await self._real.close()


def test_a_log_that_is_away_and_a_gap_delay_and_lose_nothing(chain: Chain) -> None:
    source = Source(HEARS)
    for number in range(1, 6):
        chain.log.append([Outgoing(HEARS, 0, A, number, source.says(A).raw)])
    unsteady = Unsteady(chain.log.principal(NAME))

    async def story(runner: Runner) -> None:
        await runner.settled()
        assert unsteady.skipped
        assert runner.failure is None
        assert len(read(chain.database("table"), A)) == 5
        said = [one for part in (0, 1) for one in chain.log.read(SAYS, part, 0, 10)]
        assert len(said) == 5

    _play(lambda: Runner([(chain.table, unsteady)]), story)
