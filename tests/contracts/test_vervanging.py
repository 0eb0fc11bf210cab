"""Who acts for a seat: its holder, else the first that stands in and is there, and no further."""

from itertools import chain, combinations

import pytest

from contracts.vervanging import Waarneming, Zetelkeuze, waargenomen, wie_handelt
from contracts.vocabulary import Functie

A, B, C, D = (Functie(organisatie=name, rol="zetel") for name in ("a", "b", "c", "d"))
VERVANGING = {"a/zetel": ("b/zetel", "c/zetel"), "b/zetel": ("d/zetel",)}
PRESENT = tuple(chain.from_iterable(combinations((A, B, C, D), n) for n in range(5)))


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ({A, B, C, D}, Zetelkeuze(A)),
        ({B, C}, Zetelkeuze(B, A)),
        ({C}, Zetelkeuze(C, A)),
        ({D}, Zetelkeuze(A, bezet=False)),
        (set(), Zetelkeuze(A, bezet=False)),
    ],
)
def test_the_holder_goes_first_then_who_stands_in_by_order(
    there: set[Functie], chosen: Zetelkeuze
) -> None:
    assert wie_handelt(A, VERVANGING, there.__contains__) == chosen


def test_a_seat_without_substitutes_is_empty_as_soon_as_nobody_is_there() -> None:
    assert wie_handelt(D, VERVANGING, set[Functie]().__contains__) == Zetelkeuze(D, bezet=False)


@pytest.mark.parametrize("there", PRESENT, ids=lambda there: "".join(f.organisatie for f in there))
def test_both_directions_say_the_same(there: tuple[Functie, ...]) -> None:
    acting = {
        (keuze.vervangt, keuze.aan)
        for seat in (A, B, C, D)
        if (keuze := wie_handelt(seat, VERVANGING, there.__contains__)).vervangt
    }
    found = {
        (one.zetel, one.door)
        for own in there
        for one in waargenomen({own}, VERVANGING, there.__contains__)
    }
    assert found == acting


def test_who_stands_in_for_a_substitute_stands_in_for_him_alone() -> None:
    assert list(waargenomen({D}, VERVANGING, {D}.__contains__)) == [Waarneming(B, D)]
