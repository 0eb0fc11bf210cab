"""One seed: a month in two regions in which everything goes wrong that can."""

import hashlib
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from chain.audit.links import Links
from chain.audit.reading import opened
from chain.simulate.addressed import Addressed
from chain.simulate.closing import endless, finish, overdue, wait
from chain.simulate.families import left_behind, one_plan
from chain.simulate.faults import Faults, Mishap
from chain.simulate.filling import Filling
from chain.simulate.findings import Breach, Finding, audited, together
from chain.simulate.heard import unheard
from chain.simulate.mailbox import some_message, what_is_due
from chain.simulate.matches import forgotten, unmatched
from chain.simulate.network import Network
from chain.simulate.overview import Overview
from chain.simulate.pairs import dossiers, let_go, taken_over, unanswered, unlike, untold
from chain.simulate.people import People
from chain.simulate.rebuild import rebuilt
from chain.simulate.regions import capacities, first_day, later
from chain.simulate.reports import Reports, places
from chain.simulate.seats import Seats
from chain.simulate.stand_ins import StandIns
from chain.simulate.story import Story
from chain.simulate.template import Template, say
from chain.simulate.values import leaked
from chain.simulate.world import World
from contracts.events.beheer import ConvenantVastgesteld
from contracts.topics import BEHEER
from infra.clock import LOCAL, SetClock, today

DAYS = 30
CASES = 20
SIBLINGS = 0.4
"""How often the next report is made where the last one was: mostly of the same family."""

ROUNDS = 3
"""How often on a working day people do something, and what they said is heard."""

DEEDS = 6
"""How many things are done in such a round, at most."""

HEARD = (0, 0, 1, 2, 5)
"""How many times everybody then speaks and hears: seldom often enough for all to be up to date."""

NOTICE = 8
"""So many days before its first day a new version is laid down, as one does."""

RATE = 0.05
"""How likely something goes wrong with one thing that is done."""


FEWEST = 15
"""Faults in a month; when there are fewer by then, more things go wrong."""

LATELY = 3
"""One of the last so many tables that spoke to another one falls silent."""

REBUILT = 2
"""How many instances are built once more, to see whether they become the same."""


@dataclass(frozen=True)
class Outcome:
    """What came of a seed: what may not be, and how much there was of everything.

    Attributes:
        met: how often each step of a hand-off met each kind of fault.
        digest: of the whole log; the same at every run of a seed.
        emptied: the seats that were empty for a while, or for good.
        story: if something was found.
    """

    seed: int
    findings: tuple[Finding, ...]
    figures: Counter[str]
    met: Counter[tuple[str, Mishap]]
    digest: str
    emptied: frozenset[str] = frozenset()
    story: tuple[str, ...] = ()


class Seed:
    """All that follows from one number."""

    def __init__(self, number: int, made: Template) -> None:
        self.number = number
        self.links = Links()
        self.found: list[Finding] = []
        self._made = made
        self.chance = Random(f"zaad {number}")  # noqa: S311 - it must be able to happen again
        self.start = first_day(made.regions) + timedelta(weeks=self.chance.randrange(46))
        self.clock = SetClock(_at(self.start, 0))
        self.story = Story(self.clock)
        self.faults = Faults(Random(f"fouten {number}"), RATE)  # noqa: S311 - as above
        log = made.log.copy()
        log.doubles = self.chance.random() < 0.5
        self.world = World(made.copied(), log, self.clock, Random(f"sleutels {number}"))  # noqa: S311 - as above
        self.overview = Overview(self.faults)
        self.overview.versions = {one.convenant: one.versie for one in made.regions}
        log.on_new = self.overview.take
        self.network = Network(self.world, self.faults, self.story, self.chance)
        filling = Filling(self.chance, number)
        self.people = People(
            self.world, self.faults, self.story, self.overview, self.chance, filling,
            Reports(self.chance, filling),
        )  # fmt: skip
        self.seats = Seats(self.people, made.regions)

    def live(self) -> None:
        """Let the month pass."""
        where = places(self._made.regions, capacities(self._made.regions))
        place = self.chance.choice(where)
        reports = sorted([0, 0, *self.chance.choices(range(DAYS - 9), k=CASES - 2)])
        region, changed = self._changed()
        silences = self.chance.sample(range(5, 20), 2)
        for day in range(DAYS):
            if day == changed - NOTICE:
                self._lay_down(region, self.start + timedelta(days=changed))
            if day == changed:
                self._change(region)
            if day in silences:
                self._silence()
            while reports and reports[0] <= day:
                reports.pop(0)
                self.clock.set(_at(self.start + timedelta(days=day), 0))
                if self.chance.random() >= SIBLINGS:
                    place = self.chance.choice(where)
                self.people.report(place, CASES - len(reports))
            self._day(self.start + timedelta(days=day))
            # However it goes, a seed has its faults.
            few = self.faults.count.total() * DAYS < FEWEST * day
            self.faults.rate = 5 * RATE if few else RATE

    def _day(self, day: date) -> None:
        working = day.weekday() < 5
        self.clock.set(_at(day, 1))
        self.seats.morning(day)
        self.overview.unseated = self.seats.unseated
        for number in range(ROUNDS if working else 1):
            self.clock.set(_at(day, 60 * number + 5))
            if working:
                for _ in range(self.chance.randint(1, DEEDS)):
                    self.people.act()
                some_message(self.people)
                if number == ROUNDS - 1:
                    what_is_due(self.people)
            self.people.by_the_clock()
            self.network.rounds(self.chance.choice(HEARD))
        if self.chance.random() < 0.1:
            self.network.settle()
            self.found.extend(self._parked())

    def end(self) -> Iterator[Finding]:
        """Let all come to rest, finish what is open, and look at everything."""
        yield from self.found
        self.faults.resting = True
        self.network.settle()
        last = self.start + timedelta(days=DAYS)
        self.clock.set(_at(last, 0))
        if self.chance.random() < 0.5:
            self.overview.silent.clear()
            self.seats.everybody(last)
            self.network.settle()
        self.overview.silent.update(self.seats.without_direction(last))
        finish(self.people, self.network)
        wait(self.people, self.network)
        yield from self._parked()
        self.world.log.write(self.world.data.log)
        with opened(self.world.data.root) as chain:
            self.links = chain.links
            yield from audited(chain)
        yield from self._looked(chain.links)

    def outcome(self, found: Sequence[Finding]) -> Outcome:
        """What came of it."""
        story = tuple(self._told(found)) if found else ()
        log = hashlib.sha256(b"".join(entry.record.raw for entry in self.world.log.entries))
        figures, met = self._figures(), self.faults.met
        emptied = frozenset(self.seats.emptied)
        return Outcome(self.number, tuple(found), figures, met, log.hexdigest(), emptied, story)

    def _told(self, found: Sequence[Finding]) -> Iterator[str]:
        """What happened to the casus of the first finding that has one, and what went wrong."""
        about: set[str] = set()
        for casus in [one.casus for one in found if one.casus][:1]:
            about = together(self.links, casus)
        names = {id_: f"bij {table}" for (_, id_), table in self.overview.tables.items()}
        yield from self.story.told(about or None, lambda casus: names.get(casus, casus))
        for one in found:
            yield f"=> {one.kind}: {one.text}"

    def _looked(self, links: Links) -> Iterator[Finding]:
        found = dossiers(self.world)
        yield from unheard(self.world)
        yield from unlike(found, links)
        yield from let_go(found, links)
        yield from one_plan(found)
        yield from left_behind(found, self.world.log.events())
        yield from unanswered(found, links)
        yield from taken_over(self.world.log.entries)
        yield from untold(self.world.log.events())
        yield from StandIns(self.world.log.events()).findings()
        yield from Addressed(self.world.log.events(), links).findings()
        yield from endless(found, links, self.overview.silent)
        yield from overdue(self.people, found, links)
        yield from unmatched(self.world, links, self.world.log.events())
        yield from forgotten(found, self.world.log.events(), today(self.clock))
        yield from leaked(self.world, links, self.world.log.events())
        names = sorted(name for name in self.world.nodes if name != BEHEER)
        for name in self.chance.sample(names, REBUILT):
            yield from rebuilt(self.world, self.world.nodes[name], self._made.folder)

    def _parked(self) -> Iterator[Finding]:
        """What an instance cannot take in, though all that was said is heard."""
        for name, node in self.world.nodes.items():
            for one in node.kernel.parked():
                text = f"{name} kan een gebeurtenis niet verwerken: {one.reason}"
                casus = (str(node.parts.domein or ""), one.subject)
                yield Finding(Breach.STUCK, text, casus)

    def _figures(self) -> Counter[str]:
        kinds = Counter(entry.kind for entry in self.world.log.events())
        return Counter(
            overdrachten=self.overview.hand_offs,
            matches=self.overview.matches // 2,
            fouten_ingebracht=self.faults.count.total(),
            gebeurtenissen=len(self.world.log.entries),
            opdrachten=self.people.deeds,
            geweigerd=self.people.refused,
            lege_zetels=len(self.seats.emptied),
            teruggekoppeld=kinds["TerugkoppelingDoorgegeven"],
            in_plaats_gedaan=kinds["InPlaatsGedaan"],
        )

    def _changed(self) -> tuple[str, int]:
        """Which covenant changes, and on which day."""
        names = [one.convenant for one in self._made.regions]
        return self.chance.choice(names), self.chance.randrange(NOTICE, 25)

    def _lay_down(self, region: str, day: date) -> None:
        covenant = next(one for one in self._made.regions if one.convenant == region)
        said = ConvenantVastgesteld(convenant=later(covenant, day, self.chance))
        node = self.world.nodes[BEHEER]
        say(node.kernel, f"convenant-{self.number}-{region}", [said])

    def _change(self, region: str) -> None:
        self.overview.versions[region] += 1
        self.faults.happened(Mishap.COVENANT)
        self.story.fault(Mishap.COVENANT, region, [])

    def _silence(self) -> None:
        """A table that spoke lately, so that somebody answers it, is silent from now on."""
        tables = [table for one in self._made.regions for table in one.overleggen]
        table = self.chance.choice(list(self.overview.spoke)[-LATELY:] or tables)
        self.overview.silent.add(table)
        self.faults.happened(Mishap.SILENT)
        self.story.fault(Mishap.SILENT, table, [])


def lived(number: int, made: Template) -> Outcome:
    """What comes of a seed; whatever it dies of is found too."""
    seed = Seed(number, made)
    found: list[Finding] = []
    try:
        with closing(seed.world):
            seed.live()
            found.extend(seed.end())
    except Exception as fault:  # noqa: BLE001 - whatever goes wrong belongs to the story
        where = traceback.extract_tb(fault.__traceback__)[-1]
        text = f"{type(fault).__name__}: {fault} ({Path(where.filename).name}:{where.lineno})"
        found.append(Finding(Breach.BROKEN, text))
    return seed.outcome(found)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(9), LOCAL) + timedelta(minutes=minutes)
