from hypothesis import given
from hypothesis import strategies as st

from intake.domain.bsn import klopt, zonder_leestekens

NINE = st.text("0123456789", min_size=9, max_size=9)


def test_known_numbers() -> None:
    assert klopt("123456782")
    assert klopt("111222333")
    assert not klopt("123456789")


def test_what_is_no_number_at_all() -> None:
    for wrong in ("", "12345678", "1234567820", "000000000", "12345678x", "١٢٣٤٥٦٧٨٢"):
        assert not klopt(wrong)


@given(NINE, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(bsn: str, place: int, shift: int) -> None:
    digit = str((int(bsn[place]) + shift) % 10)
    typed = bsn[:place] + digit + bsn[place + 1 :]
    assert not (klopt(bsn) and klopt(typed))


def test_as_it_is_often_written() -> None:
    assert zonder_leestekens("1234.56.782") == zonder_leestekens("123 456 782") == "123456782"
