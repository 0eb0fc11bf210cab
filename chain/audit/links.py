"""Which ids of different domains mean the same thing: only the gate's sealed links tell."""

import json
from collections import defaultdict
from collections.abc import Iterable

from chain.audit.event import DOMAINS, Event, Fault, Unreadable, read_event
from chain.audit.gatekeys import GateKeys
from chain.audit.records import Record

BESLUITEN, VERTALING = "privacy.besluiten.v1", "privacy.vertaling.v1"

VEILED = (*(f"{domain}.postbus.v1" for domain in DOMAINS), BESLUITEN, VERTALING)
"""Topics of the gate. Its events do not name their cause as it is, lest they join the logs of
two domains, but by a token that only the gate's keys can check."""

ANSWERED = ("VerstrekkingGevraagd", "VerwijstokenVerzegeld")
"""What the gate reacts to with events of its own: a request, and by what a child is known."""

Id = tuple[str, str, str]
"""Kind of thing, domain, id."""


class Links:
    """What is the same thing, by the links that could be opened.

    Without the gate's keys nothing is known to be the same: every id stands alone. `unopened`
    counts links whose key was destroyed: erasure is lawful, and then the same holds for them.
    """

    def __init__(self, keys: GateKeys | None = None) -> None:
        self.faults: list[Fault] = []
        self.unopened = 0
        self._keys = keys
        self._parent: dict[Id, Id] = {}
        self._cited: dict[tuple[str, str], str] = {}

    def read(self, records: Iterable[Record]) -> None:
        """Take the links out of the records of the gate's topic."""
        for record in records:
            try:
                event = read_event(record)
            except Unreadable:
                continue
            if event.kind == "VertalingVastgelegd":
                self._open(event)

    def root(self, kind: str, domain: str, id_: str) -> str:
        """One name for a thing, whichever domain's id is given."""
        return ":".join(self._root((kind, domain, id_)))

    def hand_off(self, event: Event) -> str:
        """One name for the hand-off that an event of a table is about."""
        return self.root("overdracht", event.domain, event.data["overdracht"])

    def provision(self, event: Event) -> str:
        """One name for the provision that an event is about, whoever's id it gives."""
        domain = event.data.get("van_domein", event.domain)
        return self.root("verstrekking", domain, event.data["verstrekking"])

    @property
    def known(self) -> bool:
        """Were the gate's keys there to open its links with?"""
        return self._keys is not None

    def may_be_erased(self, domain: str, casus: str) -> bool:
        """Could links of this casus have been erased? None is left, and some cannot be opened."""
        return self.unopened > 0 and ("casus", domain, casus) not in self._parent

    def together(self, kind: str) -> dict[str, set[tuple[str, str]]]:
        """All linked ids of a kind, with their domains, by the name of the thing."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for one in self._parent:
            if one[0] == kind:
                found[":".join(self._root(one))].add(one[1:])
        return found

    def tokens(self, causes: Iterable[str]) -> set[str] | None:
        """How the gate names these causes on its topics; None without the gate's keys."""
        if self._keys is None:
            return None
        return {self._keys.token(topic, cause) for cause in causes for topic in VEILED}

    def names(self, event: Event) -> set[str]:
        """Everything by which other events may name this one as their cause."""
        veiled = self.tokens([event.id]) if event.kind in ANSWERED else None
        return {event.id} | (veiled or set())

    def decision(self, domain: str, token: str) -> str:
        """The id of the decision that a postbus cites by a token."""
        return self._cited.get((domain, token), token)

    def join(self, one: Id, other: Id) -> None:
        """The two mean the same."""
        self._parent[self._root(one)] = self._root(other)
        self._parent.setdefault(other, other)

    def _root(self, one: Id) -> Id:
        path = []
        while (parent := self._parent.get(one, one)) != one:
            path.append(one)
            one = parent
        for step in path:
            self._parent[step] = one
        return one

    def _open(self, event: Event) -> None:
        if self._keys is None:
            return
        name, sealed = event.data["vertaling"], event.data["koppelingen"]
        try:
            opened = self._keys.open(sealed["sleutel"], sealed["cijfertekst"], name)
            if opened is None:
                self.unopened += 1
                return
            links = [_ends(link) for link in json.loads(opened)]
        except (ValueError, KeyError, TypeError):
            self.faults.append(Fault(event.place, "deze vertaling is niet te openen"))
            return
        for here, there in links:
            if here[0] == "besluit":
                self._cited[there[1:]] = here[2]
            self.join(here, there)


def _ends(link: dict[str, str]) -> tuple[Id, Id]:
    kind = link["soort"]
    return (kind, link["domein"], link["id"]), (kind, link["naar_domein"], link["naar_id"])
