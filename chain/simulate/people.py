"""People at work: somebody with a seat does something that the pages would let him do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from casusoverleg.clocks.vernietigen import VERNIETIGEN
from casusoverleg.domain.bespreken.steps import SluitCasus
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.steps import BenoemZorgcoordinatorGezin, StemInMetAfsluiten
from casusoverleg.domain.gezinsplan.zorgregisseur import onder_regie, zorgregisseurs
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.overdragen.overdracht import Stand
from casusoverleg.domain.overdragen.steps import Accepteer, DraagOver, GeefTerug
from casusoverleg.domain.stappen.command import Commando, Overdrachtscommando
from casusoverleg.store import load_dossier
from casusoverleg.views.register import convenant_voor
from casusoverleg.views.zetels import mogelijke_stappen
from casusoverleg.views.zien import Blik, Geopend, blik_van, met_anderen
from chain.simulate.acting import acting
from chain.simulate.attempt import FALLS, Attempt
from chain.simulate.faults import OFFER, Faults, Mishap
from chain.simulate.filling import Filling
from chain.simulate.habits import (
    DIRECTS,
    IDLE,
    LOOKS,
    NAMES,
    OTHERS,
    REFUSED,
    WEIGHTS,
    Habits,
)
from chain.simulate.overview import Overview
from chain.simulate.reports import Reports
from chain.simulate.story import Story
from chain.simulate.world import Node, NodeDeed, World
from contracts.events.verstrekking import Stap
from contracts.vocabulary import Domein, Functie
from infra.clock import today
from infra.not_found import NotFound
from infra.register import load_register
from intake.domain.plaats import Plaats

ACTING = (
    Mishap.BEFORE_COMMIT,
    Mishap.AFTER_COMMIT,
    Mishap.IN_KEYS,
    Mishap.IN_KEYS,
    Mishap.LOST_ACK,
)
"""What can go wrong with a deed; few write keys, so that is tried more often than it happens."""


@dataclass
class People:
    """Who does what, by chance."""

    world: World
    faults: Faults
    story: Story
    overview: Overview
    chance: Random
    filling: Filling
    reports: Reports
    deeds: int = 0
    refused: int = 0
    habits: Habits = field(default_factory=Habits)

    def report(self, place: Plaats, number: int) -> None:
        """Somebody reports a case."""
        domein = place.convenant.overleggen[place.overleg].domein
        node = self.world.at("intake", domein)
        report = self.reports.report(place, number, today(self.world.clock))
        functies = (place.functie,)
        if acting(node, place.functie, today(self.world.clock), self.chance) is None:
            return
        self.does(
            node,
            str(place.functie),
            f"meldt casus {number} aan bij {place.overleg}",
            lambda at: at.aanmelder.meld_aan(report, functies),
            node.vault.casus_van(place.functie.organisatie, report.kenmerk),
        )

    def act(self) -> None:
        """Somebody does something with some casus of his table."""
        news = self.overview.to_look_at()
        found = news if news and self.chance.random() < LOOKS else self.overview.at_work()
        if found:
            chosen = self.chance.choice(found)
            self.overview.news.pop(chosen, None)
            self.step(*chosen, WEIGHTS)

    def step(
        self,
        domein: Domein,
        casus: str,
        weights: Mapping[str, float],
        *,
        others: float = OTHERS,
        directs: float = DIRECTS,
    ) -> bool:
        """Somebody takes a step, if one can be taken that weighs something."""
        node = self.world.at("casusoverleg", domein)
        blik = self.look(node, casus, directs=directs)
        if blik is None:
            return False
        if others and onder_regie(blik.casus) and self.chance.random() < NAMES:
            return self._watch(node, domein, blik)
        steps = mogelijke_stappen(blik.casus, blik.convenant, blik.functies)
        if others and self.chance.random() < REFUSED:
            steps = tuple(STAPPEN.values())
        likely = [self.habits.likely(casus, one, weights.get(one.stap, others)) for one in steps]
        idle = IDLE if others else 0
        if not sum(likely) or self.chance.random() < idle / (idle + sum(likely)):
            return False
        chosen = self.chance.choices(steps, likely)[0]
        model = self.filling.form(blik, chosen, today(self.world.clock))
        return model is not None and self.command(node, blik.casus, model, blik.functies[0])

    def _watch(self, node: Node, domein: Domein, blik: Blik) -> bool:
        """The zorgregisseur names somebody for the family, or agrees to closing."""
        watching = zorgregisseurs(blik.convenant, domein)
        if not watching:
            return False
        named = blik.casus.gezinsplan.coordinator is not None
        chosen = (
            StemInMetAfsluiten
            if named and self.chance.random() < 0.7
            else BenoemZorgcoordinatorGezin
        )
        model = self.filling.form(blik, chosen, today(self.world.clock))
        return model is not None and self.command(node, blik.casus, model, watching[0])

    def look(self, node: Node, casus: str, *, directs: float = 1) -> Blik | None:
        """A casus at its table as somebody sees it who sits there, but for its values."""
        day = today(self.world.clock)
        with node.kernel.database.reading() as session:
            known = load_dossier(session, casus).casus
            register = load_register(session)
            if known is None:
                return None
            seats = convenant_voor(register, known.overleg, known.convenant, day)
            table = seats.overleggen[known.overleg].functies()
            functie = table[0] if self.chance.random() < directs else self.chance.choice(table)
            blik = blik_van(register, known, (functie,), day)
            if blik is None:
                return None
            blik = met_anderen(session, blik)
        shared = known.te_openen(functie, seats.zetelsoort(functie))
        return replace(blik, elementen=tuple(Geopend(one, None) for one in shared))

    def command(self, node: Node, known: Casus, model: Commando, functie: Functie) -> bool:
        """Somebody gives a command; gives whether it was carried out."""
        somebody = acting(node, functie, today(self.world.clock), self.chance)
        if somebody is None:
            return False
        command_id = self.command_id()
        functies, instead = somebody.functies, somebody.neemt_waar
        answer = self.does(
            node,
            f"{functie} ({known.overleg})",
            model.stap,
            lambda at: at.tafels.doe(known.id, model, functies, command_id, instead),
            known.id,
            steps=_steps_of(model, known),
        )
        self.habits.did(known.id, model.stap)
        if answer is None:
            return False
        if answer.geweigerd:
            self.refused += 1
            self.story.deed(str(functie), f"-> geweigerd: {answer.geweigerd}", known.id)
        return not answer.geweigerd

    def by_the_clock(self) -> None:
        """What instances do by themselves; nobody erases, so no key is to be destroyed."""
        for node in self.world.nodes.values():
            for timer in node.instance.timers:
                if timer.name != VERNIETIGEN:
                    self.does(node, node.name, "", _run(timer.name))

    def command_id(self) -> str:
        """Another one each time, so that what is done twice is told from what is done again."""
        self.deeds += 1
        return f"simulatie-{self.filling.seed}-{self.deeds}"

    def does(
        self,
        node: Node,
        who: str,
        what: str,
        deed: NodeDeed,
        casus: str = "",
        *,
        steps: Sequence[str] = (),
    ) -> Any:
        """Do it, perhaps with a fault; whoever hears nothing does the same once more."""
        fault = self.faults.draw(ACTING, steps)
        if what:
            self.story.deed(who, what, casus)
        answer = None
        for again in (False, True):
            attempt = Attempt(self.world, node, None if again else fault, self.chance)
            answer = _Answered(node, deed)
            attempt.make(answer)
            if attempt.committed and answer.tried:
                node.journal.append((self.world.clock.now(), deed))
            if fault is None or again:
                break
            if fault in FALLS and not attempt.fell:
                break
            self.faults.happened(fault, steps)
            self.story.fault(fault, node.name, [casus])
        return answer.given if answer else None


class _Answered:
    """Does a deed, and keeps what was answered; that it is not there for one is an answer too."""

    def __init__(self, node: Node, deed: NodeDeed) -> None:
        self._node = node
        self._deed = deed
        self.given: Any = None
        self.tried = False

    def __call__(self) -> None:
        self.tried = True
        try:
            self.given = self._deed(self._node)
        except NotFound:
            self.tried = False


def _run(name: str) -> Callable[[Node], None]:
    def run(node: Node) -> None:
        for timer in node.instance.timers:
            if timer.name == name:
                timer.run()

    return run


def _steps_of(model: Commando, casus: Casus) -> list[str]:
    """The steps of hand-offs that a command makes."""
    steps: list[str] = [model.maakt] if isinstance(model, Overdrachtscommando) else []
    if isinstance(model, DraagOver | GeefTerug):
        steps.append(OFFER)
    if isinstance(model, Accepteer) and any(o.teruggave_van for o in casus.overdragen.inkomend):
        steps.append(Stap.TERUGGAVE_GEACCEPTEERD)
    if isinstance(model, SluitCasus):
        confirmed = any(o.stand is Stand.ACTIE_BEVESTIGD for o in casus.overdragen.uitgaand)
        steps += [Stap.AFGESLOTEN] if confirmed else []
    return steps
