"""A table in a rule file: who needs what, cell by cell.

The first column names fields, the others kinds of receiver. A cell says `geheel`, `niet`, or
how the value is reduced first. Each row gives one rule per distinct cell.
"""

from collections.abc import Iterator
from dataclasses import replace

from contracts.elements import Bewerking
from privacy_gate.domain.begrippen import Begrippen, Onbekend
from privacy_gate.domain.regelfout import Fouten
from privacy_gate.domain.regels import Gevolg, Regel
from privacy_gate.domain.secties import Sectie

GEHEEL, NIET = "geheel", "niet"
_CELLEN = {GEHEEL, NIET, *(str(b) for b in Bewerking if b is not Bewerking.GEEN)}


def cellen(sectie: Sectie, regel: Regel, begrippen: Begrippen, fouten: Fouten) -> Iterator[Regel]:
    """The rules that the table of this section stands for; `regel` has what they share."""
    if len(sectie.rijen) < 2 or sectie.rijen[0][1][0].lower() != "veld":
        fouten.meld(sectie, "een matrix heeft een tabel met de kop 'Veld' en de ontvangers")
        return
    for text in sectie.voorwaarden:
        if text.naam in ("veld", "ontvanger"):
            fouten.meld(sectie, f"'{text.naam}' zegt de tabel al", text.nummer)
    columns = _kolommen(sectie, regel, begrippen, fouten)
    seen: set[str] = set()
    for nummer, (name, *row) in sectie.rijen[1:]:
        if len(row) != len(columns) or not set(row) <= _CELLEN:
            fouten.meld(sectie, f"vul elke cel met een van: {', '.join(sorted(_CELLEN))}", nummer)
            continue
        try:
            fields = begrippen.waarden("veld", name, regel.over)
        except Onbekend as fout:
            fouten.meld(sectie, str(fout), nummer)
            continue
        if fields & seen:
            fouten.meld(sectie, f"'{name}' staat al in deze tabel", nummer)
        seen |= fields
        yield from _rij(replace(regel, plaats=f"{sectie.bestand}:{nummer}"), fields, row, columns)


def _kolommen(
    sectie: Sectie, regel: Regel, begrippen: Begrippen, fouten: Fouten
) -> list[frozenset[str]]:
    nummer, (_, *names) = sectie.rijen[0]
    columns: list[frozenset[str]] = []
    for name in names:
        try:
            receivers = begrippen.waarden("ontvanger", name, regel.over)
        except Onbekend as fout:
            fouten.meld(sectie, str(fout), nummer)
            receivers = frozenset()
        if any(receivers & column for column in columns):
            fouten.meld(sectie, f"'{name}' overlapt een andere kolom", nummer)
        columns.append(receivers)
    return columns


def _rij(
    regel: Regel, fields: frozenset[str], row: list[str], columns: list[frozenset[str]]
) -> Iterator[Regel]:
    for cell in dict.fromkeys(row):
        if cell == GEHEEL:
            continue
        receivers = frozenset[str]().union(
            *(column for column, text in zip(columns, row, strict=True) if text == cell)
        )
        yield replace(
            regel,
            id=f"{regel.id}/{'-'.join(sorted(fields))}/{cell}",
            gevolg=Gevolg.VERBIED if cell == NIET else Gevolg.MINIMALISEER,
            bewerking=Bewerking.GEEN if cell == NIET else Bewerking(cell),
            voorwaarden=(*regel.voorwaarden, ("veld", fields), ("ontvanger", receivers)),
        )
