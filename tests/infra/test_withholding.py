"""What no log can carry is not decided on; what a log refuses waits, and only its casus with it."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlmodel import Session

from contracts.envelope import (
    CHAIN_START,
    EVENT_BYTES,
    Envelope,
    draft_of,
    hash_of,
    parse,
    place,
    source_of,
)
from contracts.events.casusoverleg import CommandoGeweigerd, HouderVernomen
from contracts.events.table import form_of
from contracts.topics import AUDITOR, BESLUITEN, GATE, postbus
from contracts.vocabulary import Domein, Functie
from infra import documents
from infra.clock import SetClock
from infra.database import Database
from infra.kafka import Broker
from infra.kernel import Emission, Kernel, Moment, Relay, TooLarge, Why, shard_of
from infra.log import Outgoing, Refused, records
from infra.log.kafka import KafkaLog
from infra.log.sqlite import SqliteLog
from infra.testing.clients import Client
from infra.testing.diary import HEARS, ID_KEY, NAME, SAYS, DiaryPage, MakeKernel, read
from infra.testing.hand import Hand
from infra.testing.source import WHEN, A, B, Source, payload

pytestmark = pytest.mark.usefixtures("said_anywhere")

SMALL = 3000


def _long(casus: str, length: int) -> CommandoGeweigerd:
    return CommandoGeweigerd(
        casus=casus,
        overleg="cjg-tilburg",
        commando="maak-plan",
        reden="x" * length,
        door=Functie(organisatie="cjg-tilburg", rol="procesregisseur"),
        domein=Domein.ZORG,
    )


def _say(kernel: Kernel, command: str, casus: str, length: int, topic: str = SAYS) -> None:
    def deed(session: Session, _moment: Moment) -> tuple[list[Emission], str]:
        documents.put(session, "diary", casus, DiaryPage(events=[command]))
        return [Emission(topic, casus, _long(casus, length))], command

    kernel.act(command, deed)


def _largest(kernel: Kernel) -> int:
    """How long a reason can be; the number of an event may take up to 16 digits."""
    _say(kernel, "measured", A, 0)
    last, (one,) = kernel.outgoing(1)
    kernel.published(last)
    return EVENT_BYTES - len(one.raw) - len(str(10**15)) + len(str(one.sequence))


def test_an_event_gets_another_place_with_nothing_else_changed() -> None:
    first = Source(SAYS).says(A).raw
    draft = draft_of(first)
    assert place(draft, source_of(SAYS, 0), 1, CHAIN_START) == first
    moved = parse(place(draft, source_of(SAYS, 0), 7, "f" * 64))
    assert (moved.number, moved.previoushash) == (7, "f" * 64)
    assert moved.data == parse(first).data


def test_the_largest_event_is_taken_and_one_byte_more_is_refused(
    make_kernel: MakeKernel, database: Database
) -> None:
    kernel = make_kernel({})
    most = _largest(kernel)
    _say(kernel, "largest", A, most)
    with pytest.raises(TooLarge, match=str(EVENT_BYTES + 1)) as told:
        _say(kernel, "too large", B, most + 1)
    assert "xx" not in str(told.value)
    assert read(database, B) == []
    assert kernel.pending() == 1
    _say(kernel, "too large", B, most)
    assert kernel.pending() == 2


def test_a_log_carries_the_largest_event_and_no_larger_one(hand: Hand) -> None:
    async def story() -> None:
        log = hand(NAME)
        await log.publish([Outgoing(SAYS, 1, A, 1, b"x" * EVENT_BYTES)])
        with pytest.raises(Refused) as refused:
            await log.publish([Outgoing(SAYS, 1, A, 2, b"x" * (EVENT_BYTES + 1))])
        assert refused.value.event.sequence == 2
        await log.close()

    asyncio.run(story())


def test_a_reaction_whose_event_is_too_large_is_poison_for_its_casus_only(
    make_kernel: MakeKernel, database: Database
) -> None:
    def note(
        session: Session, envelope: Envelope, event: HouderVernomen, _moment: Moment
    ) -> Sequence[Emission]:
        documents.put(session, "diary", event.casus, DiaryPage(events=[envelope.id]))
        size = EVENT_BYTES if event.houder == "te-veel" else 1
        return [
            Emission(SAYS, event.casus, _long(event.casus, 1)),
            Emission(SAYS, event.casus, _long(event.casus, size)),
        ]

    kernel, source = make_kernel({HouderVernomen: note}), Source(HEARS)
    kernel.receive(
        [
            source.says(A, event="a1"),
            source.says(A, payload(A, "te-veel"), event="a2"),
            source.says(B, event="b1"),
            source.says(A, event="a3"),
        ]
    )
    poisoned, behind = kernel.parked()
    assert (poisoned.id, poisoned.kind, poisoned.handler) == ("a2", Why.POISON, "note")
    assert form_of(CommandoGeweigerd).type in poisoned.reason
    assert (behind.id, behind.kind) == ("a3", Why.BEHIND)
    assert (read(database, A), read(database, B)) == (["a1"], ["b1"])
    assert _chained([one.raw for one in kernel.outgoing(10)[1]]) == [A, A, B, B]


Limit = Callable[[int], None]


@pytest.fixture
def limit(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Limit]:
    """Lets the log of `hand` take events of so many bytes on a topic, until the end of the test."""
    if request.node.callspec.params["hand"] == "sqlite":
        yield lambda size: monkeypatch.setattr(records, "EVENT_BYTES", size)
        return
    broker: Broker = request.getfixturevalue("kafka")
    yield lambda size: broker.admin.set_size(SAYS, size)
    broker.admin.govern(broker.passwords)


def _chained(events: Sequence[bytes]) -> list[str]:
    """The subjects of events that follow on each other without a gap, by place."""
    last: dict[str, tuple[int, str]] = {}
    for raw in events:
        event = parse(raw)
        number, digest = last.get(event.source, (0, CHAIN_START))
        assert (event.number, event.previoushash) == (number + 1, digest)
        last[event.source] = event.number, hash_of(raw)
    return [parse(raw).subject for raw in events]


def _beside(subject: str) -> str:
    """Another casus whose events have the same source."""
    names = (letter * 16 for letter in "bcdefgh")
    return next(one for one in names if shard_of(one, 2) == shard_of(subject, 2))


@pytest.mark.parametrize("falls", [False, True])
def test_what_a_log_refuses_for_good_holds_back_its_casus_and_nothing_else(
    hand: Hand, limit: Limit, make_kernel: MakeKernel, falls: bool
) -> None:
    crashes = iter([falls])

    def crash(name: str) -> None:
        if name == "before-commit" and relaying and next(crashes, False):
            raise InterruptedError

    other, relaying = _beside(A), False
    kernel = make_kernel({}, checkpoint=crash)
    for number, (casus, length) in enumerate([(A, 1), (A, 2 * SMALL), (other, 1), (A, 1)]):
        _say(kernel, str(number), casus, length)

    async def story() -> None:
        nonlocal relaying
        log, reader = hand(NAME), hand("zorg-notifier")
        inlet = await reader.open([SAYS], {})
        await inlet.seek(await inlet.ends())
        found: list[bytes] = []

        async def heard(count: int) -> list[str]:
            async with asyncio.timeout(20):
                while len(found) < count:
                    found.extend(record.raw for record in await inlet.batch(10))
            return _chained(found)

        limit(SMALL)
        relaying = True
        if falls:
            with pytest.raises(InterruptedError):
                await Relay(kernel, log).run_once()
        await Relay(kernel, log).run_once()
        relaying = False
        assert await heard(2) == [A, other]
        refused, behind = kernel.withheld()
        assert refused.type == form_of(CommandoGeweigerd).type
        assert refused.reason != behind.reason

        _say(kernel, "later", A, 1)
        _say(kernel, "beside", other, 1)
        await Relay(kernel, log).run_once()
        assert await heard(3) == [A, other, other]
        assert len(kernel.withheld()) == 3

        assert kernel.release() == 3
        await Relay(kernel, log).run_once()
        assert len(kernel.withheld()) == 3

        limit(EVENT_BYTES)
        assert kernel.release() == 3
        await Relay(kernel, log).run_once()
        assert await heard(6) == [A, other, other, A, A, A]
        assert [len(parse(raw).data["reden"]) for raw in found[3:]] == [2 * SMALL, 1, 1]
        assert not kernel.withheld()
        assert not kernel.pending()
        await inlet.close()
        await reader.close()
        await log.close()

    asyncio.run(story())


def test_an_event_that_is_refused_as_the_first_of_its_source_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = Kernel(NAME, Database(f"sqlite:///{tmp_path}/w.sqlite"), {}, SetClock(WHEN), ID_KEY)
    log = SqliteLog(tmp_path / "log.sqlite")
    _say(kernel, "too large", A, 2 * SMALL)
    monkeypatch.setattr(records, "EVENT_BYTES", SMALL)
    asyncio.run(Relay(kernel, log.principal(NAME)).run_once())
    _say(kernel, "beside", _beside(A), 1)
    asyncio.run(Relay(kernel, log.principal(NAME)).run_once())
    (only,) = log.read(SAYS, shard_of(A, 2), 0, 10)
    assert _chained([only.raw]) == [_beside(A)]


@pytest.mark.kafka
def test_what_a_broker_took_is_not_written_again_because_it_refused_something_else(
    kafka: Broker, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """So the gate does not write its decision anew at every try."""
    kernel = Kernel(GATE, Database(f"sqlite:///{tmp_path}/g.sqlite"), {}, SetClock(WHEN), ID_KEY)
    delivery = postbus(Domein.VEILIGHEID)
    request.addfinalizer(lambda: kafka.admin.govern(kafka.passwords))
    kafka.admin.set_size(delivery, SMALL)
    before = len(Client(kafka, AUDITOR).read(BESLUITEN))
    _say(kernel, "decision", A, 1, BESLUITEN)
    _say(kernel, "delivery", A, 2 * SMALL, delivery)

    async def story() -> None:
        log = KafkaLog(kafka.bootstrap, GATE, kafka.password(GATE))
        for _ in range(3):
            await Relay(kernel, log).run_once()
            kernel.release()
        await Relay(kernel, log).run_once()
        await log.close()

    asyncio.run(story())
    assert len(Client(kafka, AUDITOR).read(BESLUITEN)) == before + 1
    (refused,) = kernel.withheld()
    assert (refused.topic, refused.reason) == (delivery, "MessageSizeTooLargeError")
