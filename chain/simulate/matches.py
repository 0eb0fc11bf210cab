"""The verwijsindex: who reported the same child heard of each other, and nobody else did.

Which children are the same is worked out from what intakes sealed, apart from the gate.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple, TypeAlias

from chain.audit.gatekeys import GateKeys
from chain.audit.links import Links
from chain.simulate.findings import Breach, Finding
from chain.simulate.log import Entry
from chain.simulate.pairs import Dossiers
from chain.simulate.world import World
from infra.parts import INDEX_SEAL

ReportKey: TypeAlias = tuple[str, str]
"""A report: the domain where it was made, and its id there."""


class Report(NamedTuple):
    """What a report is about: the child, as one name in all domains, and the casus."""

    kind: str
    zaak: str
    overleg: str
    casus: tuple[str, str]

    def is_news_to(self, other: "Report") -> bool:
        """The same child at another table, in another casus than the one they share."""
        same = self.kind == other.kind
        return same and self.zaak != other.zaak and self.overleg != other.overleg


def unmatched(world: World, links: Links, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Matches that somebody did not hear of, or that are none."""
    found = list(entries)
    reports, removed = _reports(found, links, _children(world, links, found))
    matched = set()
    for sides in _matches(found, links).values():
        if len(sides) != 2:
            domain, melding = sides[0]
            casus = reports[domain, melding].casus
            yield Finding(Breach.LOST, f"{len(sides)} keer gemeld wat twee overleggen horen", casus)
            continue
        one, other = (reports[side] for side in sides)
        matched.add(frozenset(sides))
        if not one.is_news_to(other):
            yield Finding(Breach.LEAKED, "een match is niet hetzelfde kind elders", one.casus)
    for pair in combinations(sorted(reports.keys() - removed), 2):
        one, other = (reports[side] for side in pair)
        if one.is_news_to(other) and frozenset(pair) not in matched:
            text = f"{one.overleg} en {other.overleg} weten niet van elkaar"
            yield Finding(Breach.LOST, text, one.casus)


def forgotten(found: Dossiers, entries: Iterable[Entry], day: date) -> Iterator[Finding]:
    """Open matches of which nobody was reminded, and reports that were left for too long."""
    reminded = {
        (entry.data["over"], entry.data["uiterlijk"])
        for entry in entries
        if entry.kind == "HerinneringGegeven" and entry.data["klok"] == "match-opvolgen"
    }
    for key, casus in found.items():
        melding = casus.verwijsindex.melding
        if melding and melding.vervalt_op <= day:
            yield Finding(Breach.STUCK, "een melding bleef te lang in de verwijsindex", key)
        for match in casus.verwijsindex.matches:
            told = (match.id, match.uiterlijk.isoformat()) in reminded
            if match.uitkomst is None and not told:
                yield Finding(Breach.STUCK, "een match wacht, en niemand is herinnerd", key)


def _children(world: World, links: Links, entries: Iterable[Entry]) -> dict[str, str]:
    """What intakes sealed about a child, by its name in all domains."""
    seal = GateKeys(world.path_of_keys(INDEX_SEAL))
    found = {}
    for entry in entries:
        if entry.kind == "VerwijstokenVerzegeld":
            child, sealed = entry.data["betrokkene"], entry.data["token"]
            token = seal.open(sealed["sleutel"], sealed["cijfertekst"], child)
            found[links.root("betrokkene", _domain(entry), child)] = token or ""
    return found


def _reports(
    entries: Iterable[Entry], links: Links, children: dict[str, str]
) -> tuple[dict[ReportKey, Report], set[ReportKey]]:
    """The reports that the gate took in, and which of them were taken out again."""
    reports: dict[ReportKey, Report] = {}
    removed: set[ReportKey] = set()
    for entry in entries:
        if entry.kind != "VerstrekkingBezorgd":
            continue
        domain, content = _domain(entry), entry.data["inhoud"]
        if content["soort"] == "verwijsverwijdering":
            removed.add((domain, content["melding"]))
        elif content["soort"] == "verwijsmelding":
            child = links.root("betrokkene", domain, entry.data["betrokkene"])
            reports[domain, content["melding"]] = Report(
                children.get(child, child),
                links.root("casus", domain, entry.data["casus"]),
                entry.data["naar_overleg"],
                (domain, entry.data["casus"]),
            )
    return reports, removed


def _matches(entries: Iterable[Entry], links: Links) -> dict[str, list[ReportKey]]:
    """Who heard of each match."""
    found = defaultdict(list)
    for entry in entries:
        if entry.kind == "MatchGemeld":
            domain = _domain(entry)
            match = links.root("match", domain, entry.data["match"])
            found[match].append((domain, entry.data["melding"]))
    return found


def _domain(entry: Entry) -> str:
    return entry.record.topic.partition(".")[0]
