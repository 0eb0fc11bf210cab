"""Poison is kept with its reason, holds back only its own casus, and can be replayed."""

import pytest

from contracts.envelope import Draft
from infra.database import Database
from infra.kernel import Kernel, Record, Why
from infra.testing.diary import HEARS, HEARS_TOO, Diary, MakeKernel, read
from infra.testing.source import A, B, Source


def _ids(kernel: Kernel) -> list[tuple[str, Why]]:
    return [(one.id, one.kind) for one in kernel.parked()]


def test_poison_holds_back_its_own_casus_only(make_kernel: MakeKernel, database: Database) -> None:
    source, diary = Source(HEARS), Diary()
    diary.poison = {"bad"}
    kernel = make_kernel(diary.reactions())
    kernel.receive(
        [
            source.says(A, event="a1"),
            source.says(A, event="bad"),
            source.says(B, event="b1"),
            source.says(A, event="a2"),
        ]
    )
    kernel.receive([source.says(A, event="a3"), source.says(B, event="b2")])
    assert read(database, A) == ["a1"]
    assert read(database, B) == ["b1", "b2"]
    assert _ids(kernel) == [("bad", Why.POISON), ("a2", Why.BEHIND), ("a3", Why.BEHIND)]
    assert kernel.offsets() == {(HEARS, 0): 6}
    assert kernel.pending() == 3


def test_what_needs_something_not_heard_of_yet_comes_in_by_itself_afterwards(
    make_kernel: MakeKernel, database: Database
) -> None:
    source, other, diary = Source(HEARS), Source(HEARS_TOO), Diary()
    diary.early = {"soon"}
    kernel = make_kernel(diary.reactions())
    kernel.receive([source.says(A, event="soon"), source.says(A, event="after")])
    assert _ids(kernel) == [("soon", Why.WAITING), ("after", Why.BEHIND)]
    kernel.receive([other.says(B, event="b1")])
    assert _ids(kernel) == [("soon", Why.WAITING), ("after", Why.BEHIND)]
    diary.early = set()
    kernel.receive([other.says(B, event="b2")])
    assert read(database, A) == ["soon", "after"]
    assert kernel.parked() == []


def test_poison_is_kept_with_its_reason_and_where_it_came_from(make_kernel: MakeKernel) -> None:
    source, diary = Source(HEARS), Diary()
    diary.poison = {"bad"}
    kernel = make_kernel(diary.reactions())
    kernel.receive([source.says(B), source.says(A, event="bad")])
    (parked,) = kernel.parked()
    assert (parked.topic, parked.partition, parked.offset) == (HEARS, 0, 1)
    assert (parked.reason, parked.handler) == ("not in this diary", "note")
    assert (parked.subject, parked.attempts) == (A, 1)


def test_a_replay_takes_in_the_whole_casus_in_its_order(
    make_kernel: MakeKernel, database: Database
) -> None:
    source, diary = Source(HEARS), Diary()
    diary.poison = {"bad"}
    batch = [source.says(A, event=name) for name in ("bad", "a2", "a3")]
    make_kernel(diary.reactions()).receive([*batch, source.says(B, event="b1")])
    kernel = make_kernel(Diary().reactions())
    assert kernel.replay(A) == 3
    assert read(database, A) == ["bad", "a2", "a3"]
    assert not kernel.parked()
    kernel.receive([*batch, source.record(batch[0].raw)])
    assert read(database, A) == ["bad", "a2", "a3"]


def test_a_replay_that_fails_again_counts_the_attempts(
    make_kernel: MakeKernel, database: Database
) -> None:
    source, diary = Source(HEARS), Diary()
    diary.poison = {"a1", "a3"}
    kernel = make_kernel(diary.reactions())
    kernel.receive([source.says(A, event=f"a{number}") for number in range(1, 5)])
    assert kernel.replay(A) == 0
    assert kernel.parked()[0].attempts == 2
    diary.poison = {"a3"}
    assert kernel.replay(A) == 2
    assert read(database, A) == ["a1", "a2"]
    assert _ids(kernel) == [("a3", Why.POISON), ("a4", Why.BEHIND)]
    assert kernel.replay(B) == 0


def test_data_that_does_not_fit_its_type_is_parked_without_repeating_it(
    make_kernel: MakeKernel,
) -> None:
    source = Source(HEARS)
    raw = source.says(A).raw.replace(b"cjg-tilburg", b"Jan Jansen!")
    kernel = make_kernel(Diary().reactions())
    kernel.receive([Source(HEARS).record(raw)])
    (parked,) = kernel.parked()
    assert parked.kind is Why.POISON
    assert "overleg" in parked.reason
    assert "Jansen" not in parked.reason


def test_bytes_that_are_no_event_are_kept_and_hold_back_nothing(
    make_kernel: MakeKernel, database: Database
) -> None:
    source = Source(HEARS)
    kernel = make_kernel(Diary().reactions())
    kernel.receive(
        [source.says(A, event="a1"), source.record(b"\xff{"), source.says(A, event="a2")]
    )
    assert read(database, A) == ["a1", "a2"]
    assert [one.offset for one in kernel.parked()] == [1]


def test_an_event_whose_place_bytes_took_does_not_stop_the_source(
    make_kernel: MakeKernel, database: Database
) -> None:
    source = Source(HEARS)
    kernel = make_kernel(Diary().reactions())
    first = source.says(A, event="a1")
    spoilt = Record(HEARS, 0, 1, source.says(B).raw[:-5])
    kernel.receive([first, spoilt, source.says(A, event="a3")])
    assert read(database, A) == ["a1", "a3"]


def test_other_bytes_under_a_known_id_are_evidence_and_change_nothing(
    make_kernel: MakeKernel, database: Database
) -> None:
    source = Source(HEARS)
    first = source.says(A, event="a1")
    altered = source.record(first.raw.replace(b"cjg-tilburg", b"hco-tilburg"))
    kernel = make_kernel(Diary().reactions())
    kernel.receive([first, altered, source.says(A, event="a2")])
    assert read(database, A) == ["a1", "a2"]
    assert _ids(kernel) == [("a1", Why.ALTERED)]
    assert kernel.replay(A) == 0


def test_another_event_at_a_place_that_was_read_is_evidence_and_changes_nothing(
    make_kernel: MakeKernel, database: Database
) -> None:
    source, twin = Source(HEARS), Source(HEARS)
    first, second = source.says(A, event="a1"), source.says(A, event="a2")
    others = [twin.says(A, event=name).raw for name in ("x1", "x2")]
    kernel = make_kernel(Diary().reactions())
    kernel.receive([first, second, *map(source.record, reversed(others))])
    kernel.receive([source.says(A, event="a3")])
    assert read(database, A) == ["a1", "a2", "a3"]
    assert _ids(kernel) == [("x2", Why.ALTERED), ("x1", Why.ALTERED)]


def test_a_broken_chain_is_poison(make_kernel: MakeKernel, database: Database) -> None:
    source = Source(HEARS)
    kernel = make_kernel(Diary().reactions())
    kernel.receive(
        [
            source.says(A, event="a1"),
            source.says(A, event="a2", previous="f" * 64),
            source.says(A, event="a3"),
            source.says(B, event="b1"),
        ]
    )
    assert _ids(kernel) == [("a2", Why.POISON), ("a3", Why.BEHIND)]
    assert read(database, B) == ["b1"]
    assert kernel.replay(A) == 2


def test_an_event_of_another_source_is_not_taken_in(
    make_kernel: MakeKernel, database: Database
) -> None:
    kernel = make_kernel(Diary().reactions())
    kernel.receive([Source(HEARS).record(Source(HEARS_TOO).says(A, event="a1").raw)])
    assert read(database, A) == []
    assert _ids(kernel) == [("a1", Why.ALTERED)]


def test_an_event_waits_for_what_it_comes_after(
    make_kernel: MakeKernel, database: Database
) -> None:
    one, two = Source(HEARS), Source(HEARS_TOO)
    kernel = make_kernel(Diary().reactions())
    kernel.receive(
        [
            one.says(A, event="late", after=["early"]),
            one.says(A, event="behind-late"),
            one.says(B, event="b1"),
        ]
    )
    assert read(database, A) == []
    assert read(database, B) == ["b1"]
    assert _ids(kernel) == [("late", Why.WAITING), ("behind-late", Why.BEHIND)]
    kernel.receive([two.says(A, event="early")])
    assert read(database, A) == ["early", "late", "behind-late"]
    assert not kernel.parked()


def test_what_an_event_comes_after_may_come_in_the_same_batch(
    make_kernel: MakeKernel, database: Database
) -> None:
    one, two = Source(HEARS), Source(HEARS_TOO)
    kernel = make_kernel(Diary().reactions())
    kernel.receive(
        [
            two.says(A, event="third", after=["first", "second"]),
            one.says(A, event="first"),
            one.says(B, event="second"),
        ]
    )
    assert read(database, A) == ["first", "third"]


def test_an_event_does_not_come_after_one_that_is_itself_parked(
    make_kernel: MakeKernel, database: Database
) -> None:
    one, two = Source(HEARS), Source(HEARS_TOO)
    diary = Diary()
    diary.poison = {"first"}
    kernel = make_kernel(diary.reactions())
    kernel.receive([one.says(A, event="first"), two.says(B, event="second", after=["first"])])
    assert read(database, B) == []
    diary.poison = set()
    assert kernel.replay(A) == 2
    assert read(database, B) == ["second"]


def test_poison_that_waited_is_poison_all_the_same(
    make_kernel: MakeKernel, database: Database
) -> None:
    one, two = Source(HEARS), Source(HEARS_TOO)
    diary = Diary()
    diary.poison = {"late"}
    kernel = make_kernel(diary.reactions())
    kernel.receive([one.says(A, event="late", after=["early"]), two.says(B, event="early")])
    assert read(database, B) == ["early"]
    assert _ids(kernel) == [("late", Why.POISON)]
    kernel.receive([two.says(A, event="a2")])
    assert _ids(kernel) == [("late", Why.POISON), ("a2", Why.BEHIND)]


def test_poison_that_waited_holds_back_at_once_what_waited_behind_it(
    make_kernel: MakeKernel, database: Database
) -> None:
    one, two = Source(HEARS), Source(HEARS_TOO)
    diary = Diary()
    diary.poison = {"late"}
    kernel = make_kernel(diary.reactions())
    kernel.receive(
        [
            one.says(A, event="late", after=["early"]),
            two.says(A, event="later", after=["early"]),
            one.says(B, event="early"),
        ]
    )
    assert read(database, A) == []
    assert _ids(kernel) == [("late", Why.POISON), ("later", Why.WAITING)]
    diary.poison = set()
    assert kernel.replay(A) == 2
    assert read(database, A) == ["late", "later"]


def test_what_is_parked_survives_a_restart(make_kernel: MakeKernel, database: Database) -> None:
    source, diary = Source(HEARS), Diary()
    diary.poison = {"bad"}
    make_kernel(diary.reactions()).receive([source.says(A, event="bad")])
    again = make_kernel(diary.reactions())
    again.receive([source.says(A, event="a2")])
    assert _ids(again) == [("bad", Why.POISON), ("a2", Why.BEHIND)]


def test_bytes_that_become_readable_are_taken_in_as_the_event_they_are(
    make_kernel: MakeKernel, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = Source(HEARS), Source(HEARS_TOO)
    event = one.says(A, event="a1")
    kernel = make_kernel(Diary().reactions())
    with monkeypatch.context() as older:
        older.setattr("infra.kernel.reception.parse", Draft.model_validate_json)
        kernel.receive([event])
    assert read(database, A) == []
    kernel.receive([two.says(B, event="b1", after=["a1"])])
    assert kernel.replay("") == 2
    assert (read(database, A), read(database, B)) == (["a1"], ["b1"])
    kernel.receive([one.record(event.raw)])
    assert not kernel.parked()


def test_a_replay_is_of_one_casus(make_kernel: MakeKernel, database: Database) -> None:
    source, diary = Source(HEARS), Diary()
    diary.poison = {"a1", "b1"}
    kernel = make_kernel(diary.reactions())
    kernel.receive([source.says(A, event="a1"), source.says(B, event="b1")])
    diary.poison = set()
    assert kernel.replay(A) == 1
    assert (read(database, A), read(database, B)) == (["a1"], [])
    assert _ids(kernel) == [("b1", Why.POISON)]
