"""The hand-off protocol in a picture and a table, made from the tables of the protocol itself."""

from collections.abc import Iterator

from casusoverleg.domain.overdragen.overdracht import KRUISINGEN, OVERGANGEN, Overgang, Stand, Wie
from casusoverleg.domain.overdragen.vragen import BEVINDINGEN
from contracts.events.verstrekking import Stap

INLEIDING = """# De overdracht

Gemaakt uit de code met `python -m chain.contract_files`; een test houdt deze bladzijde gelijk.

Een casus wordt aangeboden, en wie hem aanbiedt blijft verantwoordelijk tot de ontvanger accepteert.
Pas als de ontvanger bevestigt dat er iets gedaan is, kan de afzender de casus sluiten. Beide
kanten houden hun eigen kopie bij; wat de een doet, hoort de ander.
"""

KRUISEN = """## Als stappen elkaar kruisen

Nieuws is onderweg. Wat een kopie wordt als het nieuws van de ander een eigen stap kruist, is zo
gekozen dat beide kopieën gelijk eindigen. Een test doorloopt elke volgorde met tot drie berichten
onderweg naar elke kant.
"""

VRAGEN = """## Vaste vragen en hun antwoorden

De ontvanger antwoordt met een bevinding. Dat er een is hoort de afzender altijd; wat zij is, gaat
als gegeven langs de privacy-gate.
"""


def overdracht_in_beeld() -> str:
    """The page, as Markdown with a Mermaid diagram."""
    return "\n".join(
        (
            INLEIDING,
            "```mermaid",
            "stateDiagram-v2",
            *(f"    {regel}" for regel in _diagram()),
            "```",
            "",
            "## Wie welke stap zet",
            "",
            *_tabel(("stap", "door", "van", "naar"), _stappen()),
            "",
            KRUISEN,
            *_tabel(("nieuws", "de kopie was", "de kopie wordt"), _kruisingen()),
            "",
            VRAGEN,
            *_tabel(("vraag", "antwoorden"), _vragen()),
            "",
        )
    )


def _diagram() -> Iterator[str]:
    for stand in Stand:
        yield f'state "{_woord(stand)}" as {stand.name}'
    yield f"[*] --> {Stand.AANGEBODEN.name}: aangeboden (aanbieder)"
    for stap, overgang in OVERGANGEN.items():
        for van, naar in overgang.standen.items():
            yield f"{van.name} --> {naar.name}: {_woord(stap)} ({overgang.kant})"
    yield f"{Stand.AANGEBODEN.name} --> {Stand.NIET_BEZORGD.name}: de privacy-gate liet niets door"


def _stappen() -> Iterator[tuple[str, ...]]:
    for stap, overgang in OVERGANGEN.items():
        for van, naar in overgang.standen.items():
            yield _woord(stap), _wie(overgang), _woord(van), _woord(naar)


def _wie(overgang: Overgang) -> str:
    zetel = "regie" if overgang.wie is Wie.REGIE else "elke zetel"
    return f"{overgang.kant}, {zetel}"


def _kruisingen() -> Iterator[tuple[str, ...]]:
    for (stap, van), naar in KRUISINGEN.items():
        yield _woord(stap), _woord(van), _woord(naar)


def _vragen() -> Iterator[tuple[str, ...]]:
    for vraag, antwoorden in BEVINDINGEN.items():
        yield _woord(vraag), ", ".join(_woord(antwoord) for antwoord in antwoorden)


def _tabel(kop: tuple[str, ...], rijen: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for rij in (kop, ("---",) * len(kop), *rijen):
        yield f"| {' | '.join(rij)} |"


def _woord(naam: Stap | Stand | str) -> str:
    return naam.replace("-", " ")
