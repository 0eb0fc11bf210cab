"""An order for a log that has none of its own: Kafka orders within a partition only."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from chain.audit.event import COMMAND, Event, Unreadable, read_event
from chain.audit.records import Record

Names: TypeAlias = Callable[[Event], Iterable[str]]


class _Stream:
    """One source, with the record that is next."""

    def __init__(self, records: Iterator[Record]) -> None:
        self._records = records
        self.head: Record | None = next(records, None)

    def advance(self) -> None:
        self.head = next(self._records, None)


def causal(sources: Sequence[Iterator[Record]], names: Names) -> Iterator[Record]:
    """Merge sources so that an event follows its cause, what it comes after, and its own source.

    Where every stream waits for an event that never comes (it was lost), the stream that
    waits at the earliest time goes on: the order is kept for the rest, and what is missing
    is for others to report.

    Args:
        sources: one stream of records each.
        names: everything by which other events may name an event as their cause.
    """
    seen: set[str] = set()
    waiting: dict[str, list[_Stream]] = defaultdict(list)
    ready = deque(stream for stream in map(_Stream, sources) if stream.head is not None)
    blocked: dict[_Stream, str] = {}
    while ready or blocked:
        stream = ready.popleft() if ready else min(blocked, key=blocked.__getitem__)
        forced = blocked.pop(stream, None) is not None
        while stream.head is not None:
            event = _event(stream.head)
            missing = next((need for need in _needs(event) if need not in seen), None)
            if missing is not None and not forced:
                waiting[missing].append(stream)
                blocked[stream] = event.time if event else ""
                break
            forced = False
            yield stream.head
            stream.advance()
            for known in names(event) if event else ():
                seen.add(known)
                for freed in waiting.pop(known, ()):
                    if blocked.pop(freed, None) is not None:
                        ready.append(freed)


def _event(record: Record) -> Event | None:
    try:
        return read_event(record)
    except Unreadable:
        return None


def _needs(event: Event | None) -> Iterator[str]:
    """What an event must follow."""
    if event is None:
        return
    if not event.cause.startswith(COMMAND):
        yield event.cause
    yield from (part for part in event.after.split(",") if part)
