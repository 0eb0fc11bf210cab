"""A decision of the gate, told in Dutch: per element and seat the outcome, and why."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chain.audit.delivered import seat_name
from chain.audit.event import DOMAINS
from chain.audit.links import BESLUITEN
from chain.audit.reading import AuditedChain

Data = Mapping[str, Any]

_WORDS = {
    "toegestaan": "mag",
    "geminimaliseerd": "mag, verkort",
    "geweigerd": "mag niet",
    "beoordeling": "een mens moet wegen",
}


def decision(chain: AuditedChain, besluit: str) -> Data | None:
    """The record of a decision, by its own id or by the token that a postbus cites it by."""
    names = {besluit, *(chain.links.decision(domain, besluit) for domain in DOMAINS)}
    for event in chain.events(BESLUITEN):
        if event.data.get("besluit") in names:
            return event.data
    return None


def told(data: Data) -> Iterator[str]:
    """The decision, line by line."""
    yield f"Besluit {data['besluit']} van {data['op']}"
    yield (
        f"{data['van_overleg']} ({data['van_domein']}) vroeg om een verstrekking "
        f"({data['soort']}) aan {data['naar_overleg']} ({data['naar_domein']})."
    )
    passed = "Doorgelaten" if data["doorgelaten"] else "Niet doorgelaten"
    yield f"{passed}; de uitkomst is '{data['uitkomst']}'."
    yield f"Regels voor het geheel: {_listed(data['regels'])}."
    yield f"Artikelen: {_listed(data['artikelen'])}."
    yield f"Regelset {data['regelset']}, convenant {data['convenant']}."
    yield f"Toestemmingen: {_listed(data['toestemmingen'])}; wegingen: {_listed(data['wegingen'])}."
    yield f"Ontheffingen: {_listed(data.get('ontheffingen', []))}."
    yield "Omstandigheden waarop is beslist:"
    for name, value in sorted(data["omstandigheden"].items()):
        yield f"  {name}: {value}"
    for element in data["elementen"]:
        yield from _element(element)
    for duty in data["verplichtingen"]:
        term = f", uiterlijk {duty['uiterlijk']}" if duty["uiterlijk"] else ""
        yield f"Verplichting: {duty['soort']} ({duty['artikel']}){term}"


def _element(element: Data) -> Iterator[str]:
    yield f"Element {element['element']} ({element['categorie']}): {element['uitkomst']}"
    for seat in element["zetels"]:
        outcome = _WORDS.get(seat["uitkomst"], seat["uitkomst"])
        reduced = f" ({seat['bewerking']})" if seat["bewerking"] != "geen" else ""
        yield f"  {seat_name(seat['zetel'])}: {outcome}{reduced}"
        yield f"    regels: {_listed(seat['regels'])}; artikelen: {_listed(seat['artikelen'])}"
        if seat["gemist"]:
            yield f"    wat ontbrak: {_listed(seat['gemist'])}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "geen"
