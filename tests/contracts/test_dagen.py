"""A day that somebody types is read in one way, or refused in a sentence."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.dagen import OUDST, Dag, bezwaar_tegen_geboortedatum, lees_dag

DAG = TypeAdapter(Dag)
OP = date(2026, 3, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "2012-03-12",
        "12-03-2012",
        "12-3-2012",
        "12/03/2012",
        "12.3.2012",
        "12 03 2012",
        " 12-3-2012 ",
    ],
)
def test_a_day_as_people_write_it(typed: str) -> None:
    assert lees_dag(typed) == DAG.validate_python(typed) == date(2012, 3, 12)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31-02-2017",
        "2017-02-31",
        "12-13-2012",
        "12-03-12",
        "2012",
        "20120312",
        "12 maart 2012",
        "2012-03-12T00:00:00",
        "0206-03-12",
        "12-03-0206",
        "1899-12-31",
        "2101-01-01",
        "\u0661\u0662-03-2012",
        0,
        86400,
        20120312,
        True,
        None,
        date(206, 3, 12),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence_without_the_value(typed: object) -> None:
    with pytest.raises(ValidationError) as refused:
        DAG.validate_python(typed)
    (error,) = refused.value.errors()
    assert str(error["ctx"]["error"]).startswith("Vul een")
    assert not typed or str(typed) not in str(error["ctx"]["error"])


def test_json_is_read_alike() -> None:
    assert DAG.validate_json('"12-03-2012"') == date(2012, 3, 12)
    with pytest.raises(ValidationError):
        DAG.validate_json("1331510400")


@pytest.mark.parametrize(
    ("geboren", "van_jeugdige", "kan"),
    [
        (OP, True, True),
        (date(2026, 3, 3), True, False),
        (date(2026, 3, 3), False, False),
        (OP.replace(year=OP.year - OUDST), True, True),
        (OP.replace(year=OP.year - OUDST - 1), True, False),
        (OP.replace(year=OP.year - OUDST - 1), False, True),
    ],
)
def test_who_can_be_born_on_a_day(geboren: date, van_jeugdige: bool, kan: bool) -> None:
    bezwaar = bezwaar_tegen_geboortedatum(geboren, OP, van_jeugdige=van_jeugdige)
    assert (bezwaar is None) is kan
