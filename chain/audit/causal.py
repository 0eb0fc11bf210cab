"""An order for a log that has none of its own: Kafka orders within a partition only."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from chain.audit.event import Unreadable, read_event
from chain.audit.records import Record


class _Stream:
    """One source, with the record that is next."""

    def __init__(self, records: Iterator[Record]) -> None:
        self._records = records
        self.head: Record | None = next(records, None)

    def advance(self) -> None:
        self.head = next(self._records, None)


def causal(sources: Sequence[Iterator[Record]]) -> Iterator[Record]:
    """Merge sources so that an event follows its cause, what it comes after, and its own source.

    Where every stream waits for an event that never comes (it was lost), the stream that
    waits at the earliest time goes on: the order is kept for the rest, and what is missing
    is for others to report.
    """
    seen: set[str] = set()
    waiting: dict[str, list[_Stream]] = defaultdict(list)
    ready = deque(stream for stream in map(_Stream, sources) if stream.head is not None)
    blocked: dict[_Stream, str] = {}
    while ready or blocked:
        stream = ready.popleft() if ready else min(blocked, key=blocked.__getitem__)
        forced = blocked.pop(stream, None) is not None
        while stream.head is not None:
            ids, needs, moment = _needs(stream.head)
            missing = next((need for need in needs if need not in seen), None)
            if missing is not None and not forced:
                waiting[missing].append(stream)
                blocked[stream] = moment
                break
            forced = False
            yield stream.head
            stream.advance()
            for known in ids:
                seen.add(known)
                for freed in waiting.pop(known, ()):
                    if blocked.pop(freed, None) is not None:
                        ready.append(freed)


def _needs(record: Record) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The id of a record's event, the ids it must follow, and its time."""
    try:
        event = read_event(record)
    except Unreadable:
        return (), (), ""
    causes = () if event.cause.startswith("cmd-") else (event.cause,)
    after = tuple(part for part in event.after.split(",") if part)
    return (event.id,), (*causes, *after), event.time
