"""The parts of a simulation do what they say."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from casusoverleg.domain.bespreken.steps import Bespreek
from casusoverleg.domain.overdragen.steps import BrengIn
from chain.audit.records import LogFile
from chain.simulate.faults import Fallen, Faults, Mishap, Stumbling
from chain.simulate.habits import Habits
from chain.simulate.log import SimulatedLog, read
from chain.simulate.network import left_out
from chain.simulate.regions import capacities, covenants, later
from chain.simulate.story import Story
from contracts.covenant import Convenant
from contracts.envelope import CHAIN_START, Draft, draft_bytes, place, source_of
from infra.clock import SetClock
from infra.documents import DOCUMENTS, get, put
from infra.log import Outgoing
from infra.log.sqlite import Altered
from infra.register import TakenIn

TOPIC = "zorg.intake.v1"


def said(text: str = "x", sequence: int = 1) -> Outgoing:
    draft = Draft(
        id=f"event-{sequence}",
        type="nl.jeugdketen.intake.CasusAangemeld.v1",
        subject="casus",
        time=datetime(2026, 3, 2, tzinfo=UTC),
        causationid="cmd-1",
        data={"casus": text},
    )
    raw = place(draft_bytes(draft), source_of(TOPIC, 0), sequence, CHAIN_START)
    return Outgoing(TOPIC, 0, "casus", sequence, raw)


@pytest.mark.parametrize(("doubles", "records"), [(False, 2), (True, 3)])
def test_what_is_published_again_is_one_event(doubles: bool, records: int, tmp_path: Path) -> None:
    new: list[str] = []
    log = SimulatedLog(doubles, lambda entry: new.append(entry.id))
    log.append([said()])
    log.append([said(), said(sequence=2)])
    assert new == ["event-1", "event-2"]
    assert [entry.id for entry in log.events()] == new
    assert [e.record.offset for e in log.places[TOPIC, 0]] == list(range(records))
    log.write(tmp_path / "log.sqlite")
    assert len(list(LogFile(tmp_path / "log.sqlite").records())) == records


def test_other_bytes_at_a_place_are_refused() -> None:
    log = SimulatedLog()
    log.append([said()])
    with pytest.raises(Altered):
        log.append([said("y")])


def test_a_copy_goes_its_own_way() -> None:
    log = SimulatedLog()
    log.append([said()])
    other = log.copy()
    other.append([said(sequence=2)])
    assert (len(log.entries), len(other.entries)) == (1, 2)


@pytest.mark.parametrize(("writes", "kept"), [(1, False), (2, True)])
def test_a_store_falls_before_or_after_its_commit(tmp_path: Path, writes: int, kept: bool) -> None:
    store = Stumbling(f"sqlite:///{tmp_path}/keys.sqlite")
    store.create(DOCUMENTS)
    store.armed = writes
    with pytest.raises(Fallen), store.transaction() as session:
        put(session, "a", "b", TakenIn())
    with store.reading() as session:
        assert (get(session, "a", "b", TakenIn) is not None) is kept
    with store.transaction() as session:
        put(session, "a", "c", TakenIn())


def test_nothing_goes_wrong_at_rest() -> None:
    faults = Faults(Random(1), rate=1.0)
    assert faults.draw([Mishap.GAP]) is Mishap.GAP
    faults.resting = True
    assert faults.draw([Mishap.GAP]) is None


def test_a_step_mostly_meets_what_it_did_not_meet_yet() -> None:
    kinds = [Mishap.GAP, Mishap.DELAY]
    faults = Faults(Random(1), rate=0.1)
    faults.happened(Mishap.DELAY, ["geweigerd"])
    new = Counter(faults.draw(kinds, ["geweigerd"]) for _ in range(1000))
    assert new[Mishap.GAP] > 2 * new[Mishap.DELAY] > 0
    assert 200 < new[Mishap.GAP] + new[Mishap.DELAY] < 400
    faults.happened(Mishap.GAP, ["geweigerd"])
    known = Counter(faults.draw(kinds, ["geweigerd"]) for _ in range(1000))
    assert 50 < known[Mishap.GAP] + known[Mishap.DELAY] < 150


def test_only_what_something_comes_after_is_left_out() -> None:
    log = SimulatedLog()
    log.append([said(), said(sequence=2), said(sequence=3)])
    for number in range(20):
        numbers = [entry.number for entry in left_out(log.entries, Random(number))]
        assert numbers in ([1, 3], [2, 3])
    assert left_out(log.entries[:1], Random(1)) == log.entries[:1]


def test_what_is_to_be_said_reads_as_it_will_lie_there() -> None:
    log = SimulatedLog()
    log.append([said()])
    (before,), (entry,) = read([said()]), log.entries
    assert (before.id, before.kind, before.data) == (entry.id, entry.kind, entry.data)


def test_people_take_a_rare_step_sooner_and_seldom_one_twice() -> None:
    habits = Habits()
    habits.did("one", Bespreek.stap)
    once = habits.likely("other", Bespreek, 6)
    assert Habits().likely("one", Bespreek, 6) > once > habits.likely("one", Bespreek, 6)
    habits.did("one", BrengIn.stap)
    assert habits.likely("one", BrengIn, 6) == habits.likely("other", BrengIn, 6)


@pytest.mark.parametrize("number", range(12))
def test_the_next_version_of_a_covenant_holds_together(number: int) -> None:
    chance, day = Random(number), date(2026, 3, 2)
    covenant = covenants()[number % len(covenants())]
    changed = later(covenant, day, chance)
    assert Convenant.model_validate(changed.model_dump()) == changed
    assert (changed.versie, changed.geldig_van) == (covenant.versie + 1, day)
    assert changed.termijnen != covenant.termijnen


def test_everybody_whom_a_covenant_names_can_be_called() -> None:
    known = capacities(covenants())
    assert {f for one in covenants() for t in one.overleggen.values() for f in t.functies()} <= set(
        known
    )


def test_a_story_is_about_one_casus_and_its_faults() -> None:
    story = Story(SetClock(datetime(2026, 3, 2, 8, tzinfo=UTC)))
    story.deed("een/zetel", "accepteer", "mine")
    story.deed("een/zetel", "weiger", "other")
    story.fault("dubbel bezorgd", "zorg-notifier", ["mine", "other"])
    told = list(story.told({"mine"}, lambda casus: f"casus {casus}"))
    assert told == [
        "dag  1 ma 02-03 09:00  een/zetel                              accepteer [casus mine]",
        "dag  1 ma 02-03 09:00  zorg-notifier                          ! dubbel bezorgd "
        "[casus mine]",
    ]
