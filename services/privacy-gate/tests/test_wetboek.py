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


def geldend(naam: str, op: date) -> tuple[str, ...]:
    """The articles that a rule rests on, on a day; none where it does not hold."""
    regel = next(r for r in ALLE.regels if r.id == naam)
    return regel.artikelen_op(op) if regel.geldig.omvat(op) else ()


@pytest.mark.parametrize(
    ("naam", "voor", "na"),
    [
        ("U-GEZONDHEID-NOOD", (), ("Wbp 23(1)d",)),
        ("U-GEZONDHEID-NOOD-DERDE", (), ("Wbp 23(1)d",)),
        ("U-STRAFRECHT-NOOD", (), ("Wbp 23(1)d",)),
        ("U-STRAFRECHT-VERBAND-WBP", (), ("Wbp 22(6)",)),
        ("U-BIJZONDER-VOLKENRECHT", ("Wbp 23(1)d",), ("Wbp 23(1)e",)),
        ("U-BIJZONDER-BELANG", ("Wbp 23(1)e",), ("Wbp 23(1)f",)),
    ],
)
def test_op_9_februari_2012_veranderde_de_wbp(
    naam: str, voor: tuple[str, ...], na: tuple[str, ...]
) -> None:
    for day in (date(2010, 6, 15), date(2011, 6, 15), date(2012, 2, 8)):
        assert geldend(naam, day) == voor
    for day in (date(2012, 2, 9), date(2018, 5, 24)):
        assert geldend(naam, day) == na


def test_wet_op_de_jeugdzorg_wijkt_voor_de_jeugdwet() -> None:
    last, first = date(2014, 12, 31), date(2015, 1, 1)
    for naam, artikel in (
        ("U-GEHEIM-MELDRECHT", "Wet op de jeugdzorg 53(3)"),
        ("V-JEUGDZORG-BIJZONDER", "Wet op de jeugdzorg 53(2)"),
        ("V-JEUGDZORG-BRON", "Wet op de jeugdzorg 53(2)"),
    ):
        assert geldend(naam, last) == (artikel,)
        assert geldend(naam, first) == ()
    assert "Wet op de jeugdzorg 55" in geldend("P-BEWAREN", last)
    assert "Jeugdwet 7.3.8(3)" in geldend("P-BEWAREN", first)
    assert geldend("P-BEWAREN", date(2020, 1, 1)) == ("AVG 5(1)e",)
    assert geldend("U-GEHEIM-RAAD", last) == geldend("U-GEHEIM-RAAD", first) == ("BW 1:240",)


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
    jeugdzorg = {"bureau-jeugdzorg", "gecertificeerde-instelling", "amk", "veilig-thuis"}
    niets_te_beperken = {"rvdk", *jeugdzorg}
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
        for day in (date(2010, 6, 15), date(2012, 2, 9), date(2015, 1, 1), date(2026, 3, 2)):
            said = uitleg(regel.artikelen_op(day), wetteksten(), day)
            assert bool(said) == bool(regel.artikelen_op(day)), regel.id
    (voor,) = uitleg(("Wbp 23(1)d",), wetteksten(), date(2012, 2, 8))
    assert "volkenrecht" in voor[1].inhoud
    (na,) = uitleg(("Wbp 23(1)d",), wetteksten(), date(2012, 2, 9))
    assert "toestemming vragen is onmogelijk" in na[1].inhoud


def test_van_geen_regel_is_de_datum_onzeker() -> None:
    assert ALLE.uit == ()
    assert not any(regel.onzeker for regel in ALLE.regels)
