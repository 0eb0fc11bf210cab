import re
from typing import get_args

from hypothesis import given
from hypothesis import strategies as some

from contracts.vocabulary import OpaqueId
from infra.kernel import derived_id, shard_of

OPAQUE = get_args(OpaqueId)[1].pattern

parts = some.lists(some.text(max_size=8), max_size=4)


@given(key=some.binary(min_size=16, max_size=32), parts=parts)
def test_a_derived_id_is_opaque_and_always_the_same(key: bytes, parts: list[str]) -> None:
    made = derived_id(key, *parts)
    assert re.fullmatch(OPAQUE, made)
    assert len(made) == 26
    assert derived_id(key, *parts) == made


@given(one=parts, two=parts)
def test_other_parts_or_another_key_give_another_id(one: list[str], two: list[str]) -> None:
    assert (derived_id(b"key", *one) == derived_id(b"key", *two)) == (one == two)
    assert derived_id(b"key", *one) != derived_id(b"other key", *one)


@given(subject=some.text(), shards=some.integers(1, 64))
def test_a_subject_stays_on_its_shard(subject: str, shards: int) -> None:
    assert 0 <= shard_of(subject, shards) < shards
    assert shard_of(subject, shards) == shard_of(subject, shards)


def test_the_shards_of_subjects_that_lie_in_logs_never_change() -> None:
    subjects = ("register", "0123456789abcdef", "zyxwvtsrqpnmkjhg")
    assert [shard_of(subject, 2) for subject in subjects] == [1, 0, 0]
