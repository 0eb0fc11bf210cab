"""Rule files: what is wrong is told in Dutch, with file and line, and nothing is guessed."""

import re
from datetime import date

import pytest

from privacy_gate.domain.lezen import lees
from privacy_gate.domain.regelfout import RegelsOngeldig
from privacy_gate.domain.regels import Gevolg, Regelset

GOED = """# Kop

## Begrip zorg

- Kenmerk: ontvanger
- Waarden: jgz, mee

## T-EEN: Een regel

> Uitleg, voor mensen.

- Gaat over: element
- Artikel: Wbp 8, geldig van 2001-09-01 t/m 2018-05-24
- Artikel: AVG 6(1), geldig vanaf 2018-05-25
- Geldig: vanaf 2001-09-01
- Status: te bevestigen door de FG
- Besluit: sta-toe
- Als:
  - Ontvanger: zorg, cjg
  - Grond: niet geen
"""


WETTEN = """## Wet Wbp: Wet bescherming persoonsgegevens

- Juriconnect: BWBR0011468
- Geldig: van 2001-09-01 t/m 2018-05-24
- Tekst: eigen weergave

| Artikel | Wat het zegt | Regels | Waarom geen regel |
| --- | --- | --- | --- |
| 8 | Alleen op een grond. | T-EEN | |
| 42 | Een mens beslist. | | De poort beoordeelt niemand. |

## Wet AVG: Algemene verordening

- Juriconnect: nog te bevestigen
- Geldig: vanaf 2018-05-25
- Tekst: eigen weergave

| Artikel | Wat het zegt | Regels | Waarom geen regel |
| --- | --- | --- | --- |
| 6(1) | Alleen op een grond. | T-EEN | |
"""


def lezen(tekst: str) -> Regelset:
    return lees({"proef.md": tekst, "wet.md": WETTEN.replace("T-EEN", kop_van(tekst))}, vereist={})


def kop_van(tekst: str) -> str:
    """The heading of the one rule in a text, if it has the form of one."""
    found = re.search(r"^## ([A-Z][A-Z0-9-]*):", tekst, re.MULTILINE)
    return found[1] if found else "T-EEN"


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


@pytest.mark.parametrize(
    ("oud", "nieuw", "regelnummer", "melding"),
    [
        ("- Artikel: Wbp 8, geldig van 2001-09-01 t/m 2018-05-24\n"
         "- Artikel: AVG 6(1), geldig vanaf 2018-05-25\n", "", 8, "heeft geen 'Artikel:'"),
        ("- Geldig: vanaf 2001-09-01\n", "", 8, "heeft geen 'Geldig:'"),
        ("vanaf 2001-09-01", "sinds 2001", 8, "geldigheid 'sinds 2001' is niet te lezen"),
        (", geldig vanaf 2018-05-25", "", 14, "artikel 'AVG 6(1)' heeft geen geldigheid"),
        ("vanaf 2018-05-25", "vanaf 2018-02-30", 14, "heeft geen geldigheid"),
        ("2018-05-24", "2018-05-01", 8, "rust op 2018-05-02 op geen enkel artikel"),
        ("Besluit: sta-toe", "Besluit: misschien", 17, "'misschien' is geen besluit"),
        ("Besluit: sta-toe", "Besluit: uitzondering", 8, "heeft geen 'Uitzondering op:'"),
        ("Gaat over: element", "Gaat over: alles", 12, "'alles' is geen gaat over"),
        ("te bevestigen door de FG", "bevestigd", 16, "status 'bevestigd' bestaat niet"),
        ("zorg, cjg", "zorg, cgj", 19, "'cgj' is geen waarde van ontvanger en geen begrip"),
        ("Ontvanger: zorg", "Ontvager: zorg", 19, "kenmerk 'ontvager' bestaat niet"),
        ("  - Grond: niet geen", "  - Ontvanger: mee", 20, "'ontvanger' staat er dubbel"),
        ("  - Grond: niet geen", "  * Grond: e\n  - grond e", 21, "geen sleutel en geen voorw"),
        ("- Status", "- Kleur: rood\n- Status", 16, "'kleur' hoort niet bij deze regel"),
        ("- Status", "- Geldig: vanaf 2002-01-01\n- Status", 16, "'geldig' staat er meer dan"),
        ("## T-EEN: Een regel", "## t-een", 8, "schrijf een kop als"),
        ("Waarden: jgz, mee", "Waarden: jgz, mei", 3, "'mei' is geen waarde van ontvanger"),
        ("  - Ontvanger: zorg, cjg\n  - Grond: niet geen\n", "", 8, "geen voorwaarden onder"),
    ],
)  # fmt: skip
def test_een_fout_wordt_aangewezen(oud: str, nieuw: str, regelnummer: int, melding: str) -> None:
    assert oud in GOED
    with pytest.raises(RegelsOngeldig) as fout:
        lezen(GOED.replace(oud, nieuw, 1))
    assert any(
        f.regelnummer == regelnummer and melding in f.melding and f.bestand == "proef.md"
        for f in fout.value.fouten
    ), str(fout.value)


def test_alle_fouten_worden_in_een_keer_gemeld() -> None:
    with pytest.raises(RegelsOngeldig) as fout:
        lezen(GOED.replace("zorg, cjg", "zorgg").replace("niet geen", "niet goed"))
    assert [f.regelnummer for f in fout.value.fouten] == [19, 20]


def test_een_uitzondering_noemt_een_verbod_dat_bestaat() -> None:
    exception = GOED.replace("T-EEN", "U-EEN").replace(
        "- Besluit: sta-toe", "- Besluit: uitzondering\n- Uitzondering op: V-ONBEKEND, T-EEN"
    )
    with pytest.raises(RegelsOngeldig) as fout:
        lees({"a.md": GOED, "b.md": exception.split("- Waarden: jgz, mee\n")[1]})
    assert [f.melding for f in fout.value.fouten] == [
        "uitzondering op 'T-EEN', en dat is geen verbod",
        "uitzondering op 'V-ONBEKEND', en dat is geen verbod",
    ]


def test_een_regel_bestaat_een_keer() -> None:
    with pytest.raises(RegelsOngeldig, match=r"b\.md:2: regel T-EEN bestaat al \(a\.md:8\)"):
        lees({"a.md": GOED, "b.md": GOED.split("- Waarden: jgz, mee\n")[1]})


MATRIX = (
    GOED.replace("sta-toe", "matrix").replace("T-EEN", "NODIG")
    + """
| Veld | zorg | politie |
| --- | --- | --- |
| naam | geheel | geheel |
| adres | alleen-de-woonplaats | niet |
"""
)


def test_een_matrix_geeft_een_regel_per_soort_cel() -> None:
    regels = lezen(MATRIX.replace("  - Ontvanger: zorg, cjg\n", "")).regels
    assert {r.id: r.gevolg for r in regels} == {
        "NODIG/adres/alleen-de-woonplaats": Gevolg.MINIMALISEER,
        "NODIG/adres/niet": Gevolg.VERBIED,
    }
    assert regels[0].plaats == "proef.md:24"


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        ("| niet |", "| nooit |", "proef.md:25: vul elke cel met een van"),
        ("| geheel | geheel |", "| geheel |", "proef.md:24: vul elke cel met een van"),
        ("| naam |", "| bsn |", "proef.md:24: 'bsn' is geen waarde van veld"),
        ("| naam |", "| adres |", "proef.md:25: 'adres' staat al in deze tabel"),
        ("| zorg | politie |", "| zorg | mee |", "proef.md:22: 'mee' overlapt een andere kolom"),
        ("| zorg | politie |", "| zorg | school |", None),
        ("| Veld |", "| Gegeven |", "proef.md:8: een matrix heeft een tabel"),
    ],
)
def test_een_matrix_is_volledig(oud: str, nieuw: str, melding: str | None) -> None:
    tekst = MATRIX.replace(oud, nieuw)
    if melding is None:
        assert len(lezen(tekst).regels) == 2
        return
    with pytest.raises(RegelsOngeldig) as fout:
        lezen(tekst)
    assert melding in str(fout.value)
