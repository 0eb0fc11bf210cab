"""Nothing that the gate says depends on a value that does not pass; leaks are planted and seen."""

import pytest

from tests.poort.tweeloop import Lek, Tweeloop, lekken

PAREN = 200
"""The short form; `python -m tests.poort.miljoen tweeloop` is the long one."""


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Tweeloop:
    return Tweeloop(tmp_path_factory.mktemp("tweeloop"))


def test_er_is_iets_achtergehouden(gate: Tweeloop) -> None:
    kept = [reduced for loop in gate.lopen() for reduced in loop.achtergehouden.values()]
    assert kept.count(None) > 50


def test_wie_alleen_achtergehouden_waarden_wijzigt_verandert_geen_byte(gate: Tweeloop) -> None:
    assert gate.verschillen(PAREN, seed=1) == 0


@pytest.mark.parametrize(
    ("naam", "lek"), list(lekken()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_een_lek_valt_op(gate: Tweeloop, naam: str, lek: Lek) -> None:
    assert gate.verschillen(30, seed=2, lek=lek) > 0, naam
