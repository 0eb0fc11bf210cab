"""Bringing the state of an instance up to date with the code, from the log; nothing is said."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence

from contracts.envelope import CHAIN_START, parse, place, source_of
from contracts.topics import TOPICS
from infra.instance import Instance
from infra.kernel import Kernel
from infra.kernel.withholding import drafts
from infra.log import Log, Place, Record
from infra.state import OtherState, stamp, version_of

BATCH = 500
_ALL = 1_000_000
"""More than ever waits in an outbox."""


def is_older(instance: Instance) -> bool:
    """Must its state be brought up to date before it can work?

    Raises:
        OtherState: nothing can: it was made by newer code, or from before versions were kept.
    """
    with instance.kernel.database.reading() as session:
        found = version_of(session)
    wanted = instance.state.version
    if found is None or found == wanted:
        return False
    if found == 0 or found > wanted or instance.state.rebuild is None:
        raise OtherState(instance.name, found, wanted)
    return True


async def bring_up_to_date(instance: Instance, log: Log) -> int:
    """Build the state anew in one transaction; gives how many events were folded.

    Cut off halfway, nothing was done.

    Raises:
        InUse: a process works for this instance.
        OtherState: see `is_older`.
    """
    with instance.kernel.database.lock():
        if not await asyncio.to_thread(is_older, instance):
            return 0
        records = await whole(log, instance.state.topics)
        return await asyncio.to_thread(fold_again, instance, records)


def fold_again(instance: Instance, records: Sequence[Record]) -> int:
    """Build the state anew from the records of its topics, whatever version it is of."""
    state = instance.state
    if state.rebuild is None:
        return 0
    known = _by_topic(_taken_in(instance.kernel, records))
    with instance.kernel.database.transaction() as session:
        for version in range(version_of(session) or 0, state.version):
            if migration := state.migrations.get(version):
                migration(session)
        folded = state.rebuild(session, known)
        stamp(session, state.version)
    return folded


async def whole(log: Log, topics: Sequence[str]) -> Sequence[Record]:
    """Every record of these topics, in order per place."""
    inlet = await log.open(topics, {})
    try:
        missing = dict(await inlet.ends())
        found: list[Record] = []
        while missing:
            for record in await inlet.batch(BATCH):
                found.append(record)
                place = (record.topic, record.partition)
                if record.offset + 1 >= missing.get(place, 0):
                    missing.pop(place, None)
        return found
    finally:
        await inlet.close()


def _taken_in(kernel: Kernel, records: Sequence[Record]) -> Sequence[Record]:
    """Of others, what was taken in; of its own, also what was not published yet. Each event once.

    A broker may hold an event twice: whoever does not know whether it came publishes it again.
    """
    offsets = kernel.offsets()
    parked = {(one.topic, one.partition, one.offset) for one in kernel.parked()}
    _, outbox = kernel.outgoing(_ALL)
    published: dict[Place, int] = {}
    known: dict[str, Record] = {}
    for record in records:
        place = (record.topic, record.partition)
        own = TOPICS[record.topic].writer == kernel.name
        if own or (record.offset < offsets.get(place, 0) and (*place, record.offset) not in parked):
            event = parse(record.raw)
            known.setdefault(event.id, record)
            if own:
                published[place] = max(event.number, published.get(place, 0))
    waiting = (
        Record(one.topic, one.partition, -1, one.raw)
        for one in outbox
        if one.sequence > published.get((one.topic, one.partition), 0)
    )
    return [*known.values(), *waiting, *_withheld(kernel)]


def _withheld(kernel: Kernel) -> Sequence[Record]:
    """What the log refused: it was decided on all the same, and has no place there."""
    with kernel.database.reading() as session:
        return [
            Record(topic, partition, -1, place(draft, source_of(topic, partition), 1, CHAIN_START))
            for topic, partition, draft in drafts(session)
        ]


def _by_topic(records: Sequence[Record]) -> Mapping[str, Sequence[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.topic].append(record)
    return found
