"""Was what had to be told heard by the right seat at the right table, by no other, and in time?

Who must hear and who carries it is read anew from the text of the covenants; see `verwacht`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from chain.audit.event import DomainId
from chain.audit.links import Links
from chain.proef.verwacht import Plek, Tekst, leest, roept
from chain.simulate.findings import Breach, Finding
from chain.simulate.known import ACTION, OUTCOME, Cases, Known, Must
from chain.simulate.log import Entry
from chain.simulate.presence import Presence
from chain.simulate.texts import Texts, carriers, seat
from infra.working_days import working_days_after

GRACE = 15
"""Working days on top of the term and the ladder: so much a seed delays what is said and done."""

LONGEST = timedelta(days=130)
"""After that many days a seed comes to its end, and nobody passes anything on any more."""


def _domain(entry: Entry) -> str:
    return entry.record.topic.partition(".")[0]


class Feedback:
    """What the log says about feedback, by the message of the carrier."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self.asked: dict[tuple[DomainId, str], list[Entry]] = defaultdict(list)
        self.passed: dict[str, list[Entry]] = defaultdict(list)
        self.settled: dict[str, Entry] = {}
        self.heard: dict[str, list[Entry]] = defaultdict(list)

    def take(self, entry: Entry) -> None:
        """See one event."""
        match entry.kind:
            case "BerichtKlaargezet" if entry.data["soort"] in (OUTCOME, ACTION):
                self.asked[(_domain(entry), entry.casus), entry.data["soort"]].append(entry)
            case "BerichtKlaargezet" if entry.data["soort"] == "terugkoppeling-ontvangen":
                self.heard[self.root(entry)].append(entry)
            case "TerugkoppelingDoorgegeven":
                self.passed[entry.data["bericht"]].append(entry)
            case "TerugkoppelingNietNodig" | "OntvangstBevestigd":
                self.settled[entry.data["bericht"]] = entry
            case _:
                pass

    def root(self, entry: Entry) -> str:
        """One name for feedback, whichever domain speaks of it."""
        return self._links.root("terugkoppeling", _domain(entry), entry.data["terugkoppeling"])


class Addressed:
    """Reads the log, and holds it against the covenants."""

    def __init__(self, entries: Iterable[Entry], links: Links) -> None:
        self._entries, self._links = list(entries), links
        self._presence = Presence(self._entries)
        self._texts = Texts(self._entries)
        self._cases, self._told = Cases(self._texts), Feedback(links)
        for entry in self._entries:
            self._cases.take(entry)
            self._told.take(entry)
        self._zaken = links.together("casus")

    def findings(self) -> Iterator[Finding]:
        """Everything that was not told as it must be."""
        due: dict[tuple[DomainId, str], list[Must]] = defaultdict(list)
        for must in self._cases.musts:
            due[must.casus, must.kind].append(must)
        for key in dict.fromkeys((*due, *self._told.asked)):
            yield from self._paired(due.get(key, []), self._told.asked.get(key, []), key)
        known = {self._told.root(e) for told in self._told.passed.values() for e in told}
        for root, arrived in self._told.heard.items():
            if root not in known:
                yield _wrong("hoort wat niemand doorgaf", arrived[0])
        yield from self._unread()

    def _paired(
        self, musts: list[Must], asked: list[Entry], key: tuple[DomainId, str]
    ) -> Iterator[Finding]:
        if len(musts) > len(asked):
            yield Finding(Breach.MISHEARD, f"niemand is gevraagd: {key[1]}", key[0])
        if len(asked) > len(musts):
            yield _wrong("moet terugkoppelen wat niet hoefde", asked[-1])
        for must, message in zip(musts, asked, strict=False):
            yield from self._carried(must, message)

    def _carried(self, must: Must, message: Entry) -> Iterator[Finding]:
        """The right seat is asked, passes it on in time, and the right seats hear it."""
        believed = self._cases.believed(must.casus, must.day, message.number)
        roads = [self._cases.text(one) for one in believed]
        if all(seat(message.data["aan"]) not in carriers(*road) for road in roads):
            yield _wrong("moet terugkoppelen, en de weg noemt een ander", message)
        passed = self._told.passed.get(message.data["bericht"], [])
        settled = self._told.settled.get(message.data["bericht"])
        if not passed:
            yield from self._ended(must, settled) if settled else self._never(must, message)
            return
        last = passed[-1]
        day = date.fromisoformat(last.data["op"])
        told = self._told.heard.get(self._told.root(last), [])
        heard = frozenset(Plek(e.data["overleg"], seat(e.data["aan"])) for e in told)
        if heard not in self._expected(must.casus, day, last.number):
            names = ", ".join(f"{one.zetel} bij {one.overleg}" for one in sorted(heard))
            yield Finding(Breach.MISHEARD, f"het hoort een ander: {names or 'niemand'}", must.casus)
        if len(told) != len(heard):
            yield _wrong("hoort het twee keer", told[-1])
        yield from self._late(must, message, day)

    def _expected(self, casus: DomainId, day: date, number: int) -> set[frozenset[Plek] | None]:
        return {
            self._cases.who(known, day, self._melder(known, casus))
            for known in self._cases.believed(casus, day, number)
        }

    def _melder(self, known: Known, casus: DomainId) -> str | None:
        """The organisation that reported the case at the table that brought it in."""
        if known.van is None:
            return None
        zaak = self._zaken.get(self._links.root("casus", *casus), {casus})
        there = self._cases.at_table(known.van, zaak)
        return there.van if there else None

    def _ended(self, must: Must, settled: Entry) -> Iterator[Finding]:
        """It ends at its carrier where nobody need hear, or where he may decide so and did."""
        day = date.fromisoformat(settled.data["op"])
        if settled.kind == "TerugkoppelingNietNodig":
            known = self._cases.believed(must.casus, day, settled.number)
            ends = not all(self._cases.always(one) for one in known)
        else:
            expected = self._expected(must.casus, day, settled.number)
            ends = bool(expected & {frozenset(), None})
        if not ends:
            yield Finding(Breach.MISHEARD, "het eindigt bij wie het moet doorgeven", must.casus)

    def _never(self, must: Must, message: Entry) -> Iterator[Finding]:
        known = self._cases.last(must.casus)
        day = must.day + LONGEST
        if known is None or not self._cases.who(known, day, self._melder(known, must.casus)):
            return
        yield from self._late(must, message, day)

    def _late(self, must: Must, message: Entry, passed: date) -> Iterator[Finding]:
        """Count only days on which somebody was there to do it."""
        known = self._cases.believed(must.casus, passed, message.number)[-1]
        text, road = self._cases.text(known)
        domein, named = must.casus[0], {seat(message.data["aan"]), *carriers(text, road)}
        versions = self._texts.of_table(known.overleg, passed)
        term = max(one["termijnen"]["terugkoppelen"] for one in versions) + GRACE
        steps = (text.get("opschaling") or {}).get(domein, ())
        climb = term + sum(step["na"] for step in steps)

        def carries(day: date) -> bool:
            empty = self._presence.truly(domein, day)
            return any(leest(text, one, empty) for one in named)

        def called(day: date) -> bool:
            return carries(day) or bool(roept(text, domein, self._presence.truly(domein, day)))

        for there, most in ((carries, term), (called, climb)):
            if _days(must.day, passed, text, domein, there) > most:
                yield _wrong("had het allang moeten doorgeven", message)
                return

    def _unread(self) -> Iterator[Finding]:
        """What arrived is read in the end, by who acts for the seat; or somebody is called in."""
        called = {
            e.data["over"]
            for e in self._entries
            if e.kind in ("CasusOpgeschaald", "HerinneringGegeven")
        }
        for arrived in (e for told in self._told.heard.values() for e in told):
            message = arrived.data["bericht"]
            if message in self._told.settled or message in called:
                continue
            key = (_domain(arrived), arrived.casus)
            if self._cases.last(key) is not None:
                yield _wrong("heeft het niet gelezen, en niemand is erbij geroepen", arrived)


def _days(since: date, until: date, text: Tekst, domein: str, there: Callable[[date], bool]) -> int:
    """Count the working days after a day on which somebody is there."""
    holidays = text.get("schoolvakanties") or {"stil": (), "perioden": ()}
    still = [
        (date.fromisoformat(one["van"]), date.fromisoformat(one["tot"]))
        for one in holidays["perioden"]
        if domein in holidays["stil"]
    ]
    count, day = 0, working_days_after(since, 1, still)
    while day <= until:
        count += there(day)
        day = working_days_after(day, 1, still)
    return count


def _wrong(what: str, message: Entry) -> Finding:
    who, where = seat(message.data["aan"]), message.data["overleg"]
    return Finding(Breach.MISHEARD, f"{who} bij {where} {what}", (_domain(message), message.casus))
