"""Who heard is held against the covenant, by hand for one case; and planted bugs are found."""

import inspect
import json
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import pytest

import chain.simulate.seed as months
from chain.audit.links import Links
from chain.proef import verwacht
from chain.simulate import addressed, known, presence, stand_ins, texts
from chain.simulate.addressed import Addressed
from chain.simulate.findings import Breach
from chain.simulate.log import Entry
from chain.simulate.presence import Presence
from chain.simulate.seed import Outcome, lived
from chain.simulate.stand_ins import StandIns
from chain.simulate.template import template
from infra.log import Record
from tests.simulate.planted import Bug
from tests.simulate.planted_seats import SEATS, region_of

MONDAY = date(2026, 3, 2)
CASUS, BERICHT, NUMMER = "1" * 26, "2" * 26, "3" * 26
REGISSEUR = "gemeente-kreken/gezinsregisseur"
VERVANGER = "gemeente-kreken/veiligheidsregisseur"
DIRECTEUR = "gemeente-kreken/directeur"
BURGEMEESTER = "gemeente-kreken/burgemeester"
ZUID, DIJK = "praktijk-zuid/huisarts", "mw-dijk/gezinswerker"

SHORTLY = {
    "who_reports_without_a_seat_hears_nothing": 2,
    "feedback_ends_at_its_carrier": 0,
    "substitution_cascades": 0,
}
"""In which seed of a short month a bug is found at once."""

MOST = 200
"""Within so many seeds every planted bug is found."""


def of(seat: str) -> dict[str, str]:
    organisatie, _, rol = seat.partition("/")
    return {"organisatie": organisatie, "rol": rol}


class Told:
    """A log that says something on some day."""

    def __init__(self, *seats: str) -> None:
        self.entries: list[Entry] = []
        register = "keten.register.v1"
        text = region_of("")[0].model_dump(mode="json")
        self.says(0, "ConvenantVastgesteld", topic=register, convenant=text)
        for seat in seats:
            self.capacity(seat, "FunctieToegekend", 0)

    def says(
        self, day: int, kind: str, *, topic: str = "zorg.casusoverleg.v1", **data: Any
    ) -> "Told":
        when = MONDAY + timedelta(days=day)
        raw = json.dumps({"time": f"{when}T08:00:00Z"}).encode()
        number = len(self.entries) + 1
        self.entries.append(Entry(number, Record(topic, 0, number, raw), str(number), kind, data))
        return self

    def capacity(self, seat: str, kind: str, day: int) -> "Told":
        at = (MONDAY + timedelta(days=day)).isoformat()
        return self.says(
            day, kind, topic="keten.register.v1", medewerker=seat, functie=of(seat), vanaf=at
        )

    def away(self, seat: str, first: int, last: int) -> "Told":
        van, tot = (MONDAY + timedelta(days=day) for day in (first, last))
        return self.says(
            first,
            "AfwezigheidVastgesteld",
            topic="keten.register.v1",
            medewerker=seat,
            van=van.isoformat(),
            tot=tot.isoformat(),
        )

    def decided(self, door: str = "praktijk-zuid") -> "Told":
        """A practice refers, and the table decides on the next day."""
        known: dict[str, Any] = {"casus": CASUS, "overleg": "gezinstafel", "school": None}
        road: dict[str, Any] = {"convenant": "de-kreken@1", "weg": "verwijzing"}
        by: dict[str, Any] = {"door": {"organisatie": door, "rol": "huisarts"}}
        self.says(0, "CasusAangemeld", topic="zorg.intake.v1", **known, **road, **by)
        self.says(0, "CasusGeopend", **known, **road, van_overleg=None)
        outcome: dict[str, Any] = {
            "uitkomst": "eigen-plan",
            "ingebracht_door": None,
            "weg": "verwijzing",
        }
        return self.says(1, "UitkomstVastgesteld", **known, **outcome)

    def message(self, day: int, soort: str, aan: str, **data: Any) -> "Told":
        told: dict[str, Any] = {
            "casus": CASUS,
            "overleg": "gezinstafel",
            "aan": of(aan),
            "soort": soort,
        }
        told |= {"bericht": BERICHT, "overdracht": None, "stap": None, "terugkoppeling": NUMMER}
        return self.says(day, "BerichtKlaargezet", topic="zorg.notifier.v1", **told | data)

    def asked(self, aan: str = REGISSEUR) -> "Told":
        return self.message(1, "uitkomst-terugkoppelen", aan)

    def read(self, day: int, bericht: str = BERICHT) -> "Told":
        op = (MONDAY + timedelta(days=day)).isoformat()
        deed = {"casus": CASUS, "bericht": bericht, "op": op}
        return self.says(day, "OntvangstBevestigd", topic="zorg.notifier.v1", **deed)

    def passed(self, day: int) -> "Told":
        op = (MONDAY + timedelta(days=day)).isoformat()
        deed = {"casus": CASUS, "bericht": BERICHT, "terugkoppeling": NUMMER, "op": op}
        return self.says(day, "TerugkoppelingDoorgegeven", topic="zorg.notifier.v1", **deed)

    def heard(self, day: int, *seats: str) -> "Told":
        for number, seat in enumerate(seats):
            self.message(day, "terugkoppeling-ontvangen", seat, bericht=f"{number}" * 26)
            self.read(day, f"{number}" * 26)
        return self

    @property
    def wrong(self) -> list[str]:
        return [one.text for one in Addressed(self.entries, Links()).findings()]


def everybody() -> Told:
    return Told(REGISSEUR, VERVANGER, DIRECTEUR, BURGEMEESTER, ZUID).decided()


def test_the_practice_that_referred_hears_and_nothing_is_found() -> None:
    assert everybody().asked().passed(5).heard(5, ZUID).wrong == []


@pytest.mark.parametrize(
    ("log", "wrong"),
    [
        (
            everybody().asked().passed(5).heard(5, "praktijk-noord/huisarts"),
            "het hoort een ander: praktijk-noord/huisarts bij gezinstafel",
        ),
        (
            everybody().asked().passed(5).heard(5, ZUID, DIJK),
            "het hoort een ander: mw-dijk/gezinswerker bij gezinstafel, "
            "praktijk-zuid/huisarts bij gezinstafel",
        ),
        (everybody().asked().passed(5), "het hoort een ander: niemand"),
        (everybody().asked().read(5), "het eindigt bij wie het moet doorgeven"),
        (everybody(), "niemand is gevraagd: uitkomst-terugkoppelen"),
        (
            everybody().asked(DIJK).passed(5).heard(5, ZUID),
            f"{DIJK} bij gezinstafel moet terugkoppelen, en de weg noemt een ander",
        ),
        (
            everybody().asked(),
            f"{REGISSEUR} bij gezinstafel had het allang moeten doorgeven",
        ),
        (
            everybody().away(REGISSEUR, 1, 90).asked().passed(60).heard(60, ZUID),
            f"{REGISSEUR} bij gezinstafel had het allang moeten doorgeven",
        ),
    ],
)
def test_another_who_hears_or_nobody_or_too_late_is_found(log: Told, wrong: str) -> None:
    assert log.wrong == [wrong]


def test_while_nobody_is_there_no_day_counts() -> None:
    log = Told(ZUID, REGISSEUR).away(REGISSEUR, 1, 55).decided().asked()
    assert log.passed(60).heard(60, ZUID).wrong == []


@pytest.mark.parametrize(("by", "found"), [(VERVANGER, 0), (BURGEMEESTER, 1), (REGISSEUR, 1)])
def test_only_who_stands_in_and_is_there_acts_for_a_seat(by: str, found: int) -> None:
    log = Told(REGISSEUR, VERVANGER, DIRECTEUR, BURGEMEESTER).away(REGISSEUR, 1, 9)
    deed = {"casus": CASUS, "overleg": "gezinstafel", "stap": "bespreek"}
    log.says(3, "InPlaatsGedaan", **deed, zetel=of(REGISSEUR), door=of(by))
    assert len(list(StandIns(log.entries).findings())) == found


def test_what_was_said_lately_may_not_have_been_heard() -> None:
    log = Told(REGISSEUR).capacity(REGISSEUR, "FunctieIngetrokken", 2)
    presence, after = Presence(log.entries), len(log.entries) + 1
    soon, late = (MONDAY + timedelta(days=day) for day in (5, 20))
    assert {REGISSEUR in one for one in presence.believed("zorg", soon, after)} == {True, False}
    assert {REGISSEUR in one for one in presence.believed("zorg", late, after)} == {True}
    assert REGISSEUR in presence.truly("zorg", soon)


@pytest.mark.parametrize("checker", [addressed, known, presence, stand_ins, texts, verwacht])
def test_what_looks_shares_no_code_with_what_it_looks_at(checker: ModuleType) -> None:
    source = inspect.getsource(checker)
    decides = ("vervanging import", "covenant_addressees", "wegwijzer", "register import")
    assert [name for name in decides if name in source] == []


@pytest.fixture
def short_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play so little of a month that it takes a second."""
    for name, value in (("DAYS", 12), ("CASES", 8), ("REBUILT", 0)):
        monkeypatch.setattr(months, name, value)


def heard_wrong(bug: Bug, seeds: range, patch: pytest.MonkeyPatch) -> Outcome | None:
    """The first of these seeds in which somebody hears or acts wrongly while this bug is there."""
    with template(region_of(bug.name)) as made, patch.context() as planted:
        bug.plant(planted)
        outcomes = (lived(seed, made) for seed in seeds)
        kinds = ((one, {found.kind for found in one.findings}) for one in outcomes)
        return next((one for one, found in kinds if Breach.MISHEARD in found), None)


@pytest.mark.usefixtures("short_month")
@pytest.mark.parametrize(("name", "seed"), SHORTLY.items())
def test_a_planted_bug_is_found_in_a_short_month(
    name: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug = next(one for one in SEATS if one.name == name)
    assert heard_wrong(bug, range(seed, seed + 1), monkeypatch) is not None


def test_there_are_enough_planted_bugs() -> None:
    assert len({one.name for one in SEATS}) == len(SEATS) >= 5


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("bug", SEATS, ids=lambda bug: bug.name)
def test_every_planted_bug_is_found_at_length(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard_wrong(bug, range(MOST), monkeypatch) is not None
