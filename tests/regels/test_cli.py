"""./keten rules, as a person calls it."""

import json
import shutil
from pathlib import Path

import pytest

from chain.cli import main
from privacy_gate.store.wetboek import REGELS


@pytest.fixture
def regels(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGELS, tmp_path / "regels"))


def wijzig(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_niets_veranderd_is_geen_verschil(regels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wijzig(regels, "2-verboden.md", "# Wat niet mag", "# Wat vooral niet mag")
    assert main(["rules", "diff", str(regels)]) == 0
    assert "Er verandert niets" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Wbp 23(1)d, geldig van 2012-02-09", "Wbp 23(1)d, geldig van 2010-01-01", "Wbp 23(1)d"),
        ("Wbp 22(6), geldig van 2012-02-09", "Wbp 22(6), geldig van 2012-02-08", "Wbp 22(6)"),
        ("Wbp 23(1)e, geldig van 2001-09-01", "Wbp 23(1)f, geldig van 2001-09-01", "Wbp 23(1)f"),
    ],
)
def test_een_lid_dat_er_die_dag_niet_was_wordt_niet_aangehaald(
    regels: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    wijzig(regels, "2-verboden.md", old, new)
    assert main(["rules", "check", str(regels)]) == 1
    said = capsys.readouterr().err
    assert f"{told} bestond zo niet van " in said
    assert "2-verboden.md:" in said


def test_met_regels_van_voor_een_artikel_kan_worden_vergeleken(
    regels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (regels / "wet-wgs.md").unlink()
    assert main(["rules", "diff", str(regels)]) == 0
    assert main(["rules", "check", str(regels)]) == 1
    assert "de wet WGS ontbreekt" in capsys.readouterr().err


def test_een_wijziging_wordt_geteld_met_een_getuige(
    regels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wijzig(regels, "1-inhoud.md", "  - Afzender: vreemd", "  - Afzender: van-dit-overleg")
    assert main(["rules", "diff", str(REGELS), str(regels), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    witness = found["overgangen"][0]
    assert witness["aantal"] > 1000
    assert set(witness["kenmerken"]) >= {"afzender", "verband"}


def test_een_fout_in_een_regel_heeft_bestand_en_regel(
    regels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wijzig(regels, "1-inhoud.md", "  - Afzender: vreemd", "  - Afzender: vriend")
    assert main(["rules", "check", str(regels)]) == 1
    assert "1-inhoud.md:" in capsys.readouterr().err


def test_wat_geen_regels_zijn_wordt_gezegd(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "diff", str(tmp_path / "leeg")]) == 1
    assert "staan geen regels" in capsys.readouterr().err
    assert main(["rules", "diff", "--", "--output=x"]) == 1
