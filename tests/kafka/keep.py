"""Keep what a release leaves behind: `.venv/bin/python -m tests.kafka.keep 1.2`.

Real chains of this version, on one machine and on Kafka, go through some sample cases; what they
leave behind goes into `tests/released`, with what their own auditor found. Done once, when the
forms of a release have been kept (`./keten contracts release`), and never done over.
"""

import asyncio
import json
import os
import shutil
import sqlite3
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from confluent_kafka import Consumer, TopicPartition

from chain.audit.reading import Kafka
from chain.demo.casussen import RIJEN
from chain.demo.voorbeelden import CASUSSEN
from contracts.topics import AUDITOR
from infra.kafka.principals import MECHANISM
from tests.crash.people import at_once
from tests.crash.rig import Rig, embedded_rig, kafka_of, kafka_rig
from tests.kafka.released import RELEASES, audit

ROADS = (
    "zat-hco-cjg",
    "zat-hco-houdt",
    "zat-hco-geweigerd",
    "zat-cjg-gewogen",
    "zat-bjz",
    "politie-cjg",
    "cjg-gezin",
)
"""Whose first case is worked on: hand-offs to each kind of table, a verdict, a plan with a goal."""

SAMPLES = at_once(
    *(next(CASUSSEN[n] for n, row in enumerate(RIJEN) if row.weg == road) for road in ROADS)
)
KEPT = (
    "addressbook.sqlite",
    "draaiwijze",
    "log.sqlite",
    "session.pub",
    "soort",
    "db",
    "keys",
    "vault",
)
"""Of a data directory; what is not kept, is made at each start or holds only what was said."""

PASSED = 30
"""Seconds within which a broker answers."""


def keep(release: str) -> None:
    """Make both archives of this release.

    Raises:
        FileExistsError: it was kept before.
    """
    folder = RELEASES / release
    folder.mkdir()
    with TemporaryDirectory() as scratch:
        for make, name in ((embedded_rig, "data"), (kafka_rig, "kafka")):
            at = Path(scratch) / name / "data"
            at.mkdir(parents=True, mode=0o700)
            rig = make(at)
            rig.shift = timedelta()
            try:
                rig.start()
                asyncio.run(rig.work(SAMPLES))
                if name == "kafka":
                    _told(rig, at.parent)
            finally:
                rig.stop()
            _without_the_machine(at)
            packed = at if name == "data" else at.parent
            _pack(packed, folder / f"{name}.tar.xz")


def _told(rig: Rig, beside: Path) -> None:
    """Write down what lies on the broker, and what the auditor found."""
    kafka = kafka_of(rig)
    assert kafka is not None
    found, _ = audit(rig.data, kafka)
    (beside / "audit.json").write_text(json.dumps(asdict(found), indent=1), "utf-8")
    with (beside / "records.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(one)}\n" for one in _records(kafka))


def _records(kafka: Kafka) -> Iterator[dict[str, Any]]:
    """Every record, in the order of each partition."""
    consumer = Consumer(
        {
            "bootstrap.servers": kafka.bootstrap,
            "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanism": MECHANISM,
            "sasl.username": AUDITOR,
            "sasl.password": kafka.password,
            "group.id": AUDITOR,
            "enable.auto.commit": False,
        }
    )
    try:
        for place, end in _places(consumer):
            consumer.assign([TopicPartition(*place, 0)])
            for _ in range(end):
                record = consumer.poll(PASSED)
                assert record is not None, place
                assert record.error() is None, record.error()
                yield _lay(record)
    finally:
        consumer.close()


def _lay(record: Any) -> dict[str, Any]:
    """One record, as it lay there."""
    return {
        "topic": record.topic(),
        "partition": record.partition(),
        "offset": record.offset(),
        "timestamp": record.timestamp()[1],
        "key": record.key().decode(),
        "headers": [(name, value.decode()) for name, value in record.headers() or ()],
        "value": record.value().decode(),
    }


def _places(consumer: Consumer) -> list[tuple[tuple[str, int], int]]:
    """Every partition that holds something, and where it ends."""
    found = []
    for topic in consumer.list_topics(timeout=PASSED).topics.values():
        for partition in () if topic.topic.startswith("__") else topic.partitions:
            place = (topic.topic, partition)
            _, end = consumer.get_watermark_offsets(TopicPartition(*place), timeout=PASSED)
            if end:
                found.append((place, end))
    return found


def _without_the_machine(data: Path) -> None:
    """Throw away what is not kept, and make each database one file."""
    for one in data.iterdir():
        if one.name not in KEPT:
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    for file in data.rglob("*.sqlite"):
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _pack(folder: Path, archive: Path) -> None:
    """Pack all of a folder, as nobody's."""

    def nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        return entry

    with tarfile.open(archive, "w:xz") as packed:
        for one in sorted(folder.iterdir()):
            packed.add(one, one.name, filter=nobodys)


if __name__ == "__main__":
    os.umask(0o077)
    keep(sys.argv[1])
