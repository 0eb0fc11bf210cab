"""Bugs in the verwijsindex, planted beside the others: all together they are `BUGS`."""

import pytest

import privacy_gate.worker.verwijsindex as indexing
from infra.kernel import ids
from tests.simulate.planted import bug
from tests.simulate.planted_families import BUGS

__all__ = ["BUGS"]


@bug
def one_side_hears_of_a_match(patch: pytest.MonkeyPatch) -> None:
    """Who reported a child first never hears that another table did too."""
    right = indexing.Indexhouder._beide
    patch.setattr(indexing.Indexhouder, "_beide", lambda *given: list(right(*given))[1:])


@bug
def children_are_taken_for_one(patch: pytest.MonkeyPatch) -> None:
    """By their numbers, all children are the same."""
    right = ids.derived_id

    def derived(secret: bytes, *parts: str) -> str:
        return right(secret, parts[0]) if parts[0] == "kind" else right(secret, *parts)

    patch.setattr(indexing, "derived_id", derived)


@bug
def nobody_is_reminded_of_a_match(patch: pytest.MonkeyPatch) -> None:
    """An open match has no clock."""
    patch.setattr("casusoverleg.domain.opschalen.klok._van_matches", lambda casus, bepalingen: ())


@bug
def a_report_stays(patch: pytest.MonkeyPatch) -> None:
    """The clock takes nothing out of the verwijsindex."""
    patch.setattr("casusoverleg.clocks.klokken._verlopen", lambda casus, op: ())
