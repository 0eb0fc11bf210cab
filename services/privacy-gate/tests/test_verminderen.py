"""Reductions: what is left, and what cannot be reduced for certain does not pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.elements import Bewerking
from privacy_gate.domain.verminderen import ER_IS_IETS, FAMILIE, TERUG_IN_DE_KLAS, verminder


@pytest.mark.parametrize(
    ("waarde", "over"),
    [
        ("2010-05-31", "2010"),
        ("31-5-2010", "2010"),
        (" 31-05-2010 ", "2010"),
        ("2010-02-30", None),
        ("31/05/2010", "2010"),
        ("31-05-0210", None),
        ("2010", None),
        ("geboren 31-05-2010 te Tilburg", None),
        ("", None),
    ],
)
def test_geboortejaar(waarde: str, over: str | None) -> None:
    assert verminder(waarde, Bewerking.GEBOORTEJAAR) == over


@pytest.mark.parametrize(
    ("waarde", "over"),
    [
        ("Heuvelstraat 1, 5000 AA Tilburg", "Tilburg"),
        ("Heuvelstraat 1, 5000AA  's-Hertogenbosch", None),
        ("Plein 2, Hoek 3, 5038 AA Berkel-Enschot", "Berkel-Enschot"),
        ("Heuvelstraat 1, Tilburg", None),
        ("Heuvelstraat 1 5000 AA Tilburg", None),
        ("5000 AA Tilburg", None),
        (", 5000 AA Tilburg", None),
        ("Heuvelstraat 1, 5000 AA Tilburg bij oma 013-123", None),
        ("Heuvelstraat 1, 5000 aa Tilburg", None),
        ("geheim adres", None),
    ],
)
def test_woonplaats(waarde: str, over: str | None) -> None:
    assert verminder(waarde, Bewerking.WOONPLAATS) == over


@pytest.mark.parametrize(
    ("waarde", "over"),
    [
        ("moeder Petra; broer Daan (14)", "broer (1), moeder (1)"),
        ("Moeder en stiefvader, broer Daan, broer Bram", "broer (2), moeder (1), stiefvader (1)"),
        ("Petra en Daan", None),
        ("", None),
    ],
)
def test_zonder_namen(waarde: str, over: str | None) -> None:
    assert verminder(waarde, Bewerking.ZONDER_NAMEN) == over


@given(st.text())
def test_zonder_namen_laat_alleen_bekende_woorden_over(waarde: str) -> None:
    left = verminder(waarde, Bewerking.ZONDER_NAMEN)
    words = [part.split(" (")[0] for part in left.split(", ")] if left else []
    assert set(words) <= FAMILIE


@pytest.mark.parametrize(
    ("waarde", "over"),
    [
        ("drie weken afwezig", ER_IS_IETS),
        ("Geen verzuim", None),
        ("nee", None),
        ("n.v.t.", None),
        ("- nee", None),
        ("Onbekend", None),
        ("niets", None),
        ("-", None),
        ("?!", None),
        ("2 dagen", ER_IS_IETS),
        ("  ", None),
    ],
)
def test_alleen_dat_het_er_is(waarde: str, over: str | None) -> None:
    assert verminder(waarde, Bewerking.JA) == over


@given(st.text(), st.text())
def test_dat_het_er_is_zegt_niets_over_wat(een: str, ander: str) -> None:
    assert {verminder(een, Bewerking.JA), verminder(ander, Bewerking.JA)} <= {ER_IS_IETS, None}


@given(st.text())
def test_zonder_bewerking_blijft_alles(waarde: str) -> None:
    assert verminder(waarde, Bewerking.GEEN) == waarde


@given(st.text())
def test_van_een_feit_blijft_alleen_dat_de_terugkeer_om_overleg_vraagt(waarde: str) -> None:
    assert verminder(waarde, Bewerking.TERUGKEER) == TERUG_IN_DE_KLAS
