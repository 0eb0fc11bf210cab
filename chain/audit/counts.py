"""What happened, counted from the log alone; `docs/cijfers.md` says what each figure means."""

from collections import Counter
from collections.abc import Callable
from itertools import chain

from chain.audit.event import Event, casus_of
from chain.audit.links import Links

OUTCOMES = ("toegestaan", "geminimaliseerd", "geweigerd", "beoordeling")

_STEPS = {
    "geaccepteerd": "geaccepteerd",
    "geweigerd": "geweigerd",
    "actie-bevestigd": "actie_bevestigd",
}
"""Steps of a hand-off, as made at the table where they were made, and the figure of each."""

_MISDIRECTED = "verkeerd_geadresseerd"
"""Hand-offs declined, given back or taken back for having been sent to the wrong table."""

_FIGURES = (
    "aangemeld",
    "besproken",
    "overdrachten",
    *_STEPS.values(),
    "teruggekoppeld",
    _MISDIRECTED,
)


class Counts:
    """Counts casussen, hand-offs and decisions; each thing once, however often it was said."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._events = 0
        self._things: dict[str, set[object]] = {name: set() for name in _FIGURES}
        self._open: dict[tuple[str, str] | None, bool] = {}
        self._decisions: Counter[str] = Counter()
        self._provided: Counter[str] = Counter()
        self._on: dict[str, Callable[[Event], None]] = {
            "CasusAangemeld": self._reported,
            "CasusGeopend": self._opened,
            "CasusHeropend": self._opened,
            "CasusAfgesloten": self._closed,
            "CasusBesproken": self._discussed,
            "OverdrachtAangeboden": self._offered,
            "OverdrachtGewijzigd": self._stepped,
            "OntvangstBevestigd": self._confirmed,
            "VerstrekkingBesloten": self._decided,
        }

    def take(self, event: Event) -> None:
        """Count one event."""
        self._events += 1
        count = self._on.get(event.kind)
        if count:
            count(event)

    def figures(self) -> dict[str, object]:
        """The figures, by their Dutch names."""
        still_open = sum(self._open.values())
        return {
            **{name: len(things) for name, things in self._things.items()},
            "casussen": len(self._open),
            "afgesloten": len(self._open) - still_open,
            "open": still_open,
            "verstrekkingen": {name: self._provided[name] for name in OUTCOMES},
            "besluiten": {name: self._decisions[name] for name in OUTCOMES},
            "gebeurtenissen": self._events,
        }

    def _reported(self, event: Event) -> None:
        self._things["aangemeld"].add(casus_of(event))
        self._opened(event)

    def _opened(self, event: Event) -> None:
        self._open[casus_of(event)] = True

    def _closed(self, event: Event) -> None:
        self._open[casus_of(event)] = False

    def _discussed(self, event: Event) -> None:
        self._things["besproken"].add(casus_of(event))

    def _offered(self, event: Event) -> None:
        self._things["overdrachten"].add(self._links.hand_off(event))

    def _stepped(self, event: Event) -> None:
        figure = _STEPS.get(event.data["stap"])
        if figure:
            self._things[figure].add(self._links.hand_off(event))
        if event.data.get("reden") == "verkeerd-geadresseerd":
            self._things[_MISDIRECTED].add(self._links.hand_off(event))

    def _confirmed(self, event: Event) -> None:
        feedback = event.data.get("terugkoppeling")
        if feedback is not None:
            root = self._links.root("terugkoppeling", event.domain, feedback)
            self._things["teruggekoppeld"].add(root)

    def _decided(self, event: Event) -> None:
        self._decisions[event.data["uitkomst"]] += 1
        seats = chain.from_iterable(element["zetels"] for element in event.data["elementen"])
        self._provided.update(seat["uitkomst"] for seat in seats)
