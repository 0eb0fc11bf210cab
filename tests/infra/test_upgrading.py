"""Older state is built anew from all that was said and taken in, and from nothing else."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session

from contracts.topics import read_by, written_by
from infra.clock import SetClock
from infra.database import Database
from infra.documents import get, put
from infra.instance import Instance
from infra.kernel import Emission, Moment, Relay
from infra.log import Outgoing, Record
from infra.log.sqlite import SqliteLog
from infra.state import Migration, OtherState, State
from infra.testing.diary import Diary, DiaryPage
from infra.testing.hand import Hand
from infra.testing.source import WHEN, A, B, Source, payload
from infra.upgrading import bring_up_to_date, fold_again, is_older

NAME, SAYS, HEARS = "veiligheid-casusoverleg", "veiligheid.casusoverleg.v1", "veiligheid.intake.v1"


def _instance(database: Database, version: int, seen: list[Record]) -> Instance:
    def rebuild(session: Session, log: Mapping[str, Sequence[Record]]) -> int:
        seen.extend(record for topic in (SAYS, HEARS) for record in log.get(topic, ()))
        return len(seen)

    diary = Diary(None)
    diary.poison = {"bad"}
    made = diary.instance(NAME, database, SetClock(WHEN))
    return replace(made, state=State(version, rebuild, (*read_by(NAME), *written_by(NAME))))


def _say(instance: Instance, command: str) -> None:
    def deed(session: Session, moment: Moment) -> tuple[list[Emission], str]:
        return [Emission(SAYS, A, payload(A))], ""

    instance.kernel.act(command, deed)


def test_what_was_said_and_what_was_taken_in_comes_by_once_and_nothing_else(
    hand: Hand, tmp_path: Path
) -> None:
    database = Database(f"sqlite:///{tmp_path}/instance.sqlite")

    async def story() -> None:
        instance = _instance(database, 1, [])
        instance.check_state()
        log, other = hand(NAME), hand("veiligheid-intake")
        source = Source(HEARS)
        heard = [
            source.says(A, event="a1"),
            source.says(B, event="bad"),
            source.says(A, event="a2"),
            source.says(A, event="not-heard-yet"),
        ]
        rows = [Outgoing(HEARS, 0, A, n, one.raw) for n, one in enumerate(heard, start=1)]
        inlet = await log.open([HEARS], {})
        before = (await inlet.ends()).get((HEARS, 0), 0)
        assert before == 0, "another test uses this topic"
        await inlet.close()
        await other.publish(rows)
        instance.kernel.receive(heard[:3])
        relay = Relay(instance.kernel, log)
        _say(instance, "published")
        await relay.run_once()
        _say(instance, "waiting")
        _, (waiting,) = instance.kernel.outgoing(10)
        seen: list[Record] = []
        newer = _instance(database, 2, seen)
        with pytest.raises(OtherState):
            newer.check_state()
        assert await bring_up_to_date(newer, log) == 4
        assert [one.raw for one in seen if one.topic == HEARS] == [heard[0].raw, heard[2].raw]
        said = [one.raw for one in seen if one.topic == SAYS]
        assert len(said) == 2
        assert said[-1] == waiting.raw
        newer.check_state()
        assert not is_older(newer)
        assert await bring_up_to_date(newer, log) == 0
        await log.close()
        await other.close()

    asyncio.run(story())


def test_a_rebuild_that_fails_did_nothing(database: Database, tmp_path: Path) -> None:
    diary = Diary(None)
    made = diary.instance(NAME, database, SetClock(WHEN))
    made.check_state()
    made.kernel.receive([Source(HEARS).says(A, event="a1")])

    def fails(session: Session, log: Mapping[str, Sequence[Record]]) -> int:
        session.connection().exec_driver_sql("DELETE FROM document")
        raise InterruptedError

    older = replace(made, state=State(2, fails))

    async def story() -> None:
        with pytest.raises(InterruptedError):
            await bring_up_to_date(older, SqliteLog(tmp_path / "log.sqlite").principal(NAME))

    asyncio.run(story())
    assert is_older(older)
    with database.reading() as session:
        assert get(session, "diary", A, DiaryPage) == DiaryPage(events=["a1"])


def test_what_a_broker_holds_twice_comes_by_once(database: Database) -> None:
    seen: list[Record] = []
    made = _instance(database, 1, seen)
    made.check_state()
    source = Source(HEARS)
    heard = [source.says(A, event="a1"), source.says(A, event="a2")]
    heard += [replace(one, offset=number) for number, one in enumerate(heard, start=2)]
    made.kernel.receive(heard)
    for command in ("one", "two", "three"):
        _say(made, command)
    last, out = made.kernel.outgoing(10)
    said = [one.raw for one in out]
    made.kernel.published(last)
    lying = [said[0], said[1], said[0], said[1], said[2]]
    records = [Record(SAYS, out[0].partition, number, raw) for number, raw in enumerate(lying)]

    fold_again(_instance(database, 2, seen), [*heard, *records])

    assert [one.raw for one in seen] == [*said, *(one.raw for one in heard[:2])]


def test_what_was_said_and_not_heard_yet_is_no_part_of_it(
    database: Database, tmp_path: Path
) -> None:
    """Of a topic from which nothing was taken in yet, nothing comes by: it is heard afterwards."""
    seen: list[Record] = []
    made = _instance(database, 1, seen)
    made.check_state()
    _say(made, "something")
    log = SqliteLog(tmp_path / "log.sqlite")
    heard = Source(HEARS).says(A, event="a1")
    log.append([Outgoing(HEARS, 0, A, 1, heard.raw)])

    asyncio.run(bring_up_to_date(_instance(database, 2, seen), log.principal(NAME)))

    assert [one.topic for one in seen] == [SAYS]


def test_what_does_not_follow_from_the_log_is_migrated_version_by_version(
    database: Database, tmp_path: Path
) -> None:
    made = _instance(database, 1, [])
    made.check_state()
    made.kernel.receive([Source(HEARS).says(A, event="a1")])

    def added(event: str) -> Migration:
        def migrate(session: Session) -> None:
            entry = get(session, "diary", A, DiaryPage)
            assert entry
            put(session, "diary", A, DiaryPage(events=[*entry.events, event]))

        return migrate

    migrations = {0: added("never"), 1: added("first"), 2: added("second"), 3: added("later")}
    newer = replace(made, state=replace(made.state, version=3, migrations=migrations))
    for _ in range(2):
        asyncio.run(bring_up_to_date(newer, SqliteLog(tmp_path / "log.sqlite").principal(NAME)))
        with database.reading() as session:
            assert get(session, "diary", A, DiaryPage) == DiaryPage(
                events=["a1", "first", "second"]
            )


def test_state_that_no_code_can_bring_up_to_date_is_refused(database: Database) -> None:
    made = Diary(None).instance(NAME, database, SetClock(WHEN))
    assert not is_older(made)
    made.kernel.receive([Source(HEARS).says(A)])
    with pytest.raises(OtherState, match="version 0"):
        is_older(made)
