"""Who is there, as a set-up says it: seats that nobody has are told, and absence has its days."""

import re
from pathlib import Path

import pytest
import yaml

from chain.faults import UserFault
from chain.setup.adopting import whole_set_up
from tests.contracts.regions import TILBURG

PEOPLE = [
    {"naam": "Lotte Linde", "mail": "lotte.linde@x.test", "functies": ["de-vaart/zat-coordinator"]},
    {"naam": "Ko Zorgvliet", "mail": "ko.zorgvliet@x.test", "functies": ["rvdk/teamleider"]},
]
TEXT = yaml.safe_dump({"convenanten": ["tilburg.yaml"], "medewerkers": PEOPLE}, sort_keys=False)
PERSONAL = ("Lotte", "Linde", "Zorgvliet", "lotte.", "ko.")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "tilburg.yaml").write_bytes(TILBURG.read_bytes())
    path = tmp_path / "inrichting.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def refused(file: Path) -> str:
    with pytest.raises(UserFault) as told:
        whole_set_up(file)
    return str(told.value)


def test_seats_on_which_nobody_is_are_told_and_counted(file: Path) -> None:
    (told,) = (one for one in whole_set_up(file).opmerkingen if "zit niemand" in one)
    assert "cjg-tilburg/procesregisseur" in told
    assert "rvdk/teamleider" not in told
    assert re.search(r" en nog \d+$", told)
    assert not [one for one in PERSONAL if one in told.removeprefix(str(file))]


@pytest.mark.parametrize(
    ("absence", "fault"),
    [
        ("{van: 2027-05-07, tot: 2027-05-03}", "'van' ligt na 'tot'"),
        ("{van: 2027-05-03}", "tot"),
        ("{van: 2027-05-03, tot: 2027-05-07, reden: griep}", "reden"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_with_its_line(
    file: Path, absence: str, fault: str
) -> None:
    text = TEXT.replace("medewerkers:\n- ", f"medewerkers:\n- afwezig: [{absence}]\n  ", 1)
    assert text != TEXT
    file.write_text(text, "utf-8")
    assert fault in refused(file)
    assert "griep" not in refused(file)
