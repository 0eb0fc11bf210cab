"""Was anything lost? Each event has its cause, each request its decision, delivery and effect."""

from collections.abc import Iterable, Iterator, Set

from chain.audit.databases import Known
from chain.audit.event import COMMAND, Event, Fault, Spot
from chain.audit.links import ANSWERED, VEILED, Links

GATE = "privacy-gate"
MATCH = "match"

EFFECTS = {
    **dict.fromkeys(
        (
            "inbreng",
            "overdrachtsaanbod",
            "overdrachtstap",
            "navraag",
            "navraagantwoord",
            "houdermelding",
        ),
        "casusoverleg",
    ),
    **dict.fromkeys(("terugkoppeling", "ontvangstbevestiging"), "notifier"),
    MATCH: "casusoverleg",
}
"""Which service of the receiving domain must say something on which kind of provision.
A bespreking or an aanvulling changes what seats may open, and need not be an event; nor does an
inbreng of a casus that the table knows already, or news of the holder that tells it nothing."""


class Lost:
    """Follows what must have followed; ask `faults` when the log was read.

    Args:
        ids: of all events of the log, by then.
    """

    def __init__(self, links: Links, ids: Set[str]) -> None:
        self.under_way = 0
        self._links = links
        self._ids = ids
        self._causes: dict[str, Spot] = {}
        self._heard: set[tuple[str, str]] = set()
        self._to_gate: set[str] = set()
        self._requests: dict[str, tuple[Spot, str]] = {}
        self._decided: dict[str, tuple[Spot, bool]] = {}
        self._answered: set[str] = set()
        self._delivered: dict[str, tuple[Event, str]] = {}
        self._parts: set[str] = set()
        self._opened: set[tuple[str, str]] = set()

    def take(self, event: Event) -> None:
        """Follow one event."""
        if not event.cause.startswith(COMMAND):
            self._causes.setdefault(event.cause, event.place)
            self._heard.add((event.place.topic, event.cause))
        if event.kind in ANSWERED:
            self._to_gate.add(event.id)
        match event.kind:
            case "VerstrekkingGevraagd":
                self._requests[event.id] = event.place, self._links.provision(event)
            case "VerstrekkingBesloten":
                self._decided[event.data["verzoek"]] = event.place, event.data["doorgelaten"]
            case "VerstrekkingAfgehandeld":
                self._answered.add(self._links.provision(event))
            case "VerstrekkingBezorgd" if event.data.get("deel_van"):
                self._parts.add(self._links.provision(event))
            case "VerstrekkingBezorgd":
                kind = event.data["inhoud"]["soort"]
                self._delivered[self._links.provision(event)] = event, kind
            case "MatchGemeld":
                self._delivered[f"match:{event.id}"] = event, MATCH
            case "CasusGeopend":
                self._opened.add((event.domain, event.data["casus"]))
            case _:
                pass

    def faults(self, instances: Iterable[Known]) -> Iterator[Fault]:
        """What is missing, each thing once; `under_way` counts what may still come."""
        by_name = {one.path.stem: one for one in instances}
        yield from self._without_cause()
        for fault, who in (*self._without_answer(), *self._without_effect()):
            if who in by_name and by_name[who].may_still_answer(fault.place):
                self.under_way += 1
            else:
                yield fault

    def _without_cause(self) -> Iterator[Fault]:
        tokens = self._links.tokens(self._to_gate)
        for cause, place in self._causes.items():
            known = tokens if place.topic in VEILED else self._ids
            if known is not None and cause not in known:
                yield Fault(place, f"volgt uit {cause}, en dat staat niet in het logboek")

    def _without_answer(self) -> Iterator[tuple[Fault, str]]:
        """What the gate did not do."""
        for request, (place, _) in self._decided.items():
            if request not in self._requests:
                yield Fault(place, f"beslist op verzoek {request}, en dat staat er niet"), ""
        for request, (place, provision) in self._requests.items():
            if request not in self._decided:
                yield Fault(place, "dit verzoek aan de poort kreeg geen besluit"), GATE
                continue
            _, passed = self._decided[request]
            if provision not in self._answered:
                yield Fault(place, "de vrager kreeg geen bericht van het besluit"), GATE
            came = provision in self._delivered or provision in self._parts
            if passed and not came and not self._links.unopened:
                yield Fault(place, "wat de poort doorliet, is niet bezorgd"), GATE

    def _without_effect(self) -> Iterator[tuple[Fault, str]]:
        """What a receiver did not do."""
        for delivery, kind in self._delivered.values():
            service = EFFECTS.get(kind)
            topic = delivery.place.topic.replace("postbus", service or "")
            if service and (topic, delivery.id) not in self._heard and self._must(delivery, kind):
                who = f"{delivery.domain}-{service}"
                yield Fault(delivery.place, f"de ontvanger deed niets met deze {kind}"), who

    def _must(self, delivery: Event, kind: str) -> bool:
        """Must the receiver say something on it?"""
        if kind == "inbreng":
            return (delivery.domain, delivery.data["casus"]) not in self._opened
        return kind != "houdermelding" or bool(delivery.data["inhoud"].get("beantwoordt_inbreng"))
