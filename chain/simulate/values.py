"""Values under seal: who could open them, what they say where they came, and what they said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from chain.audit.event import DOMAINS
from chain.audit.gatekeys import GateKeys
from chain.audit.links import Links
from chain.simulate.filling import CANARY
from chain.simulate.findings import Breach, Finding
from chain.simulate.log import Entry
from chain.simulate.world import World
from contracts.vocabulary import Domein

GateStores: TypeAlias = Mapping[str, GateKeys]
Json: TypeAlias = dict[str, Any]

IDS = ("casus", "betrokkene", "verstrekking", "overdracht", "melding", "bevraging", "match")
"""What every domain has numbers of its own for."""

_WHOLE = "geen"
_YEAR = "alleen-het-geboortejaar"


def leaked(world: World, links: Links, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Every value that somebody could read who may not, or that says what it may not."""
    found = list(entries)
    yield from _in_the_clear(world, found)
    stores = {domein.value: GateKeys(world.path_of_keys(domein)) for domein in Domein}
    yield from _Values(stores, links).judged(found)
    yield from _withdrawn(found)
    yield from _shared_ids(found)


def _in_the_clear(world: World, entries: Iterable[Entry]) -> Iterator[Finding]:
    needle = CANARY.encode()
    for entry in entries:
        if needle in entry.record.raw:
            yield _finding(entry, "een waarde staat onverzegeld in het logboek")
    for name, body in world.documents():
        if CANARY in body:
            yield Finding(Breach.LEAKED, f"een waarde staat onverzegeld in de gegevens van {name}")


@dataclass
class _Values:
    """Opens what is sealed, in the domain where it lies and nowhere else."""

    stores: GateStores
    links: Links
    asked: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def judged(self, entries: Iterable[Entry]) -> Iterator[Finding]:
        """What is wrong with the values in these events."""
        for entry in entries:
            domain = entry.record.topic.partition(".")[0]
            if domain not in DOMAINS:
                continue
            for sealed in _seals(entry.data):
                yield from self._elsewhere(entry, domain, sealed)
            if entry.kind == "VerstrekkingGevraagd":
                self._asked(entry, domain)
            elif entry.kind == "VerstrekkingBezorgd":
                for shared in entry.data["elementen"]:
                    yield from self._provided(entry, domain, shared)

    def _asked(self, entry: Entry, domain: str) -> None:
        """Remember what the values say that were given along."""
        for element in entry.data["elementen"]:
            key = self._key(entry, domain, element)
            self.asked.setdefault(key, set()).add(self._open(domain, element))

    def _key(self, entry: Entry, domain: str, element: Json) -> tuple[str, str]:
        provision = self.links.root("verstrekking", domain, entry.data["verstrekking"])
        return provision, self.links.root("element", domain, element["id"])

    def _elsewhere(self, entry: Entry, domain: str, sealed: Json) -> Iterator[Finding]:
        for other, store in self.stores.items():
            if other != domain and store.holds(sealed["sleutel"]):
                yield _finding(entry, f"een waarde van {domain} is te openen in {other}")

    def _provided(self, entry: Entry, domain: str, shared: Json) -> Iterator[Finding]:
        element, how = shared["element"], shared["bewerking"]
        if not shared["zetels"]:
            return
        value, asked = (
            self._open(domain, element),
            self.asked.get(self._key(entry, domain, element)),
        )
        if not value or not asked:
            yield _finding(entry, f"element {element['id']} is niet te openen waar het bezorgd is")
        elif how == _WHOLE:
            if value not in asked:
                yield _finding(entry, f"element {element['id']} zegt iets anders dan wat meeging")
        elif CANARY in value or (how == _YEAR and value not in {one[:4] for one in asked}):
            yield _finding(entry, f"element {element['id']} is niet verminderd zoals besloten")

    def _open(self, domain: str, element: Json) -> str:
        sealed = element["waarde"]
        try:
            found = self.stores[domain].open(
                sealed["sleutel"], sealed["cijfertekst"], element["id"]
            )
        except ValueError:
            found = None
        return found or ""


def _withdrawn(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Consent that was withdrawn at a table is not given along any more as if it stood."""
    gone: set[tuple[str, str]] = set()
    for entry in entries:
        if entry.kind == "ToestemmingIngetrokken":
            gone.add((entry.record.topic, entry.data["toestemming"]))
        elif entry.kind == "VerstrekkingGevraagd":
            for consent in entry.data["toestemmingen"]:
                stands = consent["ingetrokken_op"] is None
                if stands and (entry.record.topic, consent["id"]) in gone:
                    yield _finding(entry, "een ingetrokken toestemming geldt nog als gegeven")


def _shared_ids(entries: Iterable[Entry]) -> Iterator[Finding]:
    """An id that two domains both use would join their logs."""
    used: dict[str, str] = {}
    for entry in entries:
        domain = entry.record.topic.partition(".")[0]
        if domain not in DOMAINS:
            continue
        for name in IDS:
            id_ = entry.data.get(name)
            if id_ and used.setdefault(id_, domain) != domain:
                yield _finding(entry, f"{name} heeft hetzelfde nummer als in {used[id_]}")


def _seals(data: object) -> Iterator[Json]:
    """Every sealed value in an event."""
    if isinstance(data, dict):
        if "cijfertekst" in data:
            yield data
        else:
            for part in data.values():
                yield from _seals(part)
    elif isinstance(data, list):
        for part in data:
            yield from _seals(part)


def _finding(entry: Entry, text: str) -> Finding:
    domain = entry.record.topic.partition(".")[0]
    return Finding(Breach.LEAKED, f"{entry.kind} op {entry.record.topic}: {text}",
                   (domain, entry.casus))  # fmt: skip
