"""What the people of a simulation mostly do is named as the tables name it."""

from collections.abc import Iterable

from casusoverleg.domain.gezinsplan.steps import REGISSEURSTAPPEN
from casusoverleg.domain.onderwerpen import STAPPEN
from chain.simulate import closing, filling, habits

STEPS = {**STAPPEN, **REGISSEURSTAPPEN}
FIELDS = {name for step in STEPS.values() for name in step.model_fields}
FILLED = (
    *filling._SOON,
    *filling._HINTS,
    *filling._MOSTLY_YES,
    *filling._MOSTLY_NO,
    *filling._MOSTLY_EMPTY,
    *filling._NEVER_EMPTY,
    *filling._MOSTLY_ALL,
)


def unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    return sorted(set(names) - set(known))


def test_every_step_that_is_likelier_or_not_is_one() -> None:
    assert unknown((*habits.WEIGHTS, *closing.FINISH), STEPS) == []


def test_every_field_that_is_filled_in_by_habit_is_one() -> None:
    assert unknown(FILLED, FIELDS) == []


def test_a_name_of_before_is_seen() -> None:
    assert unknown(("accepteer", "aanvaard"), STEPS) == ["aanvaard"]
    assert unknown(("plandoel", "doelen"), FIELDS) == ["doelen"]
