"""Whoever waits for something hears why it did not come."""

import pytest

from chain.driver import Declined, until

pytestmark = pytest.mark.anyio


async def test_what_is_refused_to_the_end_is_told_with_the_last_reason() -> None:
    reasons = iter(["Deze casus is er niet.", *["U hebt geen zetel aan dit overleg."] * 99])

    async def look() -> None:
        raise Declined(409, next(reasons))

    with pytest.raises(Declined, match="geen zetel"):
        await until(look, seconds=0.2, passing=(404, 409))


async def test_a_refusal_that_does_not_pass_is_told_at_once() -> None:
    async def look() -> None:
        raise Declined(403, "Dit mag u niet.")

    with pytest.raises(Declined, match="mag u niet"):
        await until(look, passing=(404, 409))


async def test_a_refusal_that_passed_is_no_reason() -> None:
    answers = iter([Declined(404, "Er is niets."), None, None, "gekomen"])

    async def look() -> str | None:
        answer = next(answers)
        if isinstance(answer, Declined):
            raise answer
        return answer

    assert await until(look, passing=(404,)) == "gekomen"


async def test_what_never_comes_is_not_called_refused() -> None:
    refusals = [Declined(404, "Er is niets.")]

    async def look() -> None:
        if refusals:
            raise refusals.pop()

    with pytest.raises(TimeoutError):
        await until(look, seconds=0.2, passing=(404,))
