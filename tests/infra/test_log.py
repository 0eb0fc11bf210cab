"""What every log keeps: bytes as they are, an order per place, and who may read and write."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from infra.log import Inlet, Log, NotAllowed, Outgoing, Place, Record, sqlite
from infra.log.sqlite import Altered, SqliteLog
from infra.testing.hand import Hand
from infra.testing.source import outgoing

TOPIC = "zorg.notifier.v1"
WRITER, READER = "zorg-notifier", "zorg-casusoverleg"


async def _begin(log: Log, topics: Sequence[str] = (TOPIC,)) -> tuple[Inlet, Mapping[Place, int]]:
    """An inlet at the end of a log that other tests use too, and where that is."""
    inlet = await log.open(topics, {})
    ends = await inlet.ends()
    await inlet.seek(ends)
    return inlet, ends


async def _read(inlet: Inlet, count: int) -> list[Record]:
    found: list[Record] = []
    async with asyncio.timeout(20):
        while len(found) < count:
            found.extend(await inlet.batch(100))
    return found


def test_bytes_come_out_as_they_went_in_and_in_order_per_place(hand: Hand) -> None:
    async def story() -> None:
        writer, reader = hand(WRITER), hand(READER)
        inlet, ends = await _begin(reader)
        odd = [
            Outgoing(TOPIC, 0, "a", 1, bytes(range(256))),
            Outgoing(TOPIC, 1, "b", 1, b"x" * 200_000),
            Outgoing(TOPIC, 0, "c", 2, b"\n{} \x00"),
        ]
        await writer.publish(odd)
        found = await _read(inlet, 3)
        for partition in (0, 1):
            own = [one for one in found if one.partition == partition]
            first = ends.get((TOPIC, partition), 0)
            assert [one.raw for one in own] == [
                one.raw for one in odd if one.partition == partition
            ]
            assert [one.offset for one in own] == list(range(first, first + len(own)))
        await _close(inlet, reader, writer)

    asyncio.run(story())


def test_reading_goes_on_where_the_database_says(hand: Hand) -> None:
    async def story() -> None:
        writer, reader = hand(WRITER), hand(READER)
        inlet, ends = await _begin(reader)
        batch = outgoing(TOPIC, 10)
        await writer.publish(batch)
        start = ends.get((TOPIC, 0), 0)
        await inlet.close()
        later = await reader.open([TOPIC], {**ends, (TOPIC, 0): start + 7})
        assert [one.raw for one in await _read(later, 3)] == [one.raw for one in batch[7:]]
        await later.seek({**ends, (TOPIC, 0): start + 2})
        assert [one.raw for one in await _read(later, 8)] == [one.raw for one in batch[2:]]
        await _close(later, reader, writer)

    asyncio.run(story())


def test_a_reader_that_waits_wakes_when_something_comes(hand: Hand) -> None:
    async def story() -> None:
        writer, reader = hand(WRITER), hand(READER)
        inlet, _ = await _begin(reader)
        await writer.publish(outgoing(TOPIC, 1))
        await _read(inlet, 1)
        waiting = asyncio.create_task(_read(inlet, 1))
        await asyncio.sleep(0.05)
        began = time.monotonic()
        await writer.publish(outgoing(TOPIC, 1, first=2))
        await waiting
        assert time.monotonic() - began < 0.4
        await _close(inlet, reader, writer)

    asyncio.run(story())


def test_a_reader_that_finds_nothing_comes_back_with_nothing(hand: Hand) -> None:
    async def story() -> None:
        reader = hand(READER)
        inlet, _ = await _begin(reader)
        async with asyncio.timeout(10):
            assert not await inlet.batch(10)
        await _close(inlet, reader)

    asyncio.run(story())


def test_no_more_comes_at_once_than_was_asked_for(hand: Hand) -> None:
    async def story() -> None:
        writer, reader = hand(WRITER), hand(READER)
        inlet, _ = await _begin(reader)
        await writer.publish(outgoing(TOPIC, 7))
        seen = 0
        async with asyncio.timeout(20):
            while seen < 7:
                batch = await inlet.batch(3)
                assert len(batch) <= 3
                seen += len(batch)
        await _close(inlet, reader, writer)

    asyncio.run(story())


def test_only_its_writer_writes_a_topic(hand: Hand) -> None:
    async def story() -> None:
        writer, reader = hand(WRITER), hand(READER)
        inlet, ends = await _begin(reader)
        with pytest.raises(NotAllowed):
            await reader.publish(outgoing(TOPIC, 1))
        with pytest.raises(NotAllowed):
            await writer.publish(outgoing("zorg.postbus.v1", 1))
        assert await inlet.ends() == ends
        await writer.publish(outgoing(TOPIC, 1))
        assert len(await _read(inlet, 1)) == 1
        await _close(inlet, reader, writer)

    asyncio.run(story())


def test_only_its_readers_read_a_topic(hand: Hand) -> None:
    async def story() -> None:
        stranger = hand("justitie-casusoverleg")
        for topic in (TOPIC, "no.such.topic"):
            with pytest.raises(NotAllowed):
                await stranger.open([topic], {})
        await stranger.close()

    asyncio.run(story())


def test_a_writer_reads_back_what_it_wrote_and_nobody_else_does_so(hand: Hand) -> None:
    async def story() -> None:
        writer, reader = hand(WRITER), hand(READER)
        inlet, ends = await _begin(reader)
        since = {(TOPIC, part): ends.get((TOPIC, part), 0) for part in (0, 1)}
        # On Kafka numbers mean nothing to the log; an SQLite log knows what lies there by them.
        await writer.publish(outgoing(TOPIC, 3, first=1000))
        found = [one async for one in writer.written({**since, (TOPIC, 1): since[TOPIC, 1] + 9})]
        assert [one.raw for one in found] == [one.raw for one in outgoing(TOPIC, 3, first=1000)]
        assert [one.offset for one in found] == [since[TOPIC, 0] + count for count in range(3)]
        later = {place: offset + 2 for place, offset in since.items()}
        assert len([one async for one in writer.written(later)]) == 1
        with pytest.raises(NotAllowed):
            [one async for one in reader.written(since)]
        await _close(inlet, reader, writer)

    asyncio.run(story())


def test_much_that_was_written_is_read_back_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "AT_ONCE", 2)

    async def story() -> None:
        writer = SqliteLog(tmp_path / "log.sqlite").principal(WRITER)
        batch = [*outgoing(TOPIC, 5), *outgoing(TOPIC, 3, partition=1)]
        await writer.publish(batch)
        found = [one async for one in writer.written({(TOPIC, 0): 0, (TOPIC, 1): 1})]
        assert [(one.partition, one.offset) for one in found] == [
            *((0, offset) for offset in range(5)),
            *((1, offset) for offset in range(1, 3)),
        ]

    asyncio.run(story())


def test_what_lies_in_the_log_already_is_not_appended_again(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "log.sqlite")
    log.append(outgoing(TOPIC, 3))
    log.append(outgoing(TOPIC, 5, first=2))
    assert [one.raw for one in log.read(TOPIC, 0, 0, 100)] == [
        one.raw for one in outgoing(TOPIC, 6)
    ]
    assert [one.offset for one in log.read(TOPIC, 0, 4, 1)] == [4]


def test_other_bytes_at_a_taken_place_are_refused(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "log.sqlite")
    log.append(outgoing(TOPIC, 3))
    with pytest.raises(Altered):
        log.append([Outgoing(TOPIC, 0, "casus", 4, b"new"), Outgoing(TOPIC, 0, "casus", 2, b"x")])
    assert len(log.read(TOPIC, 0, 0, 100)) == 3


def test_what_another_process_appends_is_found(tmp_path: Path) -> None:
    async def story() -> None:
        inlet = await SqliteLog(tmp_path / "log.sqlite").principal(READER).open([TOPIC], {})
        SqliteLog(tmp_path / "log.sqlite").append(outgoing(TOPIC, 2))
        assert len(await _read(inlet, 2)) == 2
        await inlet.close()

    asyncio.run(story())


def test_a_cause_is_read_before_what_follows_from_it(tmp_path: Path) -> None:
    async def story() -> None:
        log = SqliteLog(tmp_path / "log.sqlite")
        for number in range(1, 5):
            log.append(outgoing("zorg.intake.v1", 1, first=number))
            log.append(outgoing(TOPIC, 1, first=number, partition=1))
        inlet = await log.principal(READER).open([TOPIC, "zorg.intake.v1"], {(TOPIC, 1): 2})
        found = await _read(inlet, 6)
        assert [(one.topic, one.offset) for one in found] == [
            ("zorg.intake.v1", 0),
            ("zorg.intake.v1", 1),
            ("zorg.intake.v1", 2),
            (TOPIC, 2),
            ("zorg.intake.v1", 3),
            (TOPIC, 3),
        ]
        await inlet.close()

    asyncio.run(story())


async def _close(inlet: Inlet, *logs: Log) -> None:
    await inlet.close()
    for log in logs:
        await log.close()
