"""The table of types of body, as whoever writes a covenant reads it: `docs/organisatietypen.md`."""

from contracts.aard import Aard
from contracts.aard_tabel import AARD
from contracts.elements import VELDEN
from contracts.vocabulary import Geheimhouding, Organisatietype, Regime
from contracts.words import in_sentence

_KOP = """# Wat elk type organisatie is

Gemaakt uit de code met `python -m chain.contract_files`; een test houdt deze bladzijde gelijk. De
tabel staat in `contracts/aard_tabel.py`, en alles wat de keten van een organisatie moet weten
volgt eruit: wat zij bij de aanmelding kan invullen, waarvoor zij verzamelt, waarover zij zwijgt,
en of een school haar naam hoort. De regels van de poort noemen groepen van typen; een test houdt
die groepen aan deze tabel. **Elke rij moet de functionaris gegevensbescherming (FG) nog
bevestigen.** Waar twee lezingen konden, is de engste gekozen: wat niet is genoemd als toegestaan,
gaat niet.

- **Krijgt als**: de kolom in de tabellen van wat een ontvanger nodig heeft
  (`services/privacy-gate/src/privacy_gate/rules/4-minimalisering.md`).
- **Zwijgt**: de plicht die rust op alles wat zij vastlegt; wat een gegeven zelf al vraagt komt
  daarbij.
- **Bekend zijn**: wat het zegt dat iemand daar bekend is. *Zelf bijzonder* is dat bij wie een
  behandeling, een melding of een strafzaak verraadt: een school hoort de naam dan niet, en de
  verwijsindex noemt haar niet als contact.
- **Is er**: van en tot wanneer de wet zo'n organisatie kent. Een convenant dat haar op andere
  dagen noemt wordt geweigerd. Bureau Jeugdzorg heeft geen laatste dag: de regels lezen er sinds
  2015 zijn opvolger in.

Wat hier staat, is van het type en niet per organisatie te veranderen; alleen `geheimhouding` zegt
een convenant zelf.
"""

_KOPPEN = (
    "type",
    "is er",
    "krijgt als",
    "met strafrecht belast",
    "zwijgt",
    "publieke taak",
    "wet aan de bron",
    "verzamelt voor",
    "bekend zijn",
    "school hoort de naam",
    "bijzondere taak",
    "wet",
)


def organisatietypen() -> str:
    """The page, with a row for each type."""
    rows = [_KOPPEN, ("---",) * len(_KOPPEN), *(_rij(kind) for kind in Organisatietype)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{_KOP}\n{table}\n"


def _rij(kind: Organisatietype) -> tuple[str, ...]:
    row = AARD[kind]
    return (
        f"`{kind}`",
        _dagen(row),
        row.hoedanigheid,
        _ja(row.strafrecht),
        "-" if row.geheim is Geheimhouding.GEEN else row.geheim,
        _ja(row.publieke_taak),
        "-" if row.regime is Regime.ALGEMEEN else str(row.regime).capitalize(),
        in_sentence(row.doel),
        in_sentence(VELDEN[row.bekend].categorie) + (", zelf bijzonder" if row.zegt_iets else ""),
        _ja(row.noembaar),
        _taak(row) or "-",
        row.wet,
    )


def _ja(condition: bool) -> str:
    return "ja" if condition else "-"


def _dagen(row: Aard) -> str:
    since = f"vanaf {row.van}" if row.van else ""
    until = f"t/m {row.tot}" if row.tot else ""
    return f"{since} {until}".strip() or "altijd"


def _taak(row: Aard) -> str:
    named = {"coordineert bij een maatregel": row.coordineert, "meldpunt": row.meldpunt}
    return ", ".join(task for task, has in named.items() if has)
