"""Regions side by side: what clashes, what a border lets through, and who rules what there."""

from datetime import date
from typing import Any

import pytest
import yaml

from contracts.covenant import Convenant
from contracts.covenant_together import clashes, closed_borders
from infra.register import Register
from tests.contracts.regions import KOP, TILBURG

OP = date(2026, 3, 2)


def region(path: Any, **changes: Any) -> Convenant:
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Convenant.model_validate({**given, **changes})


def at_the_border(**own: Any) -> Convenant:
    """Tilburg, whose ZAT may hand over to the CJG of Den Helder, where some pupils live."""
    given = yaml.safe_load(TILBURG.read_text(encoding="utf-8"))
    given["overleggen"]["zat-het-baken"]["draagt_over_aan"].append("cjg-den-helder")
    border = {"overleggen": ["cjg-den-helder"], **own}
    return Convenant.model_validate({**given, "buren": {"kop-van-noord-holland": border}})


def kop(**own: Any) -> Convenant:
    return region(KOP, buren={"tilburg": own})


def test_the_two_regions_stand_side_by_side() -> None:
    assert list(clashes((region(TILBURG), region(KOP)))) == []
    assert list(closed_borders((region(TILBURG), region(KOP)))) == []


def test_one_name_is_one_table_and_one_kind_of_body() -> None:
    organisaties = {"rvdk": {"naam": "Raad", "type": "om", "geheimhouding": True}}
    other = yaml.safe_load(KOP.read_text(encoding="utf-8"))
    other["organisaties"] |= organisaties
    found = list(clashes((region(TILBURG), Convenant.model_validate(other))))
    assert len(found) == 1
    assert "noemen elk een organisatie 'rvdk'" in found[0]
    twice = list(clashes((region(TILBURG), region(TILBURG, convenant="breda", naam="Breda"))))
    assert sum("hebben elk een overleg" in text for text in twice) == 7


@pytest.mark.parametrize(
    ("own", "theirs", "said"),
    [
        ({}, None, "noemt Jeugdketen Tilburg niet"),
        ({"opschaling": "school"}, {}, "verschillend wie wat regelt"),
        ({"overleggen": ["cjg-den-hulder", "cjg-den-helder"]}, {}, "dat Jeugdketen Kop"),
    ],
)
def test_a_border_that_one_side_does_not_know_is_told(
    own: dict[str, Any], theirs: dict[str, Any] | None, said: str
) -> None:
    other = region(KOP) if theirs is None else kop(**theirs)
    found = list(closed_borders((at_the_border(**own), other)))
    assert found
    assert any(said in text for text in found)


def test_across_an_open_border_one_finds_the_table_and_its_seats() -> None:
    register = Register((at_the_border(), kop(overleggen=["zat-het-baken"])), ())
    school = register.convenant_van("zat-het-baken", OP)
    assert register.convenant_van("zat-het-baken", date(2026, 5, 1)) is school
    assert school.verwijzing == "tilburg@1"
    assert school.zetelsoorten("cjg-den-helder")[0].organisatietype == "cjg"
    assert "overleg-risicojongeren" not in school.overleggen
    home = register.convenant_van("cjg-den-helder", OP)
    assert home.verwijzing == "kop-van-noord-holland@1"
    assert home.organisaties["het-baken"].type == "school"
    assert "hco-tilburg" not in home.overleggen
    assert [c.verwijzing for c in register.geldend(OP)] == [
        "tilburg@1",
        "kop-van-noord-holland@1",
    ]
    assert "cjg-den-helder" not in register.geldend(OP)[0].overleggen


def _with_school_of_tilburg(shown: list[str]) -> Convenant:
    """The Kop with a ZAT of its own for a school of Tilburg; it is shown these tables."""
    given = yaml.safe_load(KOP.read_text(encoding="utf-8"))
    tables = given["overleggen"]
    tables["zat-elders"] = tables["zat-de-kimme"] | {
        "regie": "de-vaart/zat-coordinator",
        "zetels": ["de-vaart/zorgcoordinator-school"],
        "brengt_in_bij": [],
    }
    school = {"naam": "De Vaart", "type": "school", "geheimhouding": True}
    given["organisaties"]["de-vaart"] = school
    return Convenant.model_validate({**given, "buren": {"tilburg": {"overleggen": shown}}})


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ([], ["allebei school 'de-vaart'"]),
        (["zat-de-vaart"], ["allebei school 'de-vaart'", "'de-vaart' hoort al bij 'zat-elders'"]),
    ],
)
def test_a_school_is_of_one_region_where_the_border_is_open(
    shown: list[str], said: list[str]
) -> None:
    found = list(clashes((at_the_border(), _with_school_of_tilburg(shown))))
    assert len(found) == len(said)
    assert all(piece in text for piece, text in zip(said, found, strict=True))
    assert list(clashes((region(TILBURG), _with_school_of_tilburg([])))) == []
    assert list(clashes((at_the_border(), kop(overleggen=["zat-het-baken"])))) == []


def test_a_border_that_only_one_side_knows_is_closed() -> None:
    register = Register((at_the_border(), region(KOP)), ())
    assert "cjg-den-helder" not in register.convenant_van("zat-het-baken", OP).overleggen


def test_a_neighbour_is_the_version_of_that_day() -> None:
    later = region(
        KOP, versie=2, geldig_van="2026-06-01", buren={"tilburg": {}}, overleggen=_without()
    )
    register = Register((at_the_border(), kop(), later), ())
    seen = [
        register.convenant("tilburg@1", day).zetelsoorten("cjg-den-helder")
        for day in (date(2026, 5, 31), date(2026, 6, 1))
    ]
    assert len(seen[0]) == len(seen[1]) + 1


def _without() -> dict[str, Any]:
    """The tables of the Kop, with one seat less at the CJG of Den Helder."""
    tables: dict[str, Any] = yaml.safe_load(KOP.read_text(encoding="utf-8"))["overleggen"]
    tables["cjg-den-helder"]["zetels"].remove("mee-kop/consulent")
    return tables
