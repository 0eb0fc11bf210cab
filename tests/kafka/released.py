"""What a release left behind on Kafka, put back into a broker and started with this code.

An archive in `tests/released` holds every record of a real chain of that release, as it lay on
Kafka, with its databases and keys, and what that release's own auditor found.
"""

import json
import os
import signal
import sqlite3
import tarfile
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from confluent_kafka import Producer

from chain.audit.figures import audited
from chain.audit.reading import Kafka, opened
from chain.audit.verify import verified
from chain.kafka import deployment
from contracts.topics import AUDITOR, INSTANCES
from infra.kafka import Broker
from infra.kafka.principals import ADMIN, MECHANISM
from infra.testing.ports import free_ports
from tests.crash.rig import Rig

RELEASES = Path(__file__).parents[1] / "released"
LEFT = datetime(2026, 12, 2, 8, tzinfo=UTC)
"""The morning after: for the chain it always is, or its clocks would take years at once."""


@dataclass(frozen=True)
class Found:
    """What the release's own auditor found."""

    records: int
    fouten: list[str]
    cijfers: dict[str, Any]


def audit(data: Path, kafka: Kafka | None) -> tuple[Found, Counter[str]]:
    """What the auditor finds now, and how often each kind of event was said."""
    with opened(data, kafka) as chain:
        figures = dict(audited(chain).figures)
        faults = [str(fault) for fault in verified(chain).faults]
        kinds = Counter(event.kind for event in chain.events())
        return Found(len(list(chain.records())), faults, figures), kinds


class Released(Rig):
    """The chain of a release, with this code."""

    shift = LEFT - datetime.now(UTC)

    def __init__(self, data: Path, broker: Broker) -> None:
        front = free_ports(len(INSTANCES))
        super().__init__(data, ["up", "--kafka", "--port", str(front)], deployment.urls(front))
        self.kafka = Kafka(broker.bootstrap, broker.password(AUDITOR))

    def log(self, name: str) -> str:
        """What a process said, in all its lives."""
        return (self.data / "logs" / f"{name}.log").read_text("utf-8")

    def start_again(self, name: str, unknown: str = "") -> None:
        """End one process, and so start it again: this version, or one that knows this form not."""
        older = self.data / "crashes" / f"older-{name}"
        older.unlink(missing_ok=True)
        if unknown:
            older.write_text(unknown, "utf-8")
        assert self.program is not None
        log = str(self.data / "logs" / f"{name}.log")
        (pid,) = (one for one in self.program.children() if _writes(one) == log)
        os.kill(pid, signal.SIGTERM)

    def parked(self, name: str) -> list[tuple[str, str]]:
        """Why something waits at an instance, and of which casus."""
        file = self.data / "db" / f"{name}.sqlite"
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("SELECT kind, subject FROM parked").fetchall()


def _writes(pid: int) -> str:
    return str(Path(f"/proc/{pid}/fd/1").readlink())


def unpacked(release: str, folder: Path) -> Found:
    """Unpack what lies of a release; gives what its auditor found."""
    with tarfile.open(RELEASES / release / "kafka.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return Found(**json.loads((folder / "audit.json").read_text("utf-8")))


def put_back(broker: Broker, records: Path) -> None:
    """Write every record where it lay, as it was."""
    producer = Producer(
        {
            "bootstrap.servers": broker.bootstrap,
            "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanism": MECHANISM,
            "sasl.username": ADMIN,
            "sasl.password": broker.passwords[ADMIN],
            "enable.idempotence": True,
            "log_level": 0,
        }
    )
    elsewhere: list[str] = []
    for record in _records(records):
        lay = record["offset"]

        def came(fault: object, put: Any, lay: int = lay) -> None:
            if fault or put.offset() != lay:
                elsewhere.append(f"{put.topic()} {lay}: {fault or put.offset()}")

        producer.produce(
            record["topic"],
            record["value"].encode(),
            record["key"].encode(),
            partition=record["partition"],
            timestamp=record["timestamp"],
            headers=[(name, value.encode()) for name, value in record["headers"]],
            on_delivery=came,
        )
    assert producer.flush(30) == 0
    assert not elsewhere


def _records(file: Path) -> Iterable[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
