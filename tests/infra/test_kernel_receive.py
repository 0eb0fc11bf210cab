"""What every kernel keeps, on every database: each event once, in order, all effects or none."""

import threading
from collections.abc import Callable, Iterable
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from contracts.envelope import CHAIN_START, Envelope, hash_of, parse
from contracts.events.casusoverleg import HouderVernomen
from infra.clock import SetClock
from infra.database import Database
from infra.kernel import Emission, Fenced, Gap, Kernel, Moment, derived_id
from infra.log import NotAllowed, Outgoing, Record
from infra.testing.diary import HEARS, ID_KEY, NAME, SAYS, Diary, MakeKernel, read
from infra.testing.source import WHEN, A, B, Source


def _said(kernel: Kernel) -> list[Outgoing]:
    return list(kernel.outgoing(1000)[1])


def test_an_event_is_taken_in_with_all_its_effects(
    make_kernel: MakeKernel, database: Database
) -> None:
    kernel = make_kernel(Diary().reactions())
    event = Source(HEARS).says(A)
    kernel.receive([event])
    assert read(database, A) == [parse(event.raw).id]
    assert kernel.offsets() == {(HEARS, 0): 1}
    assert [parse(one.raw).causationid for one in _said(kernel)] == [parse(event.raw).id]


def test_an_event_that_comes_again_does_nothing(
    make_kernel: MakeKernel, database: Database
) -> None:
    source, diary = Source(HEARS), Diary()
    batch = [source.says(A) for _ in range(5)]
    kernel = make_kernel(diary.reactions())
    kernel.receive(batch[:3])
    kernel.receive(batch)
    make_kernel(diary.reactions()).receive(batch)
    assert len(read(database, A)) == 5
    assert len(_said(kernel)) == 5
    assert diary.calls == 5


def test_the_same_bytes_at_a_later_offset_do_nothing(
    make_kernel: MakeKernel, database: Database
) -> None:
    source = Source(HEARS)
    kernel = make_kernel(Diary().reactions())
    first = source.says(A)
    kernel.receive([first, source.record(first.raw), source.says(A)])
    assert len(read(database, A)) == 2
    assert kernel.offsets() == {(HEARS, 0): 3}
    assert not kernel.parked()


def test_a_fault_undoes_the_whole_batch(make_kernel: MakeKernel, database: Database) -> None:
    source = Source(HEARS)

    def breaks(
        session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> list[Emission]:
        Diary().note(session, envelope, event, moment)
        if event.casus == B:
            raise ZeroDivisionError
        return [Emission(SAYS, event.casus, event)]

    kernel = make_kernel({HouderVernomen: breaks})
    batch = [source.says(A), source.says(B)]
    with pytest.raises(ZeroDivisionError):
        kernel.receive(batch)
    assert read(database, A) == []
    assert kernel.offsets() == {}
    assert not _said(kernel)
    make_kernel(Diary().reactions()).receive(batch)
    assert len(read(database, B)) == 1


def test_a_gap_in_the_offsets_takes_in_what_comes_before_it(
    make_kernel: MakeKernel, database: Database
) -> None:
    source = Source(HEARS)
    first, second, third = (source.says(A) for _ in range(3))
    kernel = make_kernel(Diary().reactions())
    with pytest.raises(Gap):
        kernel.receive([first, third])
    assert len(read(database, A)) == 1
    kernel.receive([second, third])
    assert len(read(database, A)) == 3


def test_a_gap_in_the_sequence_is_no_less_a_gap(make_kernel: MakeKernel) -> None:
    source = Source(HEARS)
    first, _lost, third = (source.says(A) for _ in range(3))
    kernel = make_kernel(Diary().reactions())
    with pytest.raises(Gap, match="sequence 2"):
        kernel.receive([first, Record(HEARS, 0, 1, third.raw)])
    assert kernel.offsets() == {(HEARS, 0): 1}


def test_a_type_without_a_reaction_is_taken_in_without_effect(make_kernel: MakeKernel) -> None:
    kernel = make_kernel({})
    kernel.receive([Source(HEARS).says(A)])
    assert kernel.offsets() == {(HEARS, 0): 1}
    assert not kernel.parked()
    assert not _said(kernel)


def test_what_is_said_stands_in_contiguous_chains(make_kernel: MakeKernel) -> None:
    source = Source(HEARS)
    kernel = make_kernel(Diary().reactions())
    for _ in range(3):
        kernel.receive([source.says(f"{number:016}") for number in range(6)])
    for partition in (0, 1):
        said = [one for one in _said(kernel) if one.partition == partition]
        assert said
        previous = CHAIN_START
        for number, one in enumerate(said, start=1):
            event = parse(one.raw)
            assert (event.number, event.previoushash, one.sequence) == (number, previous, number)
            previous = hash_of(one.raw)


def test_a_casus_always_goes_to_the_same_partition(make_kernel: MakeKernel) -> None:
    source = Source(HEARS)
    kernel = make_kernel(Diary().reactions())
    kernel.receive([source.says(f"{number % 4:016}") for number in range(12)])
    places = {(one.subject, one.partition) for one in _said(kernel)}
    assert len(places) == 4


def test_ids_are_equal_when_an_event_is_taken_in_again(make_kernel: MakeKernel) -> None:
    event = Source(HEARS).says(A)
    made: list[str] = []

    def react(
        session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> list[Emission]:
        made.extend((moment.new_id("plan"), moment.new_id("plan", "2")))
        return [Emission(SAYS, event.casus, event)]

    def crash(_name: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        make_kernel({HouderVernomen: react}, checkpoint=crash).receive([event])
    kernel = make_kernel({HouderVernomen: react})
    kernel.receive([event])
    assert made[:2] == made[2:]
    assert len(set(made)) == 2
    assert [parse(one.raw).id for one in _said(kernel)] == [
        derived_id(ID_KEY, "event", NAME, parse(event.raw).id, "0")
    ]


@pytest.mark.usefixtures("said_anywhere")
def test_nothing_in_what_the_gate_says_leads_back_to_its_cause(
    make_kernel: MakeKernel, clock: SetClock
) -> None:
    clock.set(WHEN.replace(microsecond=123456))
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    event = Source("zorg.casusoverleg.v1").says(A, trace=trace)

    def pass_on(
        session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> list[Emission]:
        return [
            Emission("zorg.postbus.v1", "here", event),
            Emission("justitie.postbus.v1", "there", event),
        ]

    kernel = make_kernel({HouderVernomen: pass_on}, name="privacy-gate", veiled=True)
    kernel.receive([event])
    here, there = (parse(one.raw) for one in _said(kernel))
    known = {parse(event.raw).id, trace, trace.split("-")[1]}
    assert not known & {here.id, here.causationid, here.traceparent, there.causationid}
    assert here.causationid != there.causationid
    assert here.id != there.id
    assert here.time.microsecond == 0


@pytest.mark.parametrize("topic", ["justitie.postbus.v1", "justitie.casusoverleg.v1"])
def test_a_topic_of_another_writer_is_refused_and_nothing_happened(
    make_kernel: MakeKernel, database: Database, topic: str
) -> None:
    def react(
        session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> list[Emission]:
        Diary().note(session, envelope, event, moment)
        return [Emission(topic, event.casus, event)]

    kernel = make_kernel({HouderVernomen: react})
    with pytest.raises(NotAllowed, match=topic):
        kernel.receive([Source(HEARS).says(A)])
    assert read(database, A) == []


def test_a_database_that_is_away_for_a_moment_is_tried_again(
    make_kernel: MakeKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.kernel.kernel.PATIENCE", (0.0, 0.0))
    failures = iter((True, True, False))

    def react(
        session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> list[Emission]:
        if next(failures, True):
            raise OperationalError("", {}, ConnectionError())
        return []

    kernel = make_kernel({HouderVernomen: react})
    event = Source(HEARS).says(A)
    kernel.receive([event])
    assert kernel.offsets() == {(HEARS, 0): 1}
    with pytest.raises(OperationalError):
        make_kernel({HouderVernomen: react}, name="zorg-notifier").act("c", _away)


def _away(session: Session, moment: Moment) -> tuple[list[Emission], str]:
    raise OperationalError("", {}, ConnectionError())


def test_a_process_that_lost_its_lease_cannot_write_in_its_name(
    make_kernel: MakeKernel, database: Database
) -> None:
    kernel = make_kernel(Diary().reactions())
    source = Source(HEARS)
    kernel.receive([source.says(A)])

    def usurp(
        session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> list[Emission]:
        session.connection().execute(text("UPDATE head SET sequence = sequence + 1"))
        return [Emission(SAYS, event.casus, event)]

    late = make_kernel({HouderVernomen: usurp})
    with pytest.raises(Fenced):
        late.receive([source.says(A), source.says(A)])


def test_batches_and_commands_of_many_threads_come_one_after_the_other(
    make_kernel: MakeKernel, database: Database
) -> None:
    kernel = make_kernel(Diary().reactions())
    sources = [Source(HEARS, partition) for partition in (0, 1)]
    batches = [[[source.says(A)] for _ in range(5)] for source in sources]

    def receive_all(own: list[list[Record]]) -> None:
        for batch in own:
            kernel.receive(batch)

    _at_once(partial(receive_all, own) for own in batches)
    assert len(read(database, A)) == 10
    said = [parse(one.raw) for one in _said(kernel)]
    assert [event.number for event in said] == list(range(1, 11))


def _at_once(work: Iterable[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
