"""What `./keten covenant diff` says between two versions: all that changes, and for whom."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from chain.cli import main
from chain.demo.regio import REGION
from chain.setup.verschil import IEDEREEN, changes_between, verschillen
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant

OTHER_REGION = REGION.with_name("kop-van-noord-holland.yaml")
TEXT = {path: yaml.safe_load(path.read_text("utf-8")) for path in (REGION, OTHER_REGION)}


def covenant(text: Any) -> Convenant:
    found = read_covenant(yaml.safe_dump(text, allow_unicode=True, default_flow_style=False))
    assert isinstance(found, Convenant), found
    return found


def told(**places: Any) -> dict[str, list[str]]:
    """What is said, by whom it concerns, when places of the covenant of Tilburg are changed."""
    new = deepcopy(TEXT[REGION]) | {"versie": 2}
    for place, value in places.items():
        *path, last = place.split("__")
        at = new
        for key in path:
            at = at[key.replace("_", "-") if key not in at else key]
        at[last] = value
    found: dict[str, list[str]] = {}
    for one in verschillen(covenant(TEXT[REGION]), covenant(new)):
        found.setdefault(one.wie, []).append(one.zin)
    return found


def spoilt(value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every way to change one place of a covenant, with where that is."""
    match value:
        case dict():
            for key, part in value.items():
                if part is not None:
                    yield (key,), {k: v for k, v in value.items() if k != key}
                for where, changed in spoilt(part):
                    yield (key, *where), {**value, key: changed}
        case [_, *rest]:
            yield (), rest
        case []:
            yield (), ["nieuw"]
        case bool():
            yield (), not value
        case int():
            yield (), value + 1
        case _:
            yield (), f"{value}-anders"


@pytest.mark.parametrize("region", TEXT, ids=lambda path: path.stem)
def test_every_place_that_changes_is_told(region: Path) -> None:
    whole = covenant(TEXT[region]).model_dump(mode="json")
    ways = 0
    for where, changed in spoilt(whole):
        found = [one.waar for one in changes_between(whole, changed)]
        assert found, where
        assert all(one[: len(where)] == where[: len(one)] for one in found), (where, found)
        ways += 1
    assert ways > 300


def test_a_version_that_says_the_same_changes_nothing() -> None:
    same = covenant(TEXT[REGION] | {"versie": 2})
    assert verschillen(covenant(TEXT[REGION]), same) == []


def test_who_gets_or_loses_a_seat_is_told_so_by_name() -> None:
    seats = TEXT[REGION]["overleggen"]["zat-het-baken"]["zetels"]
    changed = [one for one in seats if not one.startswith("politie")] + ["ggz-tilburg/behandelaar"]
    assert told(**{"overleggen__zat-het-baken__zetels": changed}) == {
        "Politie Tilburg": ["de jeugdagent heeft geen zetel meer aan ZAT Het Baken."],
        "GGZ Jeugd Tilburg": ["de behandelaar krijgt een zetel aan ZAT Het Baken."],
    }


def test_whose_pupils_a_zat_discusses_is_told() -> None:
    found = told(**{"overleggen__zat-het-baken__scholen": ["het-baken"]})
    school = "Het Baken (voortgezet onderwijs)"
    assert found == {"ZAT Het Baken": [f"bespreekt voortaan de leerlingen van {school}."]}


def test_terms_ladders_and_substitutes_are_told() -> None:
    steps = [{"trede": "wethouder", "naar": "gemeente-tilburg/wethouder", "na": 10}]
    found = told(
        termijnen__accepteren=3,
        opschaling__onderwijs=steps,
        vervanging={"rvdk/teamleider": ["rvdk/raadsonderzoeker"]},
    )
    assert "De termijn voor accepteren wordt 3 werkdagen; dat was 5." in found[IEDEREEN]
    assert any(
        "ladder in het domein onderwijs wordt: wethouder" in line for line in found[IEDEREEN]
    )
    assert found["Gemeente Tilburg"] == ["voor de zorgregisseur valt niemand meer in."]


def test_what_has_no_sentence_of_its_own_is_told_by_its_place() -> None:
    assert told(geldig_van="2027-01-01") == {IEDEREEN: ["geldig_van: 2010-01-01 wordt 2027-01-01."]}


def test_the_tables_that_it_touches_are_named() -> None:
    new = deepcopy(TEXT[REGION]) | {"versie": 2}
    new["organisaties"]["novadic"]["geheimhouding"] = False
    (one,) = verschillen(covenant(TEXT[REGION]), covenant(new))
    assert one.tafels == ("hco-tilburg",)


def test_the_command_wants_two_files_and_says_what_is_wrong_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["covenant", "diff", str(REGION)])
    assert "twee bestanden" in capsys.readouterr().err
    wrong = tmp_path / "fout.yaml"
    wrong.write_text("convenant: fout\n", "utf-8")
    assert main(["covenant", "diff", str(REGION), str(wrong)]) == 1
    assert "fout.yaml" in capsys.readouterr().err


def test_for_machines_it_is_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "nieuw.yaml"
    new.write_text(REGION.read_text("utf-8").replace("accepteren: 5", "accepteren: 3"), "utf-8")
    assert main(["covenant", "diff", str(REGION), str(new), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["waar"] for one in said["verschillen"]] == ["termijnen.accepteren"]
