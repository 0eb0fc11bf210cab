"""What a region steers by, counted from the log alone; `docs/cijfers.md` says what each means.

No casus, person or staff member shows, and a small number is not shown as it is: below five it is
`<5`. Where one number of a list would follow from the others and their sum, one more is left out.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from math import ceil
from statistics import median
from typing import NamedTuple

from chain.audit.event import DomainId, Event

SMALL = 5
"""The smallest number that is shown as it is."""

HIDDEN, LEFT_OUT = f"<{SMALL}", "weggelaten"


class FigureRow(NamedTuple):
    """One figure: of which region, under which heading, of what, and what it is."""

    regio: str
    onderdeel: str
    wat: str
    maat: str
    waarde: str


class Region:
    """What is counted of one region."""

    def __init__(self) -> None:
        self.counts: dict[str, set[DomainId]] = defaultdict(set)
        self.lists: dict[str, Counter[str]] = defaultdict(Counter)
        self.days: dict[str, list[int]] = defaultdict(list)
        self.decided: set[DomainId] = set()
        self.kept: set[DomainId] = set()


class Steering:
    """Looks on while a log is read."""

    def __init__(self) -> None:
        self._regions: dict[str, Region] = defaultdict(Region)
        self._names: dict[str, str] = {}
        self._region_of: dict[str, str] = {}
        self._domain_of: dict[str, str] = {}
        self._opened: dict[DomainId, date] = {}
        self._offered: dict[DomainId, tuple[str, str, date]] = {}
        self._waiting: set[DomainId] = set()
        self._asked: dict[DomainId, DomainId] = {}
        self._accepted: dict[DomainId, date] = {}
        self._to_tell: dict[DomainId, tuple[str, date]] = {}
        self._matched: dict[DomainId, tuple[str, date]] = {}
        self._last = date.min
        self._on: dict[str, Callable[[Event, Region], None]] = {
            "CasusAangemeld": self._reported,
            "CasusGeopend": self._case_opened,
            "CasusBesproken": self._discussed,
            "UitkomstVastgesteld": self._decided,
            "PlanVastgesteld": self._planned,
            "CasusAfgesloten": self._closed,
            "OverdrachtAangeboden": self._handed_over,
            "OverdrachtGewijzigd": self._stepped,
            "OverdrachtstapVernomen": self._heard,
            "HerinneringGegeven": self._reminded,
            "CasusOpgeschaald": self._scaled_up,
            "OnveiligheidGemeld": self._unsafe,
            "BerichtKlaargezet": self._message,
            "MeldingGedaan": self._indexed,
            "MatchOntvangen": self._match_found,
            "MatchOpgevolgd": self._followed_up,
        }
        self._anywhere: dict[str, Callable[[Event], None]] = {
            "ConvenantVastgesteld": self._covenant,
            "TerugkoppelingDoorgegeven": self._told,
            "VerstrekkingGevraagd": self._requested,
            "VerstrekkingAfgehandeld": self._answered,
        }

    def take(self, event: Event) -> None:
        """See one event, in the order of the log."""
        self._last = max(self._last, _day(event))
        look = self._anywhere.get(event.kind)
        if look:
            look(event)
        count = self._on.get(event.kind)
        region = self._region_of.get(event.data.get("overleg", ""))
        if count and region:
            count(event, self._regions[region])

    def rows(self) -> Iterator[FigureRow]:
        """Every figure, by region; in an order of its own, whatever that of the log was."""
        for name, region in sorted(self._regions.items()):
            for figure, things in sorted(region.counts.items(), key=_place):
                yield FigureRow(name, "aantallen", figure, "aantal", shown(len(things)))
            yield from self._share(name, region)
            now = {**self._silent(name), **self._still_open(name, region)}
            for heading, counted in sorted({**region.lists, **now}.items()):
                for what, value in shielded(counted).items():
                    yield FigureRow(name, heading, self._names.get(what, what), "aantal", value)
            for step, days in sorted(region.days.items()):
                for measure, value in lead_time(days).items():
                    yield FigureRow(name, "doorlooptijd in dagen", step, measure, value)

    def _covenant(self, event: Event) -> None:
        covenant = event.data["convenant"]
        region = str(covenant["convenant"])
        self._names[region] = str(covenant.get("naam", region))
        for name, table in covenant["overleggen"].items():
            self._region_of[name] = region
            self._domain_of[name] = str(table.get("domein", ""))
            self._names[name] = str(table.get("naam", name))

    def _reported(self, event: Event, region: Region) -> None:
        region.counts["aangemeld"].add(_casus(event))
        road = event.data.get("weg") or "rechtstreeks door wie het overleg leidt"
        region.lists["binnengekomen langs"][str(road)] += 1
        region.lists["gemeld door een"][str(event.data["door"]["rol"])] += 1

    def _case_opened(self, event: Event, region: Region) -> None:
        key = _casus(event)
        if key in self._opened:
            return
        self._opened[key] = _day(event)
        region.counts["casussen aan tafel"].add(key)
        region.lists["aan tafel gekomen door"][str(event.data["herkomst"])] += 1

    def _discussed(self, event: Event, region: Region) -> None:
        key = _casus(event)
        if key not in region.counts["besproken"] and key in self._opened:
            region.days["van melding tot bespreking"].append(_since(self._opened[key], event))
        region.counts["besproken"].add(key)

    def _decided(self, event: Event, region: Region) -> None:
        outcome = str(event.data["uitkomst"])
        region.lists["uitkomst van de bespreking"][outcome] += 1
        if self._at_safety_house(event) and outcome != "verder-bespreken":
            region.decided.add(_casus(event))

    def _planned(self, event: Event, region: Region) -> None:
        region.counts["eigen plannen"].add(_casus(event))
        if self._at_safety_house(event):
            region.decided.add(_casus(event))
            region.kept.add(_casus(event))

    def _at_safety_house(self, event: Event) -> bool:
        return self._domain_of.get(event.data["overleg"]) == "veiligheid"

    def _closed(self, event: Event, region: Region) -> None:
        region.counts["afgesloten"].add(_casus(event))
        region.lists["afgesloten omdat"][str(event.data["reden"])] += 1

    def _handed_over(self, event: Event, region: Region) -> None:
        key = _hand_off(event)
        day = date.fromisoformat(event.data["op"])
        self._offered[key] = (event.data["overleg"], event.data["naar_overleg"], day)
        self._waiting.add(key)
        region.counts["overdrachten"].add(key)
        region.lists["overgedragen met de vraag"][str(event.data["vraag"])] += 1

    def _stepped(self, event: Event, region: Region) -> None:
        """A step as it was made: refusals are counted where somebody refused."""
        if event.data["stap"] == "geweigerd":
            reason = str(event.data.get("reden") or "zonder reden")
            region.lists["overdracht geweigerd omdat"][reason] += 1

    def _heard(self, event: Event, region: Region) -> None:
        """A step as the sender heard it: its lead times are counted where one waited."""
        key, step = _hand_off(event), event.data["stap"]
        if key not in self._offered:
            return
        offered = self._offered[key][2]
        if step in ("geaccepteerd", "geweigerd"):
            region.days["van aanbod tot antwoord"].append(_since(offered, event))
        if step == "geaccepteerd":
            self._accepted[key] = date.fromisoformat(event.data["op"])
        elif step == "actie-bevestigd":
            begun = self._accepted.get(key, offered)
            region.days["van acceptatie tot gebleken actie"].append(_since(begun, event))
        if step in _ANSWERS:
            self._waiting.discard(key)

    def _requested(self, event: Event) -> None:
        content = event.data["inhoud"]
        if content["soort"] == "overdrachtsaanbod":
            asked = event.domain, event.data["verstrekking"]
            self._asked[asked] = event.domain, content["overdracht"]

    def _answered(self, event: Event) -> None:
        """An offer that the gate stopped was never made: nobody is silent about it."""
        offer = self._asked.pop((event.domain, event.data["verstrekking"]), None)
        if offer and not event.data["doorgelaten"]:
            self._waiting.discard(offer)

    def _reminded(self, event: Event, region: Region) -> None:
        region.lists["herinnerd aan"][str(event.data["klok"])] += 1

    def _scaled_up(self, event: Event, region: Region) -> None:
        region.counts["opgeschaald"].add(_casus(event))
        region.lists["opgeschaald naar"][str(event.data["naam"])] += 1
        region.lists["opgeschaald om"][str(event.data["grond"])] += 1

    def _unsafe(self, event: Event, region: Region) -> None:
        region.counts["gemeld bij AMK of Bureau Jeugdzorg"].add(_casus(event))

    def _indexed(self, event: Event, region: Region) -> None:
        region.counts["gemeld aan de verwijsindex"].add(_casus(event))

    def _match_found(self, event: Event, region: Region) -> None:
        """A match counts at each of its two tables: each has a follow-up of its own."""
        key = event.domain, event.data["match"]
        self._matched[key] = self._region_of[event.data["overleg"]], _day(event)
        region.counts["matches in de verwijsindex"].add(key)

    def _followed_up(self, event: Event, region: Region) -> None:
        outcome = event.data["uitkomst"]
        found = self._matched.pop((event.domain, event.data["match"]), None) if outcome else None
        if found:
            region.lists[_MATCHES][str(outcome)] += 1
            region.days["van match tot afspraak"].append(_since(found[1], event))

    def _still_open(self, name: str, region: Region) -> dict[str, Counter[str]]:
        """What became of the matches, and of how many nothing is recorded yet."""
        still = sum(found == name for found, _ in self._matched.values())
        counted = region.lists[_MATCHES] + Counter({"nog open": still})
        return {_MATCHES: counted} if counted else {}

    def _message(self, event: Event, _region: Region) -> None:
        if event.data["soort"] in ("uitkomst-terugkoppelen", "actie-terugkoppelen"):
            where = self._region_of[event.data["overleg"]]
            self._to_tell[event.domain, event.data["bericht"]] = (where, _day(event))

    def _told(self, event: Event) -> None:
        found = self._to_tell.pop((event.domain, event.data["bericht"]), None)
        if found:
            days = _since(found[1], event)
            self._regions[found[0]].days["van besluit of actie tot terugkoppeling"].append(days)

    def _silent(self, region: str) -> dict[str, Counter[str]]:
        """At which tables offers wait for an answer now; those of two weeks and longer apart."""
        waiting: Counter[str] = Counter()
        long: Counter[str] = Counter()
        for sender, receiver, day in map(self._offered.__getitem__, self._waiting):
            if self._region_of.get(sender) == region:
                waiting[receiver] += 1
                long[receiver] += (self._last - day).days >= 14
        return {"wacht nu op antwoord van": waiting, "wacht al twee weken op": +long}

    @staticmethod
    def _share(name: str, region: Region) -> Iterator[FigureRow]:
        """Of what was decided at the Veiligheidshuis, what it keeps under a plan of its own."""
        kept, decided = len(region.kept), len(region.decided)
        both = shielded({"gehouden": kept, "overgedragen of teruggelegd": decided - kept})
        for what, value in both.items() if decided else ():
            yield FigureRow(name, "besloten in het veiligheidshuis", what, "aantal", value)
        if min(kept, decided - kept) >= SMALL:
            share = f"{round(100 * kept / decided)}%"
            yield FigureRow(name, "besloten in het veiligheidshuis", "gehouden", "aandeel", share)


def _place(count: tuple[str, set[DomainId]]) -> int:
    return COUNTED.index(count[0])


COUNTED = (
    "aangemeld",
    "casussen aan tafel",
    "besproken",
    "eigen plannen",
    "overdrachten",
    "afgesloten",
    "opgeschaald",
    "gemeld bij AMK of Bureau Jeugdzorg",
    "gemeld aan de verwijsindex",
    "matches in de verwijsindex",
)
"""What is counted, in the order in which it is told."""

_MATCHES = "uitkomst van matches"
_ANSWERS = frozenset({"geaccepteerd", "geweigerd", "intrekking-bevestigd"})


def steering(events: Iterable[Event]) -> list[FigureRow]:
    """Every figure, from the events of a log alone."""
    found = Steering()
    for event in events:
        found.take(event)
    return list(found.rows())


def as_csv(rows: Iterable[FigureRow]) -> str:
    """The figures as CSV with semicolons, as a Dutch spreadsheet opens them."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(FigureRow._fields)
    writer.writerows(rows)
    return text.getvalue()


def shown(number: int) -> str:
    """A number, or that it is small."""
    return str(number) if number == 0 or number >= SMALL else HIDDEN


def shielded(counted: Mapping[str, int]) -> dict[str, str]:
    """A list of numbers, so that no small one follows from the others and their sum."""
    told = {what: shown(number) for what, number in sorted(counted.items())}
    hidden = [number for number in counted.values() if 0 < number < SMALL]
    large = sorted(what for what, number in counted.items() if number >= SMALL)
    large.sort(key=lambda what: counted[what])
    while large and hidden and (len(hidden) == 1 or sum(hidden) < SMALL):
        told[large[0]] = LEFT_OUT
        hidden.append(counted[large.pop(0)])
    return told


def lead_time(days: Iterable[int]) -> dict[str, str]:
    """Median and nine tenths, in calendar days; of a few observations neither is told."""
    ordered = sorted(days)
    if len(ordered) < SMALL:
        return {"aantal": shown(len(ordered)), "mediaan": HIDDEN, "p90": HIDDEN}
    p90 = ordered[ceil(0.9 * len(ordered)) - 1]
    return {
        "aantal": str(len(ordered)),
        "mediaan": f"{median(ordered):g}",
        "p90": str(p90),
    }


def _casus(event: Event) -> DomainId:
    return event.domain, event.data["casus"]


def _hand_off(event: Event) -> DomainId:
    return event.domain, event.data["overdracht"]


def _day(event: Event) -> date:
    return date.fromisoformat(event.time[:10])


def _since(begin: date, event: Event) -> int:
    """Whole days from a day to the day that an event speaks of."""
    end = event.data.get("op")
    return max(((date.fromisoformat(end) if end else _day(event)) - begin).days, 0)
