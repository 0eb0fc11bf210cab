"""On every road of the sample cases, a dry run says what is then decided."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import ClassVar, NamedTuple

import pytest

from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.stappen.command import Verstrekkingscommando
from chain.audit.links import BESLUITEN
from chain.audit.reading import opened
from chain.demo.calendar import at_work, working_day_before
from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.play import Player
from chain.demo.stap import Demodaad, Voorbeeld
from chain.demo.voorbeelden import CASUSSEN
from chain.driver import Chain, Json, User
from tests.verhalen.kalender import met_kalender

SOORT = {
    "breng-in": "inbreng",
    "draag-over": "overdrachtsaanbod",
    "verwijs-door": "overdrachtsaanbod",
    "geef-terug": "overdrachtsaanbod",
    "stel-navraag": "navraag",
    "beantwoord-navraag": "navraagantwoord",
}
PASSING = ("toegestaan", "geminimaliseerd")
LAST = date(2026, 11, 23)


class Seat(NamedTuple):
    """What a kind of seat gets."""

    zetel: str
    uitkomst: str
    bewerking: str
    regels: tuple[str, ...]


Seats = list[list[Seat]]


@dataclass(frozen=True)
class Probing(User):
    """Someone who tries out every provision before making it."""

    tried: dict[tuple[str, str], list[Json]] = field(default_factory=dict)

    async def step(self, overleg: str, casus: str, stap: str, invoer: Json | None = None) -> Json:
        said = None
        if stap in SOORT:
            said = await self.attempt(overleg, casus, stap, invoer or {})
        done = await super().step(overleg, casus, stap, invoer)
        if said is not None:
            self.tried.setdefault((casus, SOORT[stap]), []).append(said)
        return done


class ProbingChain(Chain):
    """A chain whose users do so."""

    tried: ClassVar[dict[tuple[str, str], list[Json]]] = {}

    def user(self, medewerker: str) -> User:
        one = super().user(medewerker)
        return Probing(one.chain, one.medewerker, self.tried)


def een_per_weg() -> list[Voorbeeld]:
    """A sample per course of provisions: the steps at which something goes to another table."""
    found: dict[tuple[tuple[str, str], ...], Voorbeeld] = {}
    for sample in CASUSSEN:
        course = tuple((d.stap, d.overleg) for d in sample.verloop if d.stap in SOORT)
        if course:
            found.setdefault(course, sample)
    return list(found.values())


def tot_en_met_de_verstrekkingen(sample: Voorbeeld) -> Voorbeeld:
    """What comes after the last provision needs no playing here."""
    last = max(i for i, deed in enumerate(sample.verloop) if deed.stap in SOORT)
    deeds: tuple[Demodaad, ...] = sample.verloop[: last + 1]
    return Voorbeeld(sample.kenmerk, sample.dag, sample.inbrenger, sample.aanmelding, deeds)


def test_every_kind_of_provision_is_tried() -> None:
    providing = {s for s, kind in STAPPEN.items() if issubclass(kind, Verstrekkingscommando)}
    assert providing == set(SOORT)
    assert {d.stap for sample in een_per_weg() for d in sample.verloop} >= set(SOORT)


@pytest.mark.anyio
@pytest.mark.timeout(600)
async def test_a_dry_run_is_what_is_then_decided(tmp_path: Path) -> None:
    samples = [tot_en_met_de_verstrekkingen(sample) for sample in een_per_weg()]
    first = at_work(working_day_before(LAST, max(s.dag for s in samples)), -60)
    ProbingChain.tried.clear()
    async with met_kalender(tmp_path, ProbingChain, first) as kalender:
        people = kalender.keten.medewerkers
        ids = {name: people[person.functies[0]] for name, person in MEDEWERKERS.items()}
        player = Player(kalender.keten.chain, kalender.clock, ids, lambda _line: None)
        await player.play(samples, LAST)
    with opened(tmp_path) as log:
        decided = defaultdict(list)
        for event in log.events(BESLUITEN):
            decided[event.data["casus"], event.data["soort"]].append(event.data)
    seen: Counter[str] = Counter()
    for key, attempts in ProbingChain.tried.items():
        assert len(attempts) == len(decided[key])
        for attempt, besluit in zip(attempts, decided[key], strict=True):
            assert attempt["doorgelaten"] == besluit["doorgelaten"]
            _is_what_was_decided(_seats(attempt), _seats(besluit))
            seen.update(seat["uitkomst"] for e in attempt["elementen"] for seat in e["zetels"])
    assert set(seen) == {"toegestaan", "geminimaliseerd", "geweigerd", "beoordeling"}
    assert sum(map(len, ProbingChain.tried.values())) >= len(samples)


def _is_what_was_decided(tried: Seats, decided: Seats) -> None:
    """The same, but for values that turned out not to be reducible or not to be there."""
    for attempt, outcome in zip(chain(*tried), chain(*decided), strict=True):
        fault = [rule for rule in outcome.regels if rule.startswith("R-")]
        if fault:
            assert attempt.uitkomst in PASSING
            assert (*attempt.regels, *fault) == outcome.regels
        else:
            assert attempt == outcome


def _seats(said: Json) -> Seats:
    """Per element, in order, what each seat gets by which rules."""
    return [[_seat(seat) for seat in element["zetels"]] for element in said["elementen"]]


def _seat(seat: Json) -> Seat:
    told = (reden["regel"] for reden in seat.get("redenen", ()))
    rules = tuple(seat.get("regels", told))
    return Seat(str(seat["zetel"]), seat["uitkomst"], seat["bewerking"], rules)
