"""Is every source whole and unaltered? The auditor's first question, on a log of our own."""

from pathlib import Path

import pytest

from chain.audit.event import Fault, read_event
from chain.audit.order import Order
from chain.audit.records import LogFile, NoLog
from tests.audit import damage
from tests.audit.logbook import Logbook

TOPICS = ("zorg.intake.v1", "zorg.casusoverleg.v1")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    book = Logbook()
    for number in range(6):
        for topic in TOPICS:
            book.say(topic, "CasusBesproken", {"casus": f"c{number}"}, partition=number % 2)
    return book.write(tmp_path / "log.sqlite")


def judged(path: Path) -> Order:
    order = Order()
    for record in LogFile(path).records():
        order.take(record, read_event(record))
    return order


def texts(found: list[Fault]) -> list[str]:
    return [fault.text for fault in found]


def test_a_sound_log_has_no_faults(log: Path) -> None:
    order = judged(log)
    assert (order.faults, order.missing, order.double) == ([], 0, 0)
    assert order.lengths == {(topic, part): 3 for topic in TOPICS for part in (0, 1)}


def test_a_missing_record_is_a_gap(log: Path) -> None:
    damage.delete(log, 5)
    order = judged(log)
    assert order.missing == 1
    assert [str(fault) for fault in order.faults] == [
        "zorg.intake.v1, partitie 0, nummer 3: hiervoor ontbreekt nummer 2"
    ]


def test_missing_from_the_start_is_a_gap_too(log: Path) -> None:
    for row in (1, 5):
        damage.delete(log, row)
    order = judged(log)
    assert (order.missing, texts(order.faults)) == (2, ["hiervoor ontbreekt de nummers 1 t/m 2"])


def test_an_altered_record_breaks_the_chain(log: Path) -> None:
    damage.alter(log, 5)
    assert texts(judged(log).faults) == ["sluit niet aan op de vorige: een van beide is gewijzigd"]


@pytest.mark.parametrize("row", [1, 5, 9, 12])
def test_the_same_bytes_once_more_are_no_double(log: Path, row: int) -> None:
    damage.again(log, row)
    order = judged(log)
    assert (order.faults, order.double, order.missing) == ([], 0, 0)


def test_other_bytes_at_the_same_number_are_a_double(log: Path) -> None:
    damage.again(log, 5, lambda body: body.update(time="1999-01-01T00:00:00Z"))
    order = judged(log)
    assert (order.double, texts(order.faults)) == (
        1,
        ["dit nummer is twee keer gegeven, met andere inhoud"],
    )


def test_an_event_in_two_places_is_a_double(log: Path) -> None:
    damage.append_copy(log, 5)
    order = judged(log)
    assert order.double == 1
    assert texts(order.faults) == ["de gebeurtenis event000005 staat ook op een andere plaats"]


def test_an_event_of_another_source_is_a_fault(log: Path) -> None:
    damage.append_copy(log, 5, lambda body: body.update(id="new", source="urn:elsewhere"))
    assert "de bron hoort" in texts(judged(log).faults)[0]


def test_what_was_cut_off_at_the_end_cannot_be_seen_here(log: Path) -> None:
    """Nothing in a log tells that its end is missing: the databases do, see test_databases."""
    damage.delete(log, 12)
    assert judged(log).faults == []


def test_the_digest_of_a_place(log: Path) -> None:
    damage.delete(log, 5)
    order = judged(log)
    place = order.faults[0].place
    assert order.digest(place) is not None
    assert order.digest(place._replace(sequence=2)) is None
    assert order.digest(place._replace(sequence=99)) is None


def test_no_log_is_said_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(NoLog, match="Er is geen logboek"):
        LogFile(tmp_path / "log.sqlite")
