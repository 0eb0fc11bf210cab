"""What every kernel keeps, on every database: each event once, in order, all effects or none."""

import threading

import pytest
from conftest import ID_KEY, MakeKernel
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from contracts.envelope import CHAIN_START, Envelope, hash_of, parse
from contracts.events.casusoverleg import HouderVernomen
from contracts.events.registry import payload_of
from infra.clock import SetClock
from infra.database import Database
from infra.kernel import Emission, Gap, Kernel, Moment, Why, kernel
from infra.log import NotAllowed, Outgoing
from infra.testing.diary import SAYS, Diary, read
from infra.testing.source import Source, payload

HEARD = "zorg.intake.v1"


def _said(kernel: Kernel) -> list[Outgoing]:
    return list(kernel.outgoing(1000)[1])


def test_an_event_is_taken_in_with_all_its_effects(
    make_kernel: MakeKernel, database: Database
) -> None:
    kernel = make_kernel(Diary().reactions())
    event = Source(HEARD).says("casus-a")
    kernel.receive([event])
    assert read(database, "casus-a") == [parse(event.raw).id]
    assert kernel.offsets() == {(HEARD, 0): 1}
    assert [parse(one.raw).causationid for one in _said(kernel)] == [parse(event.raw).id]


def test_an_event_that_comes_again_does_nothing(
    make_kernel: MakeKernel, database: Database
) -> None:
    source, diary = Source(HEARD), Diary()
    batch = [source.says("casus-a") for _ in range(5)]
    kernel = make_kernel(diary.reactions())
    kernel.receive(batch[:3])
    kernel.receive(batch)
    make_kernel(diary.reactions()).receive(batch)
    assert len(read(database, "casus-a")) == 5
    assert len(_said(kernel)) == 5
    assert diary.calls == 5


def test_the_same_bytes_at_a_later_offset_do_nothing(
    make_kernel: MakeKernel, database: Database
) -> None:
    source = Source(HEARD)
    kernel = make_kernel(Diary().reactions())
    first = source.says("casus-a")
    kernel.receive([first, source.record(first.raw), source.says("casus-a")])
    assert len(read(database, "casus-a")) == 2
    assert kernel.offsets() == {(HEARD, 0): 3}
    assert not kernel.parked()


def test_a_fault_undoes_the_whole_batch(make_kernel: MakeKernel, database: Database) -> None:
    source = Source(HEARD)

    def breaks(
        session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> list[Emission]:
        Diary().note(session, envelope, event, moment)
        if event.casus == "casus-b":
            raise ZeroDivisionError
        return [Emission(SAYS, event.casus, event)]

    kernel = make_kernel({HouderVernomen: breaks})
    batch = [source.says("casus-a"), source.says("casus-b")]
    with pytest.raises(ZeroDivisionError):
        kernel.receive(batch)
    assert read(database, "casus-a") == []
    assert kernel.offsets() == {}
    assert not _said(kernel)
    make_kernel(Diary().reactions()).receive(batch)
    assert len(read(database, "casus-b")) == 1


def test_a_gap_in_the_offsets_takes_in_what_comes_before_it(
    make_kernel: MakeKernel, database: Database
) -> None:
    source = Source(HEARD)
    first, second, third = (source.says("casus-a") for _ in range(3))
    kernel = make_kernel(Diary().reactions())
    with pytest.raises(Gap):
        kernel.receive([first, third])
    assert len(read(database, "casus-a")) == 1
    kernel.receive([second, third])
    assert len(read(database, "casus-a")) == 3


def test_a_gap_in_the_sequence_is_no_less_a_gap(make_kernel: MakeKernel) -> None:
    source = Source(HEARD)
    first, _lost, third = (source.says("casus-a") for _ in range(3))
    kernel = make_kernel(Diary().reactions())
    with pytest.raises(Gap, match="sequence 2"):
        kernel.receive([first, Source(HEARD).record(b"") and _at(third.raw, 1)])
    assert kernel.offsets() == {(HEARD, 0): 1}


def test_a_type_without_a_reaction_is_taken_in_without_effect(make_kernel: MakeKernel) -> None:
    kernel = make_kernel({})
    kernel.receive([Source(HEARD).says("casus-a")])
    assert kernel.offsets() == {(HEARD, 0): 1}
    assert not kernel.parked()
    assert not _said(kernel)


def test_what_is_said_stands_in_contiguous_chains(make_kernel: MakeKernel) -> None:
    source = Source(HEARD)
    kernel = make_kernel(Diary().reactions())
    for _ in range(3):
        kernel.receive([source.says(f"casus-{number}") for number in range(6)])
    for partition in (0, 1):
        said = [one for one in _said(kernel) if one.partition == partition]
        assert said
        previous = CHAIN_START
        for number, one in enumerate(said, start=1):
            event = parse(one.raw)
            assert (event.number, event.previoushash, one.sequence) == (number, previous, number)
            previous = hash_of(one.raw)


def test_a_casus_always_goes_to_the_same_partition(make_kernel: MakeKernel) -> None:
    source = Source(HEARD)
    kernel = make_kernel(Diary().reactions())
    kernel.receive([source.says(f"casus-{number % 4}") for number in range(12)])
    places = {(one.subject, one.partition) for one in _said(kernel)}
    assert len(places) == 4


def test_ids_are_equal_on_redelivery_and_another_instance_has_others(
    make_kernel: MakeKernel, database: Database, clock: SetClock
) -> None:
    event = Source(HEARD).says("casus-a")
    said = []
    for attempt in range(2):
        try:
            with database.transaction() as session:
                raise_at_end = Kernel(READER, database, {}, clock, ID_KEY)
                del session, raise_at_end
        except RuntimeError:
            assert attempt in (0, 1)
    del event, said
