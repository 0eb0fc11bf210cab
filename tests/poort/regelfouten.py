"""Rule files that hold together, and every fault that a file can have, planted one by one."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from privacy_gate.domain import lezen as reader
from privacy_gate.domain.lezen import lees
from privacy_gate.domain.regelfout import RegelsOngeldig

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

MATRIX = (
    GOED.replace("sta-toe", "matrix").replace("  - Ontvanger: zorg, cjg\n", "")
    + """
| Veld | zorg | politie |
| --- | --- | --- |
| naam | geheel | geheel |
| adres | alleen-de-woonplaats | niet |
"""
)

WETTEN = """# Wetten

## Wet Wbp: Wet bescherming persoonsgegevens

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

REGEL = GOED.split("- Waarden: jgz, mee\n")[1]
"""The rule alone."""

BESTANDEN: Mapping[str, str] = {"proef.md": GOED, "wet.md": WETTEN}

VEREIST = {"Wbp": ("8", "42"), "AVG": ("6(1)",)}


@dataclass(frozen=True)
class Plant:
    """A fault: in this file, this text becomes that, and the reader points at a line.

    Attributes:
        erbij: files besides, or instead of those of `BESTANDEN`.
    """

    oud: str
    nieuw: str
    regelnummer: int
    melding: str
    bestand: str = "proef.md"
    erbij: Mapping[str, str] = field(default_factory=dict)
    aangewezen: str = ""

    def fouten(self) -> RegelsOngeldig:
        """What the reader says; fails if it finds nothing."""
        files = {**BESTANDEN, **self.erbij}
        assert self.oud in files[self.bestand], self.oud
        files[self.bestand] = files[self.bestand].replace(self.oud, self.nieuw, 1)
        try:
            lees(files, VEREIST)
        except RegelsOngeldig as found:
            return found
        raise AssertionError(f"niet gevonden: {self.melding}")

    def __str__(self) -> str:
        return self.melding


def _wet(oud: str, nieuw: str, regelnummer: int, melding: str) -> Plant:
    return Plant(oud, nieuw, regelnummer, melding, "wet.md")


def _matrix(oud: str, nieuw: str, regelnummer: int, melding: str) -> Plant:
    return Plant(oud, nieuw, regelnummer, melding, erbij={"proef.md": MATRIX})


_ARTIKELEN = (
    "- Artikel: Wbp 8, geldig van 2001-09-01 t/m 2018-05-24\n"
    "- Artikel: AVG 6(1), geldig vanaf 2018-05-25\n"
)
_UITZONDERING = "uitzondering\n- Uitzondering op: "
_VERBOD_OP_INHOUD = {
    "b.md": REGEL.replace("T-EEN", "V-TWEE")
    .replace("element", "inhoud")
    .replace("sta-toe", "verbied")
    .replace("  - Ontvanger: zorg, cjg\n  - Grond: niet geen", "  - Verband: geen")
}

FOUTEN = (
    Plant(_ARTIKELEN, "", 8, "regel T-EEN heeft geen 'Artikel:'"),
    Plant("- Geldig: vanaf 2001-09-01\n", "", 8, "regel T-EEN heeft geen 'Geldig:'"),
    Plant("vanaf 2001-09-01", "sinds 2001", 8, "geldigheid 'sinds 2001' is niet te lezen"),
    Plant(", geldig vanaf 2018-05-25", "", 14, "artikel 'AVG 6(1)' heeft geen geldigheid"),
    Plant("vanaf 2018-05-25", "vanaf 2018-02-30", 14, "heeft geen geldigheid"),
    Plant("2018-05-24", "2018-05-01", 8, "rust op 2018-05-02 op geen enkel artikel"),
    Plant("Besluit: sta-toe", "Besluit: misschien", 17, "'misschien' is geen besluit"),
    Plant("Besluit: sta-toe", "Besluit: uitzondering", 8, "heeft geen 'Uitzondering op:'"),
    Plant("Gaat over: element", "Gaat over: alles", 12, "'alles' is geen gaat over"),
    Plant("te bevestigen door de FG", "bevestigd", 16, "status 'bevestigd' bestaat niet"),
    Plant("- Status", "- Datum onzeker: wie weet\n- Status", 16, "'wie weet' is geen datum onz"),
    Plant("zorg, cjg", "zorg, cgj", 19, "'cgj' is geen waarde van ontvanger en geen begrip"),
    Plant("Ontvanger: zorg", "Ontvager: zorg", 19, "kenmerk 'ontvager' bestaat niet"),
    Plant("  - Grond: niet geen", "  - Ontvanger: mee", 20, "'ontvanger' staat er dubbel"),
    Plant("  - Grond: niet geen", "  - grond e", 20, "geen sleutel en geen voorwaarde"),
    Plant("  - Grond: niet geen", "  * Grond: e", 20, "geen sleutel en geen voorwaarde"),
    Plant("  - Grond: niet geen", "    - Grond: e", 20, "geen sleutel en geen voorwaarde"),
    Plant("  - Grond: niet geen", "Grond: e", 20, "geen sleutel en geen voorwaarde"),
    Plant("  - Grond: niet geen", "\u2013 Grond: e", 20, "geen sleutel en geen voorwaarde"),
    Plant("- Waarden: jgz, mee", "- Waarden: jgz\n* mee", 7, "geen sleutel en geen voorwaarde"),
    Plant("- Status", "- Kleur: rood\n- Status", 16, "'kleur' hoort niet bij deze regel"),
    Plant("- Status", "- Geldig: vanaf 2002-01-01\n- Status", 16, "'geldig' staat er meer dan"),
    Plant("## T-EEN: Een regel", "## t-een", 8, "schrijf een kop als"),
    Plant("Waarden: jgz, mee", "Waarden: jgz, mei", 3, "'mei' is geen waarde van ontvanger"),
    Plant("- Kenmerk: ontvanger\n", "", 3, "begrip 'zorg' noemt geen kenmerk of geen waarden"),
    Plant("## Begrip zorg", "## Begrip mee", 3, "begrip 'mee' bestaat al"),
    Plant("  - Ontvanger: zorg, cjg\n  - Grond: niet geen\n", "", 8, "geen voorwaarden onder"),
    Plant("  - Grond: niet geen\n", "  - Grond: e\n\n| a | b |\n", 22, "een tabel hoort bij"),
    Plant("sta-toe", "verplicht\n- Verplichting: wat", 8, "'wat' is geen verplichting"),
    Plant(
        "sta-toe",
        "verplicht\n- Verplichting: informeren\n- Termijn: snel",
        8,
        "schrijf een termijn als '15 jaar'",
    ),
    Plant("sta-toe", _UITZONDERING + "V-X", 8, "uitzondering op 'V-X', en dat is geen verbod"),
    Plant(
        "sta-toe",
        _UITZONDERING + "V-TWEE",
        8,
        "uitzondering op 'V-TWEE', dat ergens anders over gaat",
        erbij=_VERBOD_OP_INHOUD,
    ),
    Plant(
        "# Kop",
        "# Kop",
        2,
        "regel T-EEN bestaat al (proef.md:8)",
        erbij={"q.md": REGEL},
        aangewezen="q.md",
    ),
    _matrix("| niet |", "| nooit |", 24, "vul elke cel met een van"),
    _matrix("| geheel | geheel |", "| geheel |", 23, "vul elke cel met een van"),
    _matrix("| naam |", "| bsn |", 23, "'bsn' is geen waarde van veld"),
    _matrix("| naam |", "| adres |", 24, "'adres' staat al in deze tabel"),
    _matrix("| zorg | politie |", "| zorg | mee |", 21, "'mee' overlapt een andere kolom"),
    _matrix("| Veld |", "| Gegeven |", 8, "een matrix heeft een tabel met de kop"),
    _matrix("  - Grond: niet geen", "  - Ontvanger: mee", 19, "'ontvanger' zegt de tabel al"),
    Plant("Wbp 8,", "Wpb 8,", 8, "aanhaling 'Wpb 8' noemt geen wet die bij de wetten staat"),
    Plant("Wbp 8,", "Wbp,", 8, "aanhaling 'Wbp' noemt van Wbp geen artikel"),
    Plant("Wbp 8,", "Wbp en AVG 6(1),", 8, "noemt van Wbp geen artikel"),
    Plant("Wbp 8,", "Wbp 8 en 99,", 8, "Wbp 99 staat niet bij de artikelen van wet.md:3"),
    Plant("Wbp 8, geldig van 2001-09-01", "Wbp 8, geldig van 2000-01-01", 8, "buiten de geld"),
    _wet("- Juriconnect: BWBR0011468\n", "", 3, "Wet Wbp heeft geen 'Juriconnect:'"),
    _wet("BWBR0011468", "BWB11468", 3, "schrijf bij Juriconnect een BWB-id"),
    _wet("- Tekst: eigen weergave\n", "", 3, "Wet Wbp heeft geen 'Tekst:'"),
    _wet("- Geldig: van 2001-09-01 t/m 2018-05-24\n", "", 3, "Wet Wbp heeft geen 'Geldig:'"),
    _wet("van 2001-09-01 t/m", "tussen 2001 en", 3, "geldigheid 'tussen 2001 en 2018-05-24' is"),
    _wet("- Tekst: eigen", "- Bron: mij\n- Tekst: eigen", 7, "'bron' hoort niet bij een wet"),
    _wet("| Waarom geen regel |", "| Reden |", 3, "een wet heeft een tabel met de kop"),
    _wet("| 8 | Alleen op een grond. |", "| 8 |", 11, "een artikel heeft vier cellen"),
    _wet("| 42 |", "| 8 |", 12, "artikel 8 staat er al"),
    _wet("| 42 |", "| 8, geldig van 2012-01-01 t/m 2012-12-31 |", 12, "artikel 8 staat er al"),
    _wet("| 42 |", "| 42, geldig sinds ooit |", 12, "is geen versie van een artikel van deze wet"),
    _wet("| 42 |", "| 42, geldig vanaf 2012-02-09 |", 12, "is geen versie van een artikel van dez"),
    Plant(
        "| 8 | Alleen",
        "| 8, geldig van 2012-02-09 t/m 2018-05-24 | Alleen",
        8,
        "Wbp 8 bestond zo niet van 2001-09-01 t/m 2018-05-24; de versies zijn van 2012-02-09 t/m",
        "wet.md",
        aangewezen="proef.md",
    ),
    Plant(
        "| 8 | Alleen op een grond. | T-EEN | |",
        "| 8, geldig van 2001-09-01 t/m 2012-02-08 | Iets anders. | | Geen veld. |\n"
        "| 8, geldig van 2012-02-09 t/m 2018-05-24 | Alleen op een grond. | T-EEN | |",
        8,
        "Wbp 8 bestond zo niet van 2001-09-01 t/m 2018-05-24",
        "wet.md",
        aangewezen="proef.md",
    ),
    _wet("| T-EEN | |", "| | |", 11, "noem bij 8 de regels, of waarom er geen is"),
    _wet("| T-EEN | |", "| T-EEN | Toch niet. |", 11, "noem bij 8 de regels, of waarom er geen"),
    _wet("| T-EEN | |", "| T-TWEE | |", 11, "regel 'T-TWEE' bestaat niet"),
    _wet("| | De poort beoordeelt niemand. |", "| T-EEN | |", 12, "regel T-EEN haalt Wbp 42 niet"),
    _wet("| T-EEN | |", "| | Niet nodig. |", 11, "8 heeft geen regel, maar T-EEN noemt het"),
    _wet("| 42 | Een mens beslist. | | De poort beoordeelt niemand. |\n", "", 3, "artikel 42 ontb"),
    _wet("## Wet AVG: Algemene", "## Wet Wbp: Algemene", 14, "de wet Wbp staat er al (wet.md:3)"),
    Plant(
        "# Wetten",
        "# Wetten",
        1,
        "de wet AVG ontbreekt",
        "wet.md",
        {"wet.md": WETTEN.split("## Wet AVG", maxsplit=1)[0], "proef.md": GOED.replace(
            "- Artikel: AVG 6(1), geldig vanaf 2018-05-25\n", ""
        ).replace("- Geldig: vanaf 2001-09-01", "- Geldig: van 2001-09-01 t/m 2018-05-24")},
        "wet-AVG.md",
    ),
)  # fmt: skip


_ZEGT = ("meld", "bij", "Onbekend", "Onleesbaar")
"""What is called with a message: as its second argument, or its only one."""


def meldingen() -> Iterator[re.Pattern[str]]:
    """Every message that the reader can give, as its source has it."""
    folder = Path(reader.__file__).parent
    for name in ("lezen", "vorm", "matrix", "begrippen", "wetten", "aanhaling"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _geroepen(node) in _ZEGT:
                yield from _patronen(node.args[:2][-1:])


def _geroepen(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _patronen(args: list[ast.expr]) -> Iterator[re.Pattern[str]]:
    for one in args:
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield re.compile(re.escape(one.value))
        elif isinstance(one, ast.JoinedStr):
            yield re.compile("".join(map(_deel, one.values)))


def _deel(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*"
