"""The log on Apache Kafka, in the hands of one principal; the broker enforces what it may do."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import (
    AuthenticationFailedError,
    BrokerResponseError,
    InvalidTimestampError,
    KafkaError,
    MessageSizeTooLargeError,
    OffsetOutOfRangeError,
    PolicyViolationError,
    RecordListTooLargeError,
    TopicAuthorizationFailedError,
    UnsupportedForMessageFormatError,
    kafka_errors,
)
from aiokafka.producer.message_accumulator import BatchBuilder

from contracts.envelope import CONTENT_TYPE, RECORD_BYTES
from infra.log.records import (
    NotAllowed,
    Outgoing,
    Place,
    Record,
    Refused,
    Unavailable,
    check_reads,
    check_sizes,
    check_writes,
    places_of,
)

WAIT = 0.5
"""Seconds that a reader waits for records before it comes back with none."""

PUBLISH = 30.0
"""Seconds until publishing is given up, to be tried again."""

SILENT = 30.0
"""Seconds without a record after which reading to the end is given up."""

AT_ONCE = 500
"""Records that are read in one go where all of them are wanted."""

HEADERS = (("content-type", CONTENT_TYPE.encode()),)


class InvalidRecordError(BrokerResponseError):  # type: ignore[misc]  # aiokafka is untyped
    """What a broker answers that finds a record itself wrong; aiokafka does not know it."""

    errno = 87
    message = "INVALID_RECORD"


kafka_errors.setdefault(InvalidRecordError.errno, InvalidRecordError)

FOR_GOOD = (
    InvalidRecordError,
    InvalidTimestampError,
    MessageSizeTooLargeError,
    PolicyViolationError,
    RecordListTooLargeError,
    UnsupportedForMessageFormatError,
)
"""The answers of a broker that come back as often as one tries."""


class _RefusedTogether(Exception):
    """A broker refuses a batch of several events; it is not known yet which of them."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class KafkaLog:
    """The log in the hands of one instance; see `infra.log.records.Log`."""

    def __init__(self, bootstrap: str, principal: str, password: str) -> None:
        self._principal = principal
        self._access = {
            "bootstrap_servers": bootstrap,
            "client_id": principal,
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": principal,
            "sasl_plain_password": password,
        }
        self._producer: AIOKafkaProducer | None = None
        self._published: dict[Place, int] = {}

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        """Append durably; see `Log.publish`. What this process published before is left out."""
        check_sizes(batch)
        try:
            with _typed_faults():
                async with asyncio.timeout(PUBLISH):
                    await self._append(batch)
        except (Unavailable, TimeoutError) as fault:
            # What it still holds would arrive beside the new try.
            await self.close()
            raise Unavailable(str(fault)) from fault

    async def _started(self) -> AIOKafkaProducer:
        if self._producer is None:
            self._producer = AIOKafkaProducer(
                **self._access,
                acks="all",
                enable_idempotence=True,
                max_batch_size=RECORD_BYTES,
                max_request_size=RECORD_BYTES,
            )
            await self._producer.start()
        return self._producer

    async def _append(self, batch: Sequence[Outgoing]) -> None:
        """Append at all places at once; what a broker refuses together, event by event."""
        alone: set[Place] = set()
        while True:
            producer = await self._started()
            outcomes = await asyncio.gather(
                *(
                    self._append_at(producer, place, own, 1 if place in alone else len(own))
                    for place, own in self._by_place(batch).items()
                ),
                return_exceptions=True,
            )
            faults = [fault for fault in outcomes if isinstance(fault, BaseException)]
            if not faults:
                return
            for fault in faults:
                if not isinstance(fault, _RefusedTogether | Refused):
                    raise fault
            # Its numbering of what it sends is off from here on.
            await self.close()
            alone |= {fault.place for fault in faults if isinstance(fault, _RefusedTogether)}
            for fault in faults:
                if isinstance(fault, Refused):
                    raise fault

    def _by_place(self, batch: Sequence[Outgoing]) -> Mapping[Place, Sequence[Outgoing]]:
        """What this process has not published yet."""
        found: defaultdict[Place, list[Outgoing]] = defaultdict(list)
        for one in batch:
            if one.sequence > self._published.get((one.topic, one.partition), 0):
                found[one.topic, one.partition].append(one)
        return found

    async def _append_at(
        self, producer: AIOKafkaProducer, place: Place, waiting: Sequence[Outgoing], most: int
    ) -> None:
        """Append at one place, a batch after the other: beyond what is refused, nothing is sent."""
        topic, partition = place
        while waiting:
            packed = _packed(producer, waiting[:most])
            count = packed.record_count()
            try:
                await (await producer.send_batch(packed, topic, partition=partition))
            except FOR_GOOD as fault:
                if count > 1:
                    raise _RefusedTogether(place) from fault
                raise Refused(waiting[0], type(fault).__name__) from fault
            self._published[place] = waiting[count - 1].sequence
            waiting = waiting[count:]

    async def open(self, topics: Iterable[str], offsets: Mapping[Place, int]) -> "KafkaInlet":
        """Start to read; see `Log.open`.

        Raises:
            Unavailable: no broker answers, or not to this password; says where it was sought.
        """
        topics = tuple(topics)
        check_reads(self._principal, topics)
        inlet = KafkaInlet(await self._reading(), places_of(topics))
        await inlet.seek(offsets)
        return inlet

    async def written(self, since: Mapping[Place, int]) -> AsyncIterator[Record]:
        """What it said itself; see `Log.written`."""
        check_writes(self._principal, (topic for topic, _ in since))
        consumer = await self._reading()
        try:
            ends = await _ends(consumer, [TopicPartition(*place) for place in since])
            async for record in _until(consumer, since, ends):
                yield record
        finally:
            await consumer.stop()

    async def _reading(self) -> AIOKafkaConsumer:
        """A consumer, connected and without any topic yet."""
        consumer = AIOKafkaConsumer(**self._access, group_id=None, auto_offset_reset="none")
        try:
            with _typed_faults():
                await consumer.start()
        except Unavailable as fault:
            await consumer.stop()
            broker = self._access["bootstrap_servers"]
            away = f"the Kafka broker at {broker} does not answer or does not let us in ({fault})"
            raise Unavailable(away) from fault
        return consumer

    async def close(self) -> None:
        """Close the connection."""
        producer, self._producer = self._producer, None
        if producer:
            # With the broker away, what it holds would keep it waiting.
            stopping = asyncio.ensure_future(producer.stop())
            await asyncio.wait([stopping], timeout=WAIT)
            stopping.cancel()


class KafkaInlet:
    """Reads every partition of its topics from the offsets of the database.

    There is no consumer group: one process has the lease of the instance, so no session needs
    to time out before another begins, and the broker keeps no offsets that could differ.
    """

    quiet = False

    def __init__(self, consumer: AIOKafkaConsumer, places: Iterable[Place]) -> None:
        self._consumer = consumer
        self._partitions = [TopicPartition(*place) for place in places]
        consumer.assign(self._partitions)

    async def batch(self, limit: int) -> Sequence[Record]:
        """The next records; see `Inlet.batch`."""
        with _typed_faults():
            found = await self._consumer.getmany(timeout_ms=int(WAIT * 1000), max_records=limit)
        return [
            Record(one.topic, one.partition, one.offset, one.value or b"")
            for records in found.values()
            for one in records
        ]

    async def seek(self, offsets: Mapping[Place, int]) -> None:
        """Go on from these offsets; see `Inlet.seek`."""
        for partition in self._partitions:
            self._consumer.seek(partition, offsets.get(tuple(partition), 0))

    async def ends(self) -> Mapping[Place, int]:
        """The ends of what is read; see `Inlet.ends`."""
        return await _ends(self._consumer, self._partitions)

    async def close(self) -> None:
        """Read no more."""
        await self._consumer.stop()


async def _ends(
    consumer: AIOKafkaConsumer, partitions: Sequence[TopicPartition]
) -> Mapping[Place, int]:
    with _typed_faults():
        found = await consumer.end_offsets(partitions)
    return {tuple(partition): end for partition, end in found.items() if end}


async def _until(
    consumer: AIOKafkaConsumer, since: Mapping[Place, int], ends: Mapping[Place, int]
) -> AsyncIterator[Record]:
    """What lies between these offsets. Where nothing does, nothing is asked: that is a fault."""
    left = {place: end for place, end in ends.items() if end > since[place]}
    inlet = KafkaInlet(consumer, left)
    await inlet.seek(since)
    began = time.monotonic()
    while left:
        for record in await inlet.batch(AT_ONCE):
            yield record
            began = time.monotonic()
            if record.offset + 1 >= ends[record.topic, record.partition]:
                left.pop((record.topic, record.partition), None)
        if time.monotonic() - began > SILENT:
            # So it is when the right to read is wanting: aiokafka says so in its own log alone.
            raise Unavailable(f"nothing comes of {next(iter(left))[0]}")


def _packed(producer: AIOKafkaProducer, waiting: Sequence[Outgoing]) -> BatchBuilder:
    """As many of these as go into one batch of the broker, one at least."""
    batch = producer.create_batch()
    for one in waiting:
        headers = list(HEADERS)
        if not batch.append(
            timestamp=None, key=one.subject.encode(), value=one.raw, headers=headers
        ):
            break
    batch.close()
    return batch


@contextmanager
def _typed_faults() -> Iterator[None]:
    try:
        yield
    except TopicAuthorizationFailedError as fault:
        raise NotAllowed(str(fault)) from fault
    except (AuthenticationFailedError, OffsetOutOfRangeError):
        # Not for a new try: a password is wrong, or the log begins after what was read.
        raise
    except KafkaError as fault:
        raise Unavailable(type(fault).__name__) from fault
