"""Is the loop closed? What was handed over and closed must have had its action and feedback."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from chain.audit.event import DomainId, Event
from chain.audit.links import Links

_AFTER_STEP = {
    "geaccepteerd": "geaccepteerd",
    "geweigerd": "geweigerd",
    "intrekking-bevestigd": "ingetrokken",
    "actie-bevestigd": "actie-bevestigd",
    "teruggave-geaccepteerd": "teruggegeven",
    "heropend": "geaccepteerd",
}
"""What a hand-off is after a step that was made; other steps leave it as it is."""


@dataclass
class _AtTable:
    """A casus at one table: its hand-offs, its road, and who was told what of it."""

    offers: list[str] = field(default_factory=list)
    closed: bool = False
    covenant: str = ""
    road: str = ""
    decided: bool = False
    told: set[str] = field(default_factory=set)
    to_carry: set[str] = field(default_factory=set)


class Closing:
    """Follows casussen to their end; ask `without_feedback` when the log was read."""

    def __init__(self, links: Links) -> None:
        self.without_action: set[DomainId] = set()
        self._links = links
        self._hand_offs: dict[str, str] = {}
        self._casussen: dict[DomainId, _AtTable] = defaultdict(_AtTable)
        self._always: set[tuple[str, str]] = set()
        self._answered: set[str] = set()
        self._on: dict[str, Callable[[Event], None]] = {
            "ConvenantVastgesteld": self._covenant,
            "CasusAangemeld": self._road,
            "CasusGeopend": self._road,
            "UitkomstVastgesteld": self._road,
            "TerugkoppelingBesloten": self._decide,
            "OverdrachtAangeboden": self._offer,
            "OverdrachtGewijzigd": self._step,
            "CasusAfgesloten": self._close,
            "CasusHeropend": self._reopen,
            "BerichtKlaargezet": self._message,
            "TerugkoppelingDoorgegeven": self._answer,
            "TerugkoppelingNietNodig": self._answer,
            "OntvangstBevestigd": self._answer,
        }

    def take(self, event: Event) -> None:
        """Follow one event."""
        follow = self._on.get(event.kind)
        if follow:
            follow(event)

    def without_feedback(self) -> set[DomainId]:
        """Closed after a confirmed action, and somebody who must hear of it has not."""
        return {
            casus
            for casus, table in self._casussen.items()
            if table.closed and self._acted(table) and not self._fed_back(table)
        }

    def _fed_back(self, table: _AtTable) -> bool:
        must_carry = table.decided or (table.covenant, table.road) in self._always
        if must_carry and not table.to_carry:
            return False
        return "actie-bevestigd" in table.told and table.to_carry <= self._answered

    def _acted(self, table: _AtTable) -> bool:
        return any(self._hand_offs.get(offer) == "actie-bevestigd" for offer in table.offers)

    def _at_table(self, event: Event) -> _AtTable:
        return self._casussen[event.domain, event.data["casus"]]

    def _road(self, event: Event) -> None:
        table = self._at_table(event)
        table.covenant = event.data.get("convenant") or table.covenant
        table.road = event.data.get("weg") or table.road

    def _decide(self, event: Event) -> None:
        self._at_table(event).decided = event.data["nodig"]

    def _offer(self, event: Event) -> None:
        # A hand-off back is finished when it is accepted: no action is due.
        if event.data.get("teruggave_van") is None:
            self._at_table(event).offers.append(self._links.hand_off(event))

    def _step(self, event: Event) -> None:
        state = _AFTER_STEP.get(event.data["stap"])
        if state:
            self._hand_offs[self._links.hand_off(event)] = state

    def _close(self, event: Event) -> None:
        table = self._at_table(event)
        table.closed = True
        if any(self._hand_offs.get(offer) == "geaccepteerd" for offer in table.offers):
            self.without_action.add((event.domain, event.data["casus"]))

    def _reopen(self, event: Event) -> None:
        self._at_table(event).closed = False

    def _message(self, event: Event) -> None:
        table = self._at_table(event)
        table.told.add(event.data["soort"])
        if event.data["soort"] == "actie-terugkoppelen":
            table.to_carry.add(event.data["bericht"])

    def _answer(self, event: Event) -> None:
        self._answered.add(event.data["bericht"])

    def _covenant(self, event: Event) -> None:
        covenant = event.data["convenant"]
        version = f"{covenant['convenant']}@{covenant['versie']}"
        for name, road in covenant["wegen"].items():
            if road["terugkoppeling"]["wanneer"] == "altijd":
                self._always.add((version, name))
