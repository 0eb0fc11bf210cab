"""A database and a log that are not of one moment: nothing is served and nothing is written."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from sqlmodel import Session

from chain.cli import sentence_for
from infra.clock import SetClock
from infra.database import Database
from infra.in_step import Difference, OutOfStep, check_in_step
from infra.instance import Instance
from infra.kernel import Emission, Moment, Record
from infra.log import Inlet, Outgoing, Place
from infra.log.sqlite import SqliteLog
from infra.runner import Runner
from infra.testing.diary import HEARS, NAME, SAYS, Diary, read
from infra.testing.source import WHEN, A, B, Source, payload

pytestmark = pytest.mark.usefixtures("said_anywhere")

INTAKE = "zorg-intake"


class Disk:
    """The files of a chain of two: intake speaks; the table hears it, and says so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "chain"
        self.folder.mkdir()
        self._copies = folder / "copies"

    def copy(self, name: str) -> None:
        copytree(self.folder, self._copies / name)

    def put_back(self, name: str, *files: str) -> None:
        """Put files of a copy back; all of them where none is named."""
        if not files:
            rmtree(self.folder)
            copytree(self._copies / name, self.folder)
        for file in files:
            for old in self.folder.glob(f"{file}*"):
                old.unlink()
            for kept in (self._copies / name).glob(f"{file}*"):
                (self.folder / kept.name).write_bytes(kept.read_bytes())

    def log(self) -> SqliteLog:
        return SqliteLog(self.folder / "log.sqlite")

    def instance(self, name: str) -> Instance:
        database = Database(f"sqlite:///{self.folder}/{name}.sqlite")
        says = {INTAKE: None, NAME: SAYS}[name]
        return Diary(says).instance(name, database, SetClock(WHEN))

    def work(self, *casussen: str) -> None:
        """Start, report these casussen, and stop when everybody has heard."""
        intake, table, log = self.instance(INTAKE), self.instance(NAME), self.log()

        async def day() -> None:
            runner = Runner([(one, log.principal(one.name)) for one in (intake, table)])
            await runner.start()
            try:
                for casus in casussen:
                    await asyncio.to_thread(report, intake, casus)
                await runner.settled()
            finally:
                await runner.stop()

        try:
            asyncio.run(day())
        finally:
            for one in (intake, table):
                one.kernel.database.close()
            log.close()

    def content(self) -> dict[Place, Sequence[Record]]:
        log = self.log()
        places = [(topic, part) for topic in (HEARS, SAYS) for part in (0, 1)]
        return {place: log.read(*place, 0, 100) for place in places}


def report(intake: Instance, casus: str) -> None:
    def deed(_session: Session, _moment: Moment) -> tuple[list[Emission], str]:
        return [Emission(HEARS, casus, payload(casus))], ""

    intake.kernel.act(f"report-{casus}-{time.monotonic_ns()}", deed)


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path)


def findings(disk: Disk) -> set[tuple[str, Difference, int]]:
    """What is said at a start that must fail; it changes nothing, and fails again."""
    before = disk.content()
    with pytest.raises(OutOfStep) as fault:
        disk.work(B)
    with pytest.raises(OutOfStep) as again:
        disk.work(B)
    assert str(again.value) == str(fault.value) == sentence_for(fault.value)
    assert disk.content() == before
    return {(one.instance, one.difference, one.events) for one in fault.value.findings}


def test_databases_older_than_the_log_are_not_served(disk: Disk) -> None:
    disk.work(A)
    disk.copy("old")
    disk.work(A, B, A)

    disk.put_back("old", INTAKE, NAME)
    assert findings(disk) == {
        (INTAKE, Difference.DATABASE_OLDER, 3),
        (NAME, Difference.DATABASE_OLDER, 3),
    }


def test_one_old_database_among_others_is_found_and_named(disk: Disk) -> None:
    disk.work(A)
    disk.copy("old")
    disk.work(A, B)
    disk.copy("new")

    disk.put_back("old", NAME)
    assert findings(disk) == {(NAME, Difference.DATABASE_OLDER, 2)}
    disk.put_back("new", NAME)
    disk.work(A)


def test_a_database_that_was_lost_is_not_begun_anew_beside_its_log(disk: Disk) -> None:
    disk.work(A, B)

    (disk.folder / f"{INTAKE}.sqlite").unlink()
    assert findings(disk) == {(INTAKE, Difference.DATABASE_OLDER, 2)}


def test_a_log_older_than_the_databases_is_not_written_on(disk: Disk) -> None:
    disk.work(A)
    disk.copy("old")
    disk.work(A, B)

    disk.put_back("old", "log")
    assert findings(disk) == {
        (INTAKE, Difference.LOG_OLDER, 2),
        (NAME, Difference.LOG_OLDER, 2),
    }


def test_who_read_what_the_log_no_longer_holds_does_not_go_on(disk: Disk) -> None:
    silent = Diary(None).instance(
        "zorg-notifier", Database(f"sqlite:///{disk.folder}/notifier.sqlite"), SetClock(WHEN)
    )
    source = Source("zorg.postbus.v1")
    silent.check_state()
    silent.kernel.receive([source.says(A), source.says(B)])

    async def start() -> None:
        await Runner([(silent, disk.log().principal(silent.name))]).start()

    with pytest.raises(OutOfStep) as fault:
        asyncio.run(start())
    assert [(one.difference, one.events) for one in fault.value.findings] == [
        (Difference.LOG_OLDER, 2)
    ]


def test_a_log_of_another_chain_is_told_from_an_older_one(disk: Disk) -> None:
    disk.work(A)
    disk.copy("one")
    disk.folder.joinpath("log.sqlite").unlink()
    rmtree(disk.folder)
    disk.folder.mkdir()
    disk.work(B, A)

    disk.put_back("one", INTAKE, NAME)
    differences = {difference for _, difference, _ in findings(disk)}
    assert Difference.OTHER in differences


def test_copies_of_one_moment_go_on_whichever_moment_that_was(disk: Disk) -> None:
    disk.work(A)
    disk.copy("old")
    disk.work(A, B)

    disk.put_back("old")
    disk.work(B, A)
    assert len(read(Database(f"sqlite:///{disk.folder}/{NAME}.sqlite"), A)) == 2


def test_what_was_published_and_not_yet_forgotten_is_no_difference(disk: Disk) -> None:
    """As when a process is killed between the two."""
    disk.work(A)
    intake, log = disk.instance(INTAKE), disk.log()
    for casus in (A, B, A):
        report(intake, casus)
    _, waiting = intake.kernel.outgoing(500)
    log.append(waiting[:2])

    disk.work(A)
    assert len(read(Database(f"sqlite:///{disk.folder}/{NAME}.sqlite"), A)) == 4


def test_what_waits_and_lies_there_otherwise_is_a_difference(disk: Disk) -> None:
    disk.work(A)
    intake, log = disk.instance(INTAKE), disk.log()
    report(intake, A)
    _, (waiting,) = intake.kernel.outgoing(500)
    other = Outgoing(
        waiting.topic, waiting.partition, A, waiting.sequence, waiting.raw.replace(b"2026", b"2025")
    )
    log.append([other])
    assert findings(disk) == {(INTAKE, Difference.OTHER, 1)}


class Twice:
    """A log as a broker keeps it: what was published anew after a crash lies there twice."""

    def __init__(self, place: Place, events: Iterable[bytes]) -> None:
        self._records = [Record(*place, offset, raw) for offset, raw in enumerate(events)]

    async def written(self, since: Mapping[Place, int]) -> AsyncIterator[Record]:
        for record in self._records:
            if record.offset >= since[record.topic, record.partition]:
                yield record

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        raise NotImplementedError

    async def open(self, topics: Iterable[str], offsets: Mapping[Place, int]) -> Inlet:
        raise NotImplementedError

    async def ends(self) -> Mapping[Place, int]:
        return {}

    async def batch(self, limit: int) -> Sequence[Record]:
        raise NotImplementedError

    async def seek(self, offsets: Mapping[Place, int]) -> None:
        raise NotImplementedError

    quiet = False

    async def close(self) -> None:
        raise NotImplementedError


@pytest.mark.parametrize("said", [1, 2, 3, 4, 5])
def test_what_lies_there_twice_is_no_difference_and_hides_none(disk: Disk, said: int) -> None:
    writer, names = disk.instance(INTAKE), ["a"] * said

    def deed(_session: Session, _moment: Moment) -> tuple[list[Emission], str]:
        return [Emission(HEARS, A, payload(A, houder)) for houder in names], ""

    writer.kernel.act("all", deed)
    last, waiting = writer.kernel.outgoing(500)
    writer.kernel.published(last)
    (place,) = {(one.topic, one.partition) for one in waiting}
    every = [one.raw for one in waiting]

    def check(events: Sequence[bytes]) -> None:
        log = Twice(place, events)
        asyncio.run(check_in_step(INTAKE, writer.kernel, log, log))

    check(every)
    check([*every[:2], *every, *every[:1]])
    with pytest.raises(OutOfStep, match="ouder dan de database"):
        check([*every[:-1], *every[:-1]])
    other = Source(*place)
    beyond = [other.says(A).raw for _ in range(said + 1)][-1]
    with pytest.raises(OutOfStep, match=rf"ouder dan het logboek \({INTAKE}: 1 gebeurtenis\)"):
        check([*every, beyond, *every])
