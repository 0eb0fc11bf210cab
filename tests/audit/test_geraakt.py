"""A new version of a covenant says how many open cases it touches, before it is laid down."""

from pathlib import Path

import pytest

from chain.demo.regio import REGION
from chain.run.datadir import DataDir
from chain.setup.geraakt import geraakt
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant


def version(number: int, old: str = "", new: str = "") -> Convenant:
    text = REGION.read_text("utf-8").replace("versie: 1", f"versie: {number}")
    found = read_covenant(text.replace(old, new) if old else text)
    assert isinstance(found, Convenant), found
    return found


def test_each_table_that_changes_is_named_with_its_open_cases(demo_data: Path) -> None:
    changed = version(2, "novadic/behandelaar]", "ggz-tilburg/behandelaar]")
    (one,) = geraakt(DataDir(demo_data), changed)
    assert one == "Hulpverlenings Casusoverleg Tilburg: 1 open casus, en 2 veranderingen."


@pytest.mark.parametrize("covenant", [version(1), version(2)])
def test_what_changes_nothing_touches_nothing(demo_data: Path, covenant: Convenant) -> None:
    assert geraakt(DataDir(demo_data), covenant) == ([] if covenant.versie > 1 else ())


def test_where_the_databases_are_elsewhere_it_says_so(tmp_path: Path) -> None:
    (told,) = geraakt(DataDir(tmp_path), version(2))
    assert "niet geteld" in told
