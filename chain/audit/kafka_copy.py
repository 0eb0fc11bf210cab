"""Copies a chain's topics from Kafka into one file, in the form in which the auditor reads."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

PRINCIPAL = "auditor"
_POLL_MS = 1000
_TABLE = (
    "create table record (id integer primary key, topic text, partition int, offset int, raw blob)"
)
_ROW = "insert into record (topic, partition, offset, raw) values (?, ?, ?, ?)"


def copy(bootstrap: str, password: str, target: Path) -> int:
    """Copy what the topics hold now, as the principal `auditor`; gives the number of records.

    Between partitions the file has no order that means anything: read it causally.
    """
    return asyncio.run(_copy(bootstrap, password, target))


async def _copy(bootstrap: str, password: str, target: Path) -> int:
    settings = {
        "bootstrap_servers": bootstrap,
        "security_protocol": "SASL_PLAINTEXT",
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": PRINCIPAL,
        "sasl_plain_password": password,
    }
    places = await _places(AIOKafkaAdminClient(**settings))
    consumer = AIOKafkaConsumer(enable_auto_commit=False, **settings)
    try:
        await consumer.start()
        consumer.assign(places)
        await consumer.seek_to_beginning(*places)
        return await _drain(consumer, await consumer.end_offsets(places), target)
    finally:
        await consumer.stop()


async def _places(admin: AIOKafkaAdminClient) -> list[TopicPartition]:
    """Every partition that the auditor may read."""
    await admin.start()
    try:
        return [
            TopicPartition(found["topic"], part["partition"])
            for found in await admin.describe_topics()
            if not found["is_internal"]
            for part in found["partitions"]
        ]
    finally:
        await admin.close()


async def _drain(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int], target: Path) -> int:
    copied = 0
    with closing(sqlite3.connect(target)) as database:
        database.execute(_TABLE)
        while await _unread(consumer, ends):
            for place, records in (await consumer.getmany(timeout_ms=_POLL_MS)).items():
                rows = [
                    (place.topic, place.partition, record.offset, record.value)
                    for record in records
                    if record.offset < ends[place]
                ]
                database.executemany(_ROW, rows)
                copied += len(rows)
        database.commit()
    return copied


async def _unread(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> bool:
    return any([await consumer.position(place) < end for place, end in ends.items()])
