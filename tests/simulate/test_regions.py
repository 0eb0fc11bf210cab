"""Any region can be played, alone or beside others; a file that is wrong is refused."""

from pathlib import Path
from random import Random

import pytest

import chain.simulate.seed as months
from chain.faults import UserFault
from chain.simulate.filling import Filling
from chain.simulate.regions import capacities, regions_in
from chain.simulate.reports import Reports, places
from chain.simulate.seed import lived
from chain.simulate.template import template

HERE = Path(__file__).parent
TWO_TABLES = HERE / "twee-tafels.yaml"
KREKEN = HERE.parent / "regios" / "de-kreken.yaml"
IJSSEL = HERE.parent / "regios" / "ijsselvallei.yaml"


def test_a_region_of_two_tables_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("DAYS", 10), ("CASES", 5), ("REBUILT", 1)):
        monkeypatch.setattr(months, name, value)
    with template(regions_in([TWO_TABLES])) as made:
        outcome = lived(1, made)
    assert outcome.findings == ()
    assert outcome.figures["overdrachten"] > 0


def test_who_reports_without_a_seat_is_among_the_reporters() -> None:
    found = regions_in([KREKEN, IJSSEL])
    where = places(found, capacities(found))
    assert {"praktijk-noord", "praktijk-zuid"} <= {one.functie.organisatie for one in where}
    assert {one.convenant.convenant for one in where} == {"de-kreken", "ijsselvallei"}


def test_what_is_reported_is_of_the_schools_of_its_own_region() -> None:
    found = regions_in([KREKEN, IJSSEL])
    chance = Random(1)
    reports = Reports(chance, Filling(chance, 1))
    for place in places(found, capacities(found)):
        school = reports.report(place, 1, place.convenant.geldig_van).school
        assert school is None or school in place.convenant.organisaties


def test_a_file_that_is_wrong_is_refused_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "eigen.yaml"
    wrong.write_text(TWO_TABLES.read_text("utf-8").replace("soort: regionaal", "soort: kring"))
    with pytest.raises(UserFault, match=r"eigen\.yaml, regel \d+"):
        regions_in([wrong, KREKEN])
    with pytest.raises(UserFault, match="staat in twee bestanden"):
        regions_in([KREKEN, KREKEN])
