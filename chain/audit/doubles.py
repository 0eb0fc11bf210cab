"""Did anything happen twice that can happen once?"""

from collections.abc import Mapping

from chain.audit.event import Event, Fault

ONCE: Mapping[str, tuple[str, ...]] = {
    "CasusAangemeld": ("casus",),
    "CasusGeopend": ("casus",),
    "OverdrachtAangeboden": ("overdracht",),
    "OverdrachtOntvangen": ("overdracht",),
    "NavraagGesteld": ("navraag",),
    "NavraagOntvangen": ("navraag",),
    "NavraagBeantwoord": ("navraag",),
    "AntwoordOntvangen": ("navraag",),
    "VerwijstokenVerzegeld": ("casus",),
    "MeldingGedaan": ("melding",),
    "MeldingVerwijderd": ("melding",),
    "VerwijsindexBevraagd": ("bevraging",),
    "MatchGemeld": ("match",),
    "MatchOntvangen": ("match",),
    "VerstrekkingGevraagd": ("verstrekking",),
    "VerstrekkingBezorgd": ("verstrekking",),
    "VerstrekkingAfgehandeld": ("verstrekking",),
    "VerstrekkingBesloten": ("van_domein", "verstrekking"),
    "VertalingVastgelegd": ("vertaling",),
    "BerichtKlaargezet": ("bericht",),
    "BerichtGemaild": ("bericht",),
    "TerugkoppelingDoorgegeven": ("bericht",),
    "TerugkoppelingNietNodig": ("bericht",),
    "OntvangstBevestigd": ("bericht",),
}
"""What is said of each thing only once, and what tells the things apart within a domain."""

ALTERNATING: Mapping[str, tuple[str, bool]] = {
    "CasusAfgesloten": ("casus", True),
    "CasusHeropend": ("casus", False),
}
"""What can be said again only after its opposite: the thing, and whether it closes it."""


class Doubles:
    """Counts domain effects that were applied twice, under whatever event ids."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._seen: set[tuple[str, ...]] = set()
        self._closed: dict[tuple[str, str], bool] = {}

    def take(self, event: Event) -> None:
        """Look at one event."""
        fields = ONCE.get(event.kind)
        if fields is not None:
            self._once(event, tuple(str(event.data[field]) for field in fields))
        elif event.kind in ALTERNATING:
            field, closes = ALTERNATING[event.kind]
            key = (event.domain, event.data[field])
            if self._closed.get(key, False) is closes:
                self._fault(event)
            self._closed[key] = closes
        elif event.kind == "OverdrachtGewijzigd" and event.data["stap"] == "geaccepteerd":
            self._once(event, ("geaccepteerd", event.data["overdracht"]))

    def _once(self, event: Event, values: tuple[str, ...]) -> None:
        key = (event.domain, event.kind, *values)
        if key in self._seen:
            self._fault(event)
        self._seen.add(key)

    def _fault(self, event: Event) -> None:
        self.faults.append(Fault(event.place, f"{event.kind} is twee keer toegepast"))
