"""Rule files: what is wrong is told in Dutch, with file and line, and nothing is guessed."""

from datetime import date

import pytest

from privacy_gate.domain.aanhaling import Aanhaling, aanhalingen
from privacy_gate.domain.lezen import lees, lees_wetten
from privacy_gate.domain.regelfout import RegelsOngeldig
from privacy_gate.domain.regels import Gevolg, Regelset
from privacy_gate.domain.wetten import uitleg
from tests.poort.regelfouten import (
    BESTANDEN,
    FOUTEN,
    GOED,
    MATRIX,
    VEREIST,
    Plant,
    meldingen,
)


def lezen(tekst: str) -> Regelset:
    return lees({**BESTANDEN, "proef.md": tekst}, VEREIST)


def test_een_regel_wordt_gelezen() -> None:
    (regel,) = lezen(GOED).regels
    assert regel.id == "T-EEN"
    assert regel.gevolg is Gevolg.STA_TOE
    assert dict(regel.voorwaarden)["ontvanger"] == {"jgz", "mee", "cjg"}
    assert dict(regel.voorwaarden)["grond"] == {"a", "c", "d", "e", "f"}
    assert regel.plaats == "proef.md:8"


@pytest.mark.parametrize(
    ("op", "artikelen"),
    [
        (date(2018, 5, 24), ("Wbp 8",)),
        (date(2018, 5, 25), ("AVG 6(1)",)),
        (date(2001, 8, 31), ()),
    ],
)
def test_het_artikel_van_de_dag_wordt_aangehaald(op: date, artikelen: tuple[str, ...]) -> None:
    assert lezen(GOED).regels[0].artikelen_op(op) == artikelen


@pytest.mark.parametrize("plant", FOUTEN, ids=str)
def test_een_fout_wordt_aangewezen(plant: Plant) -> None:
    found = plant.fouten()
    where = (plant.aangewezen or plant.bestand, plant.regelnummer)
    assert any(
        (f.bestand, f.regelnummer) == where and plant.melding in f.melding for f in found.fouten
    ), str(found)


def test_elke_versie_van_een_artikel_heeft_haar_dagen() -> None:
    two = (
        "| 8, geldig van 2001-09-01 t/m 2012-02-08 | Zo luidde het. | T-EEN | |\n"
        "| 8, geldig van 2012-02-09 t/m 2018-05-24 | En zo daarna. | T-EEN | |"
    )
    files = {
        "wet.md": BESTANDEN["wet.md"].replace("| 8 | Alleen op een grond. | T-EEN | |", two),
        "proef.md": GOED.replace(
            "- Artikel: Wbp 8, geldig van 2001-09-01 t/m 2018-05-24\n",
            "- Artikel: Wbp 8, geldig van 2001-09-01 t/m 2012-02-08\n"
            "- Artikel: Wbp 8, geldig van 2012-02-09 t/m 2018-05-24\n",
        ),
    }
    (regel,) = lees(files, VEREIST).regels
    wetten = lees_wetten(files)
    for day, said in (
        (date(2001, 9, 1), "Zo luidde het."),
        (date(2012, 2, 8), "Zo luidde het."),
        (date(2012, 2, 9), "En zo daarna."),
        (date(2018, 5, 24), "En zo daarna."),
    ):
        ((_, artikel),) = uitleg(regel.artikelen_op(day), wetten, day)
        assert artikel.inhoud == said


def test_wat_goed_is_wordt_gelezen() -> None:
    lees(BESTANDEN, VEREIST)
    lees({**BESTANDEN, "proef.md": MATRIX}, VEREIST)


def test_van_elke_melding_is_een_fout_geplant() -> None:
    given = [f.melding for plant in FOUTEN for f in plant.fouten().fouten]
    known = list(meldingen())
    assert len(known) > 40
    assert [p.pattern for p in known if not any(p.search(text) for text in given)] == []


def test_alle_fouten_worden_in_een_keer_gemeld() -> None:
    with pytest.raises(RegelsOngeldig) as fout:
        lezen(GOED.replace("zorg, cjg", "zorgg").replace("niet geen", "niet goed"))
    assert [f.regelnummer for f in fout.value.fouten] == [19, 20]


def test_een_matrix_geeft_een_regel_per_soort_cel() -> None:
    regels = lezen(MATRIX).regels
    assert {r.id: r.gevolg for r in regels} == {
        "T-EEN/adres/alleen-de-woonplaats": Gevolg.MINIMALISEER,
        "T-EEN/adres/niet": Gevolg.VERBIED,
    }
    assert regels[0].plaats == "proef.md:24"


def test_wie_niet_in_de_tabel_staat_wordt_niet_beperkt() -> None:
    assert len(lezen(MATRIX.replace("| zorg | politie |", "| zorg | school |")).regels) == 2


ONZEKER = GOED.replace("- Status", "- Datum onzeker: uit\n- Status")


def test_een_onzekere_regel_kan_uit_en_weer_aan() -> None:
    law = lezen(ONZEKER)
    assert (law.regels, [regel.id for regel in law.uit]) == ((), ["T-EEN"])
    on = law.ingeschakeld("T-EEN")
    assert on == lezen(ONZEKER.replace("onzeker: uit", "onzeker: aan"))
    assert on.regels[0].onzeker
    assert law.ingeschakeld("T-ANDERS") == law


def test_ook_wat_uit_staat_wordt_getoetst() -> None:
    with pytest.raises(RegelsOngeldig, match=r"proef\.md:20: 'zorgg' is geen waarde"):
        lezen(ONZEKER.replace("zorg, cjg", "zorgg"))


@pytest.mark.parametrize(
    ("tekst", "artikelen"),
    [
        ("Wbp 8", ["Wbp 8"]),
        ("Wbp 5, 8(a) en 9(4)", ["Wbp 5", "Wbp 8(a)", "Wbp 9(4)"]),
        ("AVG 7, 8 en UAVG 5", ["AVG 7", "AVG 8", "UAVG 5"]),
        ("UAVG 22-33 (lid nog te bevestigen door de FG)", ["UAVG 22-33"]),
        ("UAVG (artikel nog te bevestigen door de FG)", ["UAVG nog te bevestigen"]),
        ("Wbp 21(1)a en AVG 39f", ["Wbp 21(1)a", "AVG 39f"]),
    ],
)
def test_een_aanhaling_noemt_artikelen(tekst: str, artikelen: list[str]) -> None:
    assert [str(one) for one in aanhalingen(tekst, ("AVG", "Wbp", "UAVG"))] == artikelen


@pytest.mark.parametrize(
    ("genoemd", "artikel", "valt"),
    [("8(a)", "8", True), ("8", "8(a)", False), ("81", "8", False), ("21(1)d", "21(1)", True)],
)
def test_een_lid_valt_onder_zijn_artikel(genoemd: str, artikel: str, valt: bool) -> None:
    assert Aanhaling("Wbp", genoemd).valt_onder(artikel) is valt
