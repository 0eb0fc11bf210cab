"""Reading a whole log once, with every check looking on."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from chain.audit.causal import causal
from chain.audit.databases import Known, known
from chain.audit.event import Event, Fault, Spot, Unreadable, read_event
from chain.audit.gatekeys import GateKeys
from chain.audit.links import VERTALING, Links
from chain.audit.order import Order
from chain.audit.records import LogFile, Record

LOG = "log.sqlite"
KEYS = "keys"
GATE_KEYS = Path(KEYS) / "privacy-gate.sqlite"
DATABASES = "db"


class Check(Protocol):
    """Something that looks on while a log is read."""

    def take(self, event: Event) -> None:
        """See one event, in the order of the log."""


@dataclass(frozen=True)
class Kafka:
    """Where the log is, when it is not a file: the broker and the auditor's password."""

    bootstrap: str
    password: str


class AuditedChain:
    """A chain as the auditor finds it: a log, and what lies beside it.

    Args:
        log: looked at after the databases, so that it holds at least what those knew.
        data: the directory of the chain.
        instances: what its databases knew.
        ordered: does the order of the log mean something?
    """

    def __init__(
        self, log: LogFile, data: Path, instances: Sequence[Known], *, ordered: bool
    ) -> None:
        self._log = log
        self._ordered = ordered
        self.instances = instances
        self.key_stores = data / KEYS
        keys = data / GATE_KEYS
        self.links = Links(GateKeys(keys) if keys.is_file() else None)
        self.links.read(log.records(VERTALING))

    def records(self, topic: str | None = None) -> Iterator[Record]:
        """Every record (of a topic): in the order of the log if it has one, else a causal one."""
        if self._ordered or topic is not None:
            return self._log.records(topic)
        return causal(self._log.sources(), self.links.names)

    def events(self, topic: str | None = None) -> Iterator[Event]:
        """Every event that can be read, once, for who only wants to see them."""
        return events_of(self.records(topic))

    def read(self, order: Order, checks: Iterable[Check] = ()) -> None:
        """Read it all; what is new and readable goes to the checks, what is not is a fault."""
        checks = tuple(checks)
        for record in self.records():
            try:
                event = read_event(record)
            except Unreadable as fault:
                place = Spot(record.topic, record.partition, 0)
                order.faults.append(Fault(place, f"offset {record.offset} {fault}"))
                continue
            if order.take(record, event):
                for check in checks:
                    check.take(event)


def events_of(records: Iterable[Record]) -> Iterator[Event]:
    """Every event of these records that can be read, once."""
    seen: set[str] = set()
    for record in records:
        try:
            event = read_event(record)
        except Unreadable:
            continue
        if event.id not in seen:
            seen.add(event.id)
            yield event


def events_of_copy(log: Path) -> Iterator[Event]:
    """The events of a log copied from Kafka, in a causal order, for who has no key at all."""
    return events_of(causal(LogFile(log).sources(), Links().names))


@contextmanager
def opened(data: Path, kafka: Kafka | None = None) -> Iterator[AuditedChain]:
    """The chain in a data directory; with `kafka`, its log is copied from there first.

    Raises:
        chain.audit.records.NoLog: there is no log.
    """
    instances = known(data / DATABASES)
    if kafka is None:
        yield AuditedChain(LogFile(data / LOG), data, instances, ordered=True)
        return
    from chain.audit.kafka_copy import copy

    with TemporaryDirectory() as scratch:
        target = Path(scratch) / LOG
        copy(kafka.bootstrap, kafka.password, target)
        yield AuditedChain(LogFile(target), data, instances, ordered=False)
