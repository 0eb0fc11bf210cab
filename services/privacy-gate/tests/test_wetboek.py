"""The rule files that come with the product: complete, dated, and approved as they stand."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from contracts.elements import Veld
from contracts.vocabulary import Domein, Organisatietype
from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.lezen import lees
from privacy_gate.domain.regels import Gevolg
from privacy_gate.domain.wetten import VEREIST, uitleg
from privacy_gate.store.wetboek import REGELS, wetboek, wetteksten

ALLE = wetboek().regelset
GOEDGEKEURD = Path(__file__).with_name("vingerafdruk.txt")


def test_deze_regels_zijn_goedgekeurd() -> None:
    """Whoever changes what a rule means writes the new fingerprint down, and is asked why."""
    assert wetboek().vingerafdruk == GOEDGEKEURD.read_text(encoding="utf-8").strip()


def test_de_vingerafdruk_ziet_betekenis_en_geen_uitleg() -> None:
    files = {file.name: file.read_text(encoding="utf-8") for file in REGELS.glob("*.md")}
    explained = {name: text + "\nMeer uitleg.\n" for name, text in files.items()}
    assert lees(explained).vingerafdruk() == wetboek().vingerafdruk
    name = "3-toelating.md"
    for old, new in (("Weging: 9-2", "Weging: 9-2, geen"), ("Wbp 8 en 43", "Wbp 8, 9(1) en 43")):
        changed = files | {name: files[name].replace(old, new, 1)}
        assert lees(changed).vingerafdruk() != wetboek().vingerafdruk


def test_elke_regel_wacht_op_de_fg_en_rust_op_een_artikel() -> None:
    for regel in ALLE.regels:
        assert regel.status == "te bevestigen door de FG"
        assert regel.artikelen_op(min(regel.geldig.tot, date(2026, 3, 2))), regel.id


def test_wbp_eindigt_en_avg_begint_op_dezelfde_nacht() -> None:
    night = date(2018, 5, 24)
    for regel in ALLE.regels:
        before, after = regel.artikelen_op(night), regel.artikelen_op(night + timedelta(days=1))
        assert not any(name.startswith(("AVG", "UAVG")) for name in before), regel.id
        assert not any(name.startswith("Wbp") for name in after), regel.id


def test_wet_op_de_jeugdzorg_wijkt_voor_de_jeugdwet() -> None:
    (regel,) = (r for r in ALLE.regels if r.id == "U-GEHEIM-MELDRECHT")
    assert regel.artikelen_op(date(2014, 12, 31)) == ("Wet op de jeugdzorg 53(3)",)
    assert regel.artikelen_op(date(2015, 1, 1))[0].startswith("Jeugdwet (artikel nog te bev")


def test_een_noodzaak_heft_geen_verbod_op() -> None:
    """Wbp 43 sets aside 9(1), 33, 34 and 35 only."""
    for regel in ALLE.regels:
        assert not (regel.gevolg is Gevolg.UITZONDERING and "weging" in dict(regel.voorwaarden))


@pytest.mark.parametrize("domein", Domein)
def test_de_matrix_noemt_elk_veld_voor_elke_ontvanger(domein: Domein) -> None:
    """Every field is a row; and what no cell reduces or forbids was written down as whole."""
    text = (REGELS / "4-minimalisering.md").read_text(encoding="utf-8")
    tables = text.split("## NODIG-")[1:]
    assert len(tables) == 2
    for table in tables:
        rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| ")]
        assert [row[0].strip() for row in rows[2:]] == [str(veld) for veld in Veld]
        assert {len(row) for row in rows} == {10}
    covered = set().union(
        *(
            dict(regel.voorwaarden)["ontvanger"]
            for regel in ALLE.regels
            if "/" in regel.id and domein in dict(regel.voorwaarden)["naar-domein"]
        )
    )
    niets_te_beperken = {"bureau-jeugdzorg", "rvdk"}
    assert covered | niets_te_beperken >= set(Organisatietype)


def test_inhoud_en_element_worden_niet_verward() -> None:
    assert {r.id[0] for r in ALLE.regels if r.over is Over.INHOUD} == {"I"}


def test_van_elke_wet_staat_er_wat_zij_is_en_dat_de_woorden_niet_de_hare_zijn() -> None:
    acts = wetteksten()
    assert set(VEREIST) <= set(acts)
    for wet in acts.values():
        assert "niet de wettekst" in wet.tekst
        assert "te bevestigen door de FG" in wet.tekst
    known = {naam: wet.juriconnect for naam, wet in acts.items()}
    assert known["Wbp"] == "BWBR0011468"
    assert known["AVG"] == known["WGS"] == "nog te bevestigen"


def test_elk_aangehaald_artikel_heeft_woorden() -> None:
    for regel in (*ALLE.regels, *ALLE.uit):
        for day in (date(2010, 6, 15), date(2026, 3, 2)):
            said = uitleg(regel.artikelen_op(day), wetteksten())
            assert bool(said) == bool(regel.artikelen_op(day)), regel.id
    (wbp,) = uitleg(("Wbp 23(1)d",), wetteksten())
    assert "toestemming vragen is onmogelijk" in wbp[1].inhoud


def test_wat_niet_is_gedateerd_staat_uit() -> None:
    assert {regel.id for regel in ALLE.uit} == {
        "U-GEZONDHEID-NOOD-DERDE",
        "U-STRAFRECHT-VERBAND-WBP",
    }
    assert all(regel.onzeker for regel in ALLE.uit)
