"""PostgreSQL's connections: few, bounded, waited for; and what passes by itself ends nothing."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as AllInUse
from sqlmodel import Session

from chain.kafka.deployment import Surroundings, environment
from contracts.topics import INSTANCES
from infra import member, pool
from infra.clock import SetClock
from infra.database import READING, TRANSIENT, Database, DiskFull, InUse
from infra.documents import DOCUMENTS
from infra.instance import Instance, Timer
from infra.kernel import Emission, Moment
from infra.log.sqlite import SqliteLog
from infra.postgres import PostgresStores
from infra.runner import Runner
from infra.testing.diary import HEARS, NAME, Diary, read
from infra.testing.postgres import Postgres
from infra.testing.source import WHEN, A, payload
from infra.watchdog import Watchdog

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("said_anywhere")]


class Server:
    """The server as its administrator sees it, and one schema with a role of its own."""

    def __init__(self, postgres: Postgres, name: str) -> None:
        self._admin = postgres.admin_url
        self.url = str(postgres.fresh_url(name))
        url = make_url(self.url).update_query_dict({"application_name": name})
        self.url = url.render_as_string(hide_password=False)
        self._name = name

    def ask(self, query: str) -> int:
        with psycopg.connect(self._admin, autocommit=True) as connection:
            found = connection.execute(query, {"name": self._name}).fetchone()
        return int(found[0]) if found else 0

    def connections(self) -> int:
        return self.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = %(name)s")

    def cut(self, which: str = "TRUE") -> int:
        """End connections, as an administrator, a restart or a firewall does; gives how many."""
        return self.ask(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            f"WHERE application_name = %(name)s AND {which}"
        )

    def cut_lease(self) -> int:
        return self.cut("pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')")


@pytest.fixture
def server(postgres: Postgres, request: pytest.FixtureRequest) -> Server:
    return Server(postgres, f"of-{request.node.name[:40]}")


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    made = Database(server.url)
    made.create(DOCUMENTS)
    yield made
    made.close()


def until(look: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


def test_the_docs_name_the_bound_that_the_chain_keeps() -> None:
    around = Surroundings(
        stores=PostgresStores("postgresql://server/keten"),
        broker="broker",
        passwords=Path(),
        session_public=Path(),
        session_key=Path(),
        inrichting=Path(),
        figures=Path(),
    )
    opened = [" ".join(environment(name, around).values()) for name in INSTANCES]
    stores = sum(settings.count("postgresql") for settings in opened) - len(INSTANCES)
    docs = (Path(__file__).parents[2] / "docs" / "beheer.md").read_text("utf-8")
    assert f"address book ({stores} in all)" in docs
    assert f"never more than {len(INSTANCES) * (1 + READING) + stores}." in docs


def test_who_finds_all_connections_in_use_waits_for_one(database: Database, server: Server) -> None:
    most = 0
    lock = threading.Lock()

    def look(_: int) -> None:
        nonlocal most
        with database.reading():
            with lock:
                most = max(most, server.connections())
            time.sleep(0.01)

    with ThreadPoolExecutor(20) as callers:
        list(callers.map(look, range(60)))
    assert most <= READING


def test_many_processes_make_the_tables_of_a_store_that_they_share(server: Server) -> None:
    begin = threading.Barrier(8)

    def make(_: int) -> None:
        store = Database(server.url, connections=1)
        with store.reading():
            begin.wait()
        store.create(DOCUMENTS)
        store.close()

    with ThreadPoolExecutor(8) as processes:
        list(processes.map(make, range(8)))


def test_who_waits_too_long_hears_that_it_may_be_tried_again(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WAIT", 0.1)
    database = Database(server.url, connections=1)
    with database.reading(), pytest.raises(TRANSIENT), database.reading():
        pass
    with database.reading():
        pass
    database.close()


def test_at_rest_only_the_lease_keeps_a_connection(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "REST", 0.2)
    database = Database(server.url)
    with database.lock():
        with database.reading(), database.reading():
            assert server.connections() == 3
        until(lambda: server.connections() == 1)
        with database.reading():
            pass
    database.close()
    until(lambda: server.connections() == 0)


def test_a_lease_that_was_cut_off_is_taken_again_before_anything_is_written(
    database: Database, server: Server
) -> None:
    other = Database(server.url)
    with database.lock():
        assert server.cut_lease() == 1
        with database.transaction(), pytest.raises(InUse):
            other.lock()
        assert server.cut_lease() == 1
        database.renew()
        with pytest.raises(InUse):
            other.lock()
    other.lock().release()
    other.close()


def test_who_lost_the_lease_to_another_cannot_write(database: Database, server: Server) -> None:
    other = Database(server.url)
    lease = database.lock()
    server.cut_lease()
    with other.lock():
        with pytest.raises(InUse), database.transaction():
            pass
        with pytest.raises(InUse):
            database.renew()
        with database.reading():
            pass
    database.renew()
    with pytest.raises(InUse):
        other.lock()
    lease.release()
    other.close()


class Chain:
    """A table on PostgreSQL that hears intake, in one loop."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.log = SqliteLog(folder / "log.sqlite")
        clock = SetClock(WHEN)
        self.database = Database(server.url)
        self.table = Diary().instance(NAME, self.database, clock)
        self.intake = Diary(None).instance(
            "zorg-intake", Database(f"sqlite:///{folder}/intake.sqlite"), clock
        )

    def play(self, *instances: Instance, story: Callable[[Runner], None]) -> Runner:
        async def play() -> Runner:
            runner = Runner([(one, self.log.principal(one.name)) for one in instances])
            await runner.start()
            try:
                await asyncio.to_thread(story, runner)
            finally:
                await runner.stop()
            return runner

        return asyncio.run(play())

    def report(self) -> None:
        def deed(_session: Session, _moment: Moment) -> tuple[list[Emission], str]:
            return [Emission(HEARS, A, payload(A))], ""

        self.intake.kernel.act(f"report-{time.monotonic_ns()}", deed)

    def heard(self) -> int:
        return len(read(self.database, A))


@pytest.fixture
def chain(tmp_path: Path, server: Server) -> Iterator[Chain]:
    made = Chain(tmp_path, server)
    yield made
    made.database.close()


def test_a_process_of_which_every_connection_is_cut_again_and_again_goes_on(
    chain: Chain, server: Server
) -> None:
    def story(runner: Runner) -> None:
        for count in range(1, 6):
            server.cut()
            chain.report()
            server.cut()
            until(lambda: chain.heard() == count, 20)  # noqa: B023 - looked at within its turn
        assert runner.failure is None

    chain.play(chain.intake, chain.table, story=story)


def test_a_lease_lost_to_another_process_ends_this_one_within_seconds(
    chain: Chain, server: Server
) -> None:
    other = Database(server.url)

    def story(runner: Runner) -> None:
        server.cut_lease()
        with other.lock():
            until(lambda: runner.failure is not None, member.RENEW + 5)

    runner = chain.play(chain.table, story=story)
    assert isinstance(runner.failure, InUse)
    other.close()
    assert chain.play(chain.table, story=lambda _: None).failure is None


def fault_of(kind: type[psycopg.Error]) -> Exception:
    wrapped = InterfaceError if kind is psycopg.InterfaceError else OperationalError
    return wrapped("select", {}, kind())


@pytest.mark.parametrize(
    "fault",
    [
        fault_of(psycopg.errors.TooManyConnections),
        fault_of(psycopg.errors.AdminShutdown),
        fault_of(psycopg.errors.SerializationFailure),
        fault_of(psycopg.errors.DeadlockDetected),
        fault_of(psycopg.InterfaceError),
        AllInUse(),
        DiskFull(),
    ],
    ids=lambda fault: type(getattr(fault, "orig", fault)).__name__,
)
def test_what_passes_by_itself_ends_no_timer_no_watchdog_and_no_process(
    chain: Chain, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(member, "Watchdog", partial(Watchdog, seconds=0.1))
    ticks = threading.Semaphore(0)
    away = threading.Event()
    away.set()
    kernel = chain.table.kernel
    offsets, receive = kernel.offsets, kernel.receive

    def tick() -> None:
        ticks.release()
        raise fault

    def faulty(work: Callable[..., object]) -> Callable[..., object]:
        def attempt(*args: object) -> object:
            if away.is_set():
                raise fault
            return work(*args)

        return attempt

    def story(runner: Runner) -> None:
        monkeypatch.setattr(kernel, "offsets", faulty(offsets))
        monkeypatch.setattr(kernel, "receive", faulty(receive))
        chain.report()
        for _ in range(3):
            assert ticks.acquire(timeout=5)
        time.sleep(1)
        assert runner.failure is None
        away.clear()
        until(lambda: chain.heard() == 1)

    timed = replace(chain.table, timers=(Timer("tick", 0.1, tick),))
    assert chain.play(chain.intake, timed, story=story).failure is None
