"""The log on Kafka before a broker that is slow, refuses or is silent; no real one is needed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import SimpleNamespace

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import (
    AuthenticationFailedError,
    KafkaConnectionError,
    MessageSizeTooLargeError,
    TopicAuthorizationFailedError,
)

from contracts.envelope import EVENT_BYTES
from infra.log import NotAllowed, Outgoing, Place, Record, Refused, Unavailable, kafka
from infra.log.kafka import KafkaLog

TOPIC = "zorg.intake.v1"
Answer = Callable[[Sequence[bytes]], Awaitable[None]]


def event(sequence: int, partition: int = 0, raw: bytes = b"") -> Outgoing:
    return Outgoing(TOPIC, partition, "casus", sequence, raw or str(sequence).encode())


class Batch:
    """What is packed together; it has room for two events."""

    def __init__(self) -> None:
        self.values: list[bytes] = []

    def append(self, *, value: bytes, **_: object) -> bool:
        if len(self.values) == 2:
            return False
        self.values.append(value)
        return True

    def record_count(self) -> int:
        return len(self.values)

    def close(self) -> None: ...


class Producer:
    """A producer of a broker that does with a batch what a test says."""

    made: list["Producer"]
    answer: Answer
    taken: list[tuple[int, bytes]]

    def __init__(self, **_: object) -> None:
        self.stopped = False
        self.made.append(self)

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self.stopped = True

    def create_batch(self) -> Batch:
        return Batch()

    async def send_batch(self, batch: Batch, topic: str, partition: int) -> Awaitable[None]:
        async def acknowledged() -> None:
            await type(self).answer(batch.values)
            self.taken.extend((partition, value) for value in batch.values)

        assert topic == TOPIC
        assert not self.stopped
        return acknowledged()


async def at_once(_: Sequence[bytes]) -> None: ...


async def never(_: Sequence[bytes]) -> None:
    await asyncio.sleep(3600)


def raises(fault: type[Exception], *values: bytes) -> Answer:
    async def answer(found: Sequence[bytes]) -> None:
        if not values or set(values) & set(found):
            raise fault

    return answer


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> type[Producer]:
    monkeypatch.setattr(kafka, "AIOKafkaProducer", Producer)
    monkeypatch.setattr(kafka, "PUBLISH", 0.05)
    Producer.made, Producer.taken = [], []
    Producer.answer = staticmethod(at_once)
    return Producer


@pytest.fixture
def log() -> KafkaLog:
    return KafkaLog("nergens:1", "zorg-intake", "geheim")


def publish(log: KafkaLog, *batches: Sequence[Outgoing]) -> None:
    async def story() -> None:
        for batch in batches:
            await log.publish(batch)

    asyncio.run(story())


def test_what_was_published_by_this_process_is_left_out(
    broker: type[Producer], log: KafkaLog
) -> None:
    publish(log, [event(1), event(2), event(3), event(1, 1)], [event(3), event(4), event(2, 1)])
    at = {p: [v for at, v in broker.taken if at == p] for p in (0, 1)}
    assert at == {0: [b"1", b"2", b"3", b"4"], 1: [b"1", b"2"]}
    assert len(broker.made) == 1


@pytest.mark.parametrize("answer", [never, raises(KafkaConnectionError)])
def test_without_an_answer_in_time_the_same_is_published_again_by_another_producer(
    broker: type[Producer], log: KafkaLog, answer: Answer
) -> None:
    broker.answer = staticmethod(answer)
    with pytest.raises(Unavailable):
        publish(log, [event(1)])
    assert [one.stopped for one in broker.made] == [True]
    broker.answer = staticmethod(at_once)
    publish(log, [event(1)])
    assert broker.taken == [(0, b"1")]
    assert [one.stopped for one in broker.made] == [True, False]


def test_of_what_is_refused_together_the_one_is_found_and_nothing_after_it_is_sent(
    broker: type[Producer], log: KafkaLog
) -> None:
    broker.answer = staticmethod(raises(MessageSizeTooLargeError, b"2"))
    with pytest.raises(Refused) as refused:
        publish(log, [event(1), event(2), event(3), event(1, 1)])
    assert (refused.value.event, refused.value.reason) == (event(2), "MessageSizeTooLargeError")
    assert sorted(broker.taken) == [(0, b"1"), (1, b"1")]
    assert all(one.stopped for one in broker.made)


def test_what_no_log_may_carry_is_not_offered(broker: type[Producer], log: KafkaLog) -> None:
    most = event(1, raw=b"x" * EVENT_BYTES)
    publish(log, [most])
    with pytest.raises(Refused):
        publish(log, [event(2, raw=b"x" * (EVENT_BYTES + 1))])
    assert broker.taken == [(0, most.raw)]


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (TopicAuthorizationFailedError, NotAllowed),
        (AuthenticationFailedError, AuthenticationFailedError),
    ],
)
def test_what_no_new_try_mends_is_not_called_unavailable(
    broker: type[Producer], log: KafkaLog, fault: type[Exception], seen: type[Exception]
) -> None:
    broker.answer = staticmethod(raises(fault))
    with pytest.raises(seen):
        publish(log, [event(1)])


class Reader:
    """A consumer, on a broker where these records lie."""

    made: list["Reader"]
    lies: dict[int, list[bytes]]
    gives = True

    def __init__(self, **_: object) -> None:
        self.stopped = False
        self.assigned: set[int] = set()
        self.at: dict[int, int] = {}
        self.made.append(self)

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self.stopped = True

    def assign(self, partitions: Sequence[TopicPartition]) -> None:
        self.assigned = {one.partition for one in partitions}

    def seek(self, partition: TopicPartition, offset: int) -> None:
        self.at[partition.partition] = offset

    async def end_offsets(
        self, partitions: Sequence[TopicPartition]
    ) -> Mapping[TopicPartition, int]:
        return {one: len(self.lies[one.partition]) for one in partitions}

    async def getmany(self, **_: int) -> Mapping[int, Sequence[object]]:
        await asyncio.sleep(0)
        return {one: self._next(one) for one in self.assigned if self.gives}

    def _next(self, partition: int) -> Sequence[object]:
        begin = self.at[partition]
        found = self.lies[partition][begin : begin + 2]
        self.at[partition] = begin + len(found)
        return [
            SimpleNamespace(topic=TOPIC, partition=partition, offset=begin + n, value=raw)
            for n, raw in enumerate(found)
        ]


class NotLetIn(Reader):
    """A consumer of a broker that does not answer."""

    async def start(self) -> None:
        raise KafkaConnectionError


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> type[Reader]:
    monkeypatch.setattr(kafka, "AIOKafkaConsumer", Reader)
    monkeypatch.setattr(kafka, "SILENT", 0.05)
    Reader.made, Reader.gives = [], True
    Reader.lies = {0: [b"1", b"2", b"3", b"4", b"5"], 1: [b"a"]}
    return Reader


async def written(log: KafkaLog, since: Mapping[Place, int]) -> list[Record]:
    return [one async for one in log.written(since)]


def test_what_was_written_is_read_from_there_to_its_end(
    reader: type[Reader], log: KafkaLog
) -> None:
    found = asyncio.run(written(log, {(TOPIC, 0): 2, (TOPIC, 1): 1}))
    assert found == [Record(TOPIC, 0, n, raw) for n, raw in ((2, b"3"), (3, b"4"), (4, b"5"))]
    (made,) = reader.made
    assert (made.assigned, made.stopped) == ({0}, True)


def test_where_a_broker_gives_nothing_of_what_lies_there_it_is_not_waited_for_ever(
    reader: type[Reader], log: KafkaLog
) -> None:
    reader.gives = False
    with pytest.raises(Unavailable, match=TOPIC):
        asyncio.run(written(log, {(TOPIC, 0): 0, (TOPIC, 1): 1}))
    assert reader.made[0].stopped


def test_a_reader_that_is_not_let_in_says_where_it_sought_and_holds_nothing_open(
    reader: type[Reader], log: KafkaLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kafka, "AIOKafkaConsumer", NotLetIn)
    with pytest.raises(Unavailable, match="nergens:1"):
        asyncio.run(log.open([TOPIC], {}))
    assert [one.stopped for one in reader.made] == [True]


def test_what_the_table_does_not_grant_no_broker_is_asked_for(
    reader: type[Reader], broker: type[Producer], log: KafkaLog
) -> None:
    with pytest.raises(NotAllowed):
        asyncio.run(log.open(["zorg.notifier.v1"], {}))
    with pytest.raises(NotAllowed):
        asyncio.run(written(log, {("zorg.casusoverleg.v1", 0): 0}))
    assert (reader.made, broker.made) == ([], [])
