"""Never let go: at every moment exactly one organisation is responsible for an open casus.

Casussen that hand-offs and inbreng linked are one zaak. Its holder is a list that grows while
the log is read: it begins with the report, and these deeds move it, each in the facts of
the table where it was done:

* the table's own plan (`PlanVastgesteld`);
* acceptance of an offer (`OverdrachtGewijzigd`, geaccepteerd);
* confirming a withdrawal after acceptance (`intrekking-bevestigd`): the zaak goes to the one who
  asked for it, and so offered to take it back.

Every other event that names a holder is a copy. A copy may lag: it may name an earlier holder,
as long as the same table never goes back in time. It may not contradict: name one who never
was the holder. (Where the gate may not name an organisation to a receiver, it names another in
its place; the auditor, who sees both sides, takes that for the one that is meant.)

A deed that moves the zaak must rest on the present holder: otherwise two organisations would
each hold it. Where the links of a casus were lawfully erased, what came before may lie beyond
one of them: nothing is held against it.
"""

from dataclasses import dataclass, field

from chain.audit.event import DomainId, Event, Fault, casus_of
from chain.audit.links import Links

_ACCEPTED, _ASKED_BACK, _WITHDRAWN = "geaccepteerd", "intrekking-gevraagd", "intrekking-bevestigd"


@dataclass
class _Zaak:
    """The holders of linked casussen, and how far down that list each table has read.

    Attributes:
        heard: by message, how far its sender had read; one may be the holder twice, and then
            the message from which a table has it says which time is meant.
    """

    holders: list[str] = field(default_factory=list)
    known: dict[DomainId, int] = field(default_factory=dict)
    heard: dict[str, int] = field(default_factory=dict)
    offered: dict[str, int] = field(default_factory=dict)
    takers: dict[str, str] = field(default_factory=dict)
    meant: dict[tuple[DomainId, str], set[str]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return len(self.holders) - 1

    def move(self, casus: DomainId, holder: str) -> None:
        if not self.holders or self.holders[-1] != holder:
            self.holders.append(holder)
        self.known[casus] = self.last

    def copy(self, casus: DomainId, holder: str, cause: str) -> bool:
        """A table names the holder, by what caused that; False when it cannot know that."""
        names = self.names(casus, holder)
        begin = max(self.known.get(casus, 0), self.heard.get(cause, 0))
        for place in range(begin, len(self.holders)):
            if self.holders[place] in names:
                self.known[casus] = place
                return True
        return False

    def names(self, casus: DomainId, holder: str) -> set[str]:
        """Whom a table may mean by a name."""
        return {holder} | self.meant.get((casus, holder), set())


class Responsible:
    """Follows the holder of every zaak; `offending` are the casussen where it went wrong."""

    def __init__(self, links: Links) -> None:
        self.faults: list[Fault] = []
        self.offending: set[DomainId] = set()
        self._links = links
        self._zaken: dict[str, _Zaak] = {}
        self._asked: dict[str, tuple[set[str], int]] = {}

    def take(self, event: Event) -> None:
        """Follow one event; in the order of the log, or a causal one."""
        casus = casus_of(event)
        if casus is None:
            return
        zaak = self._zaken.setdefault(self._links.root("casus", *casus), _Zaak())
        if event.kind in ("VerstrekkingGevraagd", "VerstrekkingBezorgd"):
            self._carry(event, zaak, casus)
        holder = event.data.get("houder")
        if holder is None:
            return
        objection = self._judge(event, zaak, casus, holder)
        if objection and not self._links.may_be_erased(*casus):
            self.offending.add(casus)
            self.faults.append(Fault(event.place, objection))

    def _carry(self, event: Event, zaak: _Zaak, casus: DomainId) -> None:
        """Whom a sender means by the holder that it names, the receiver means by what it got."""
        holder = event.data["inhoud"].get("houder")
        if holder is None:
            return
        provision = self._links.provision(event)
        if event.kind == "VerstrekkingGevraagd":
            self._asked[provision] = zaak.names(casus, holder), zaak.known.get(casus, 0)
        else:
            meant, place = self._asked.get(provision, (set(), 0))
            zaak.meant.setdefault((casus, holder), set()).update(meant)
            zaak.heard[event.id] = place

    def _judge(self, event: Event, zaak: _Zaak, casus: DomainId, holder: str) -> str | None:
        if event.kind == "CasusAangemeld" and not zaak.holders:
            zaak.move(casus, holder)
            return None
        if not zaak.holders:
            zaak.move(casus, holder)
            return "voor deze open casus was niemand verantwoordelijk"
        step = event.data.get("stap") if event.kind == "OverdrachtGewijzigd" else None
        if event.kind == "PlanVastgesteld":
            return self._take_over(zaak, casus, holder, zaak.known.get(casus, 0))
        if step == _ACCEPTED:
            return self._take_over(zaak, casus, holder, self._offer(event, zaak))
        if step == _WITHDRAWN and zaak.holders[zaak.last] not in zaak.names(casus, holder):
            return self._give_back(event, zaak, casus, holder)
        if not zaak.copy(casus, holder, event.cause):
            return f"noemt {holder} verantwoordelijk, en dat is niet zo"
        if event.kind == "OverdrachtAangeboden":
            zaak.offered[self._links.hand_off(event)] = zaak.known[casus]
        if step == _ASKED_BACK:
            zaak.takers[self._links.hand_off(event)] = event.data["door"]["organisatie"]
        return None

    def _take_over(
        self, zaak: _Zaak, casus: DomainId, holder: str, rests_on: int | None
    ) -> str | None:
        before = zaak.holders[zaak.last]
        sound = rests_on == zaak.last
        zaak.move(casus, holder)
        if rests_on is None:
            return f"{holder} aanvaardt wat niemand aanbood"
        if not sound:
            return f"{holder} wordt verantwoordelijk, terwijl {before} dat al is"
        return None

    def _give_back(self, event: Event, zaak: _Zaak, casus: DomainId, holder: str) -> str | None:
        taker = zaak.takers.get(self._links.hand_off(event))
        zaak.move(casus, holder)
        return None if taker == holder else f"gaat terug naar {holder}, die daar niet om vroeg"

    def _offer(self, event: Event, zaak: _Zaak) -> int | None:
        return zaak.offered.get(self._links.hand_off(event))
