"""Who sits where: people leave, are away and come back, and whoever stands in does their work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from casusoverleg.commands.afwezig import Afwezigen, Zegger
from casusoverleg.domain.bespreken.afwezig import MeldAfwezig
from chain.simulate.acting import acting
from chain.simulate.faults import Mishap
from chain.simulate.people import People
from chain.simulate.regions import capacities
from chain.simulate.template import person_of, say
from chain.simulate.texts import all_carriers
from chain.simulate.world import Node
from contracts.covenant import Convenant
from contracts.events.beheer import (
    AfwezigheidVastgesteld,
    AfwezigheidVervallen,
    FunctieIngetrokken,
    FunctieToegekend,
)
from contracts.events.payload import Payload
from contracts.topics import BEHEER
from contracts.vocabulary import Afwezigheidsreden, Domein, Functie, OpaqueId
from infra.clock import today
from infra.kernel import derived_id
from infra.register import load_register

FALLS_EMPTY = 0.45
"""How often on a working day somebody goes; most come back within the month."""

SHARE = 3
"""At most one seat in so many is empty at once: a region in which nobody is shows nothing."""

CARRIES, STANDS_IN, IS_CALLED, SITS = 8, 3, 3, 1
"""How likely it is that a seat falls empty: most of all one that carries feedback."""

FOLLOWS = 0.35
"""How often the one who stands in goes as well, while the seat that he stands in for is empty."""

FOR_GOOD, BY_BEHEER, BY_HIMSELF = 0.25, 0.25, 0.3
"""How often he leaves for good, and who says of an absence that it comes; else who directs does."""

LONGEST = 20
"""Days that somebody is away."""

COMES_BACK = 0.15
"""How likely on a day somebody comes back early, or another takes the place of who left."""


@dataclass(frozen=True)
class Gone:
    """Somebody who is not there: for good, or until and including a day."""

    seat: Functie
    person: OpaqueId
    since: date
    until: date | None = None
    table: Domein | None = None


@dataclass
class Seats:
    """Lets people come and go."""

    people: People
    regions: Sequence[Convenant]
    gone: list[Gone] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    _said: int = 0

    def __post_init__(self) -> None:
        """Everybody sits on a seat of his own."""
        self.chance, self.world = self.people.chance, self.people.world
        self.persons = {seat: person_of(seat) for seat in capacities(self.regions)}
        self._weights = weights(self.regions, tuple(self.persons))

    def morning(self, day: date) -> None:
        """See who goes today and who comes back."""
        self.gone = [one for one in self.gone if one.until is None or one.until >= day]
        for one in tuple(self.gone):
            if self.chance.random() < COMES_BACK:
                self._back(one, day)
        if day.weekday() < 5 and self.chance.random() < FALLS_EMPTY:
            self._goes(day)

    @property
    def unseated(self) -> set[str]:
        """The tables of which who directs is not there."""
        gone = {one.seat for one in self.gone}
        return {
            name
            for one in self.regions
            for name, table in one.overleggen.items()
            if table.functies()[0] in gone
        }

    def everybody(self, day: date) -> None:
        """Let all come back, and others take the place of who left."""
        for one in tuple(self.gone):
            self._back(one, day)

    def without_direction(self, day: date) -> set[str]:
        """Name the tables whose casussen nobody can move, or not to every other table.

        Nobody acts for who directs them; or only who directs another, and so is its other side.
        """
        directs = {table.functies()[0] for one in self.regions for table in one.overleggen.values()}
        found = set[str]()
        for one in self.regions:
            for name, table in one.overleggen.items():
                own, node = table.functies()[0], self.world.at("casusoverleg", table.domein)
                somebody = acting(node, own, day, self.chance)
                if somebody is None:
                    found.add(name)
                elif own in {instead.zetel for instead in somebody.neemt_waar}:
                    found |= {name} if directs & {*somebody.functies} - {own} else set()
        return found

    def _goes(self, day: date) -> None:
        if len(self.gone) >= max(1, len(self.persons) // SHARE):
            return
        away = [one.seat for one in self.gone]
        instead = [seat for seat in _substitutes(self.regions, away) if seat not in away]
        if instead and self.chance.random() < FOLLOWS:
            self._leaves(self.chance.choice(instead), day)
            return
        there = [seat for seat in self.persons if seat not in away]
        likely = [self._weights[seat] for seat in there]
        self._leaves(self.chance.choices(there, likely)[0], day)

    def _leaves(self, seat: Functie, day: date) -> None:
        person, how = self.persons[seat], self.chance.random()
        if how < FOR_GOOD:
            self._note(Gone(seat, person, day))
            self._beheer(FunctieIngetrokken(medewerker=person, functie=seat, vanaf=day))
            self._tell(seat, "vertrekt voorgoed")
            return
        begin = day + timedelta(days=self.chance.choice((0, 0, 1, 4)))
        until = begin + timedelta(days=self.chance.randint(2, LONGEST))
        table = self._table_of(seat)
        if how < FOR_GOOD + BY_BEHEER or table is None:
            self._note(Gone(seat, person, begin, until))
            why = Afwezigheidsreden.ONVERWACHT if begin == day else Afwezigheidsreden.GEPLAND
            self._beheer(AfwezigheidVastgesteld(medewerker=person, van=begin, tot=until, reden=why))
        else:
            himself = how < FOR_GOOD + BY_BEHEER + BY_HIMSELF
            if not self._says(table, seat, (begin, until), himself=himself):
                return
            self._note(Gone(seat, person, begin, until, table[0]))
        self._tell(seat, f"afwezig van {begin} tot en met {until}")

    def _says(
        self,
        table: tuple[Domein, Functie],
        seat: Functie,
        period: tuple[date, date],
        *,
        himself: bool,
    ) -> bool:
        """He says it, or who directs a table where he sits says it of him."""
        domein, directs = table
        node, person = self.world.at("casusoverleg", domein), self.persons[seat]
        van, tot = period
        if himself:
            command = MeldAfwezig(van=van, tot=tot)
            by = Zegger(person, (seat,))
        else:
            someone = acting(node, directs, today(self.world.clock), self.chance)
            if someone is None:
                return False
            why = Afwezigheidsreden.ONVERWACHT
            command = MeldAfwezig(medewerker=person, van=van, tot=tot, reden=why)
            by = Zegger(self.persons[directs], someone.functies)
        command_id = self._command_id()
        answer = self.people.does(
            node,
            str(seat),
            "meldt afwezigheid",
            lambda at: Afwezigen(at.kernel, at.domein).meld(command, by, command_id),
        )
        return answer is not None and not answer.geweigerd

    def _back(self, one: Gone, day: date) -> None:
        self.gone.remove(one)
        if one.until is None:
            new = derived_id(b"opvolger", str(one.seat), day.isoformat())
            self.persons[one.seat] = new
            self._beheer(FunctieToegekend(medewerker=new, functie=one.seat, vanaf=day))
            self._tell(one.seat, "heeft een opvolger")
            return
        if one.table is None:
            self._beheer(
                AfwezigheidVervallen(medewerker=one.person, van=one.since, tot=one.until, vanaf=day)
            )
        else:
            self._ends(one, self.world.at("casusoverleg", one.table))
        self._tell(one.seat, "is terug")

    def _ends(self, one: Gone, node: Node) -> None:
        with node.kernel.database.reading() as session:
            said = load_register(session).gemeld
        ids = (g.id for g in said if (g.medewerker, g.van) == (one.person, one.since))
        absence = next(ids, None)
        if absence is None:
            return
        by, command_id = Zegger(one.person, (one.seat,)), self._command_id()
        self.people.does(
            node,
            str(one.seat),
            "is er weer",
            lambda at: Afwezigen(at.kernel, at.domein).beeindig(absence, by, command_id),
        )

    def _table_of(self, seat: Functie) -> tuple[Domein, Functie] | None:
        """Choose a table where he sits: its domain, and who directs it."""
        found = [
            (table.domein, table.functies()[0])
            for one in self.regions
            for table in one.overleggen.values()
            if seat in table.functies()
        ]
        return self.chance.choice(found) if found else None

    def _note(self, one: Gone) -> None:
        self.gone.append(one)
        self.emptied.append(str(one.seat))
        self.people.faults.count[Mishap.EMPTY] += 1

    def _tell(self, seat: Functie, what: str) -> None:
        self.people.story.fault(Mishap.EMPTY, f"{seat} {what}", [])

    def _beheer(self, payload: Payload) -> None:
        say(self.world.nodes[BEHEER].kernel, self._command_id(), [payload])

    def _command_id(self) -> str:
        self._said += 1
        return f"zetels-{self.people.filling.seed}-{self._said}"


def carriers_of(regions: Sequence[Convenant]) -> set[str]:
    """Name the seats that a road has carry feedback."""
    return {seat for one in regions for seat in all_carriers(one.model_dump(mode="json"))}


def weights(regions: Sequence[Convenant], seats: Sequence[Functie]) -> Mapping[Functie, int]:
    """How likely it is that each seat falls empty, by what its covenant has it do."""
    carriers = carriers_of(regions)
    instead = {name for one in regions for names in one.vervanging.values() for name in names}
    called = {step.naar for one in regions for steps in one.opschaling.values() for step in steps}
    return {
        seat: CARRIES
        if str(seat) in carriers
        else STANDS_IN
        if str(seat) in instead
        else IS_CALLED
        if str(seat) in called
        else SITS
        for seat in seats
    }


def _substitutes(regions: Sequence[Convenant], away: Sequence[Functie]) -> list[Functie]:
    names = (name for one in regions for seat in away for name in one.vervanging.get(str(seat), ()))
    return [Functie(organisatie=o, rol=r) for o, _, r in (n.partition("/") for n in names)]
