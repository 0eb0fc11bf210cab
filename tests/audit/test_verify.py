"""Was exactly that delivered which was decided? And the databases beside the log: do they agree?"""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from chain.audit.figures import MUST_BE_ZERO, audited
from chain.audit.verify import verified
from tests.audit import damage
from tests.audit.damage import Body, chain_at
from tests.audit.story import CASUS, HCO, SEATS, ZAT, Story


def faults(log: Path) -> list[str]:
    verdict = verified(chain_at(log))
    return [fault.text for fault in verdict.faults]


def test_the_story_holds(log: Path) -> None:
    verdict = verified(chain_at(log))
    assert (verdict.faults, verdict.unpaired, verdict.decisions) == ((), 0, 7)


def _rewritten(log: Path, row: int, change: Callable[[Body], None]) -> None:
    """Something else was delivered, and the log was made to fit."""
    damage.change(log, row, change)
    damage.rewrite(log, set())


def _delivery(log: Path) -> int:
    """The one with elements."""
    return damage.find(log, "VerstrekkingBezorgd", casus=CASUS[HCO])[0]


def test_an_element_for_a_seat_that_was_refused(log: Path) -> None:
    seat = {"organisatietype": "rvdk", "rol": "raadsonderzoeker"}
    _rewritten(log, _delivery(log), lambda b: b["data"]["elementen"][0]["zetels"].append(seat))
    (found,) = faults(log)
    assert found.endswith("is bezorgd aan rvdk/raadsonderzoeker, zonder besluit")


def test_an_element_withheld_from_a_seat_that_may(log: Path) -> None:
    _rewritten(log, _delivery(log), lambda b: b["data"]["elementen"][0]["zetels"].pop())
    (found,) = faults(log)
    assert found.endswith("is niet bezorgd aan rmc/rmc-coordinator")


def test_an_element_that_was_not_reduced_as_decided(log: Path) -> None:
    _rewritten(
        log, _delivery(log), lambda b: b["data"]["elementen"][0].update(bewerking="zonder-namen")
    )
    assert len(faults(log)) == 2
    assert "bezorgd als 'zonder-namen', en het besluit zegt 'geen'" in faults(log)[0]


def test_an_element_that_was_never_decided_on(log: Path) -> None:
    def smuggle(body: Body) -> None:
        body["data"]["elementen"][0]["element"]["id"] = "smuggled"

    _rewritten(log, _delivery(log), smuggle)
    assert any("element element:veiligheid:smuggled is bezorgd" in text for text in faults(log))


def test_a_delivery_that_the_decision_stopped(log: Path) -> None:
    row = damage.find(log, "VerstrekkingBesloten", naar_domein=HCO)[0]
    _rewritten(log, row, lambda b: b["data"].update(doorgelaten=False))
    assert "bezorgd, terwijl het besluit dit tegenhield" in faults(log)


def test_a_delivery_without_a_decision(log: Path) -> None:
    damage.rewrite(log, {damage.find(log, "VerstrekkingBesloten", naar_domein=HCO)[0]})
    assert "bezorgd zonder besluit" in faults(log)


def test_a_decision_without_its_delivery(log: Path) -> None:
    damage.rewrite(log, {_delivery(log)})
    assert "doorgelaten, en niet bezorgd" in faults(log)


def test_what_the_decision_stopped_is_not_missed(log: Path) -> None:
    decision = damage.find(log, "VerstrekkingBesloten", naar_domein=HCO)[0]
    damage.change(log, decision, lambda b: b["data"].update(doorgelaten=False))
    damage.rewrite(log, {_delivery(log)})
    assert faults(log) == []


def test_a_broken_link_is_a_fault(log: Path) -> None:
    def forge(body: Body) -> None:
        body["data"]["koppelingen"]["cijfertekst"] = "A" * 120

    _rewritten(log, damage.find(log, "VertalingVastgelegd")[0], forge)
    assert "deze vertaling is niet te openen" in faults(log)


def test_a_destroyed_key_is_no_fault(log: Path, story: Story) -> None:
    """Erasure is lawful; what it hides can no longer be paired, and stays in order."""
    _hide(story.home / "keys" / "privacy-gate.sqlite", "destroyed")
    chain = chain_at(log)
    assert chain.links.unopened > 0
    verdict = verified(chain)
    assert verdict.faults == ()
    assert verdict.unpaired > 0
    assert not {name for name in MUST_BE_ZERO if audited(chain).figures[name]}


@pytest.mark.parametrize("hide", ["destroyed", "elsewhere"])
def test_of_copies_at_the_own_table_it_is_still_seen_how_many_went_to_whom(
    story: Story, tmp_path: Path, hide: str
) -> None:
    keys = story.home / "keys" / "privacy-gate.sqlite"
    elements = {"e8": SEATS[:2], "e9": SEATS[1:]}
    story.provide(ZAT, ZAT, {"soort": "bespreking"}, elementen=elements)
    log = story.write()
    assert faults(log) == []
    _hide(keys, hide)
    assert faults(log) == []
    row = damage.find(log, "VerstrekkingBezorgd", casus=CASUS[ZAT])[-1]
    seat = {"organisatietype": "rvdk", "rol": "raadsonderzoeker"}
    _rewritten(log, row, lambda b: b["data"]["elementen"][0]["zetels"].append(seat))
    assert any("zonder besluit" in text for text in faults(log))


def _hide(keys: Path, how: str) -> None:
    if how == "elsewhere":
        keys.unlink()
        return
    with closing(sqlite3.connect(keys)) as store:
        store.execute("update datakey set material = null")
        store.commit()


def test_without_the_keys_the_order_is_still_judged(log: Path, story: Story) -> None:
    (story.home / "keys" / "privacy-gate.sqlite").unlink()
    assert faults(log) == []
    damage.delete(log, damage.find(log, "CasusBesproken")[0])
    assert len(faults(log)) == 1


def _database(home: Path, name: str) -> sqlite3.Connection:
    (home / "db").mkdir(exist_ok=True)
    database = sqlite3.connect(home / "db" / f"{name}.sqlite")
    database.executescript(
        "create table inbox (id text, hash text);"
        "create table head (topic text, partition int, sequence int, hash text);"
        "create table position (topic text, partition int, next_offset int, sequence int,"
        " hash text);"
        "create table outbox (topic text, partition int, sequence int, raw blob);"
        "create table parked (id text);"
    )
    return database


def _last(log: Path, topic: str) -> tuple[int, str, str, int]:
    """Sequence, hash, id and row of the last event of a topic."""
    with closing(sqlite3.connect(log)) as database:
        row, raw = database.execute(
            "select id, raw from record where topic = ? order by sequence desc limit 1", (topic,)
        ).fetchone()
    body = json.loads(raw)
    return int(body["sequence"]), hashlib.sha256(raw).hexdigest(), body["id"], row


INTAKE = "onderwijs.intake.v1"


@pytest.fixture
def beside(log: Path) -> int:
    """A writer and a reader of a topic whose databases agree with the log; gives its last row."""
    sequence, digest, event, row = _last(log, INTAKE)
    with closing(_database(log.parent, "onderwijs-intake")) as writer:
        writer.execute("insert into head values (?, 0, ?, ?)", (INTAKE, sequence, digest))
        writer.commit()
    with closing(_database(log.parent, "onderwijs-casusoverleg")) as reader:
        reader.execute("insert into inbox values (?, ?)", (event, digest))
        values = (INTAKE, sequence, sequence, digest)
        reader.execute("insert into position values (?, 0, ?, ?, ?)", values)
        reader.commit()
    return row


def test_databases_that_agree(log: Path, beside: int) -> None:
    assert faults(log) == []


def test_what_was_cut_off_at_the_end_is_missed(log: Path, beside: int) -> None:
    damage.delete(log, beside)
    found = faults(log)
    assert "onderwijs-intake schreef dit, en het staat niet in het logboek" in found
    assert any(text.startswith("onderwijs-casusoverleg hoorde 1 gebeurtenis") for text in found)


def test_what_was_altered_at_the_end_is_seen(log: Path, beside: int) -> None:
    damage.alter(log, beside)
    assert {
        "onderwijs-intake schreef iets anders",
        "onderwijs-casusoverleg las hier iets anders",
    } == set(faults(log))


def test_what_waits_in_an_outbox_is_not_missed_but_counted(log: Path, beside: int) -> None:
    sequence = _last(log, INTAKE)[0]
    with closing(sqlite3.connect(log.parent / "db" / "onderwijs-intake.sqlite")) as writer:
        writer.execute("update head set sequence = sequence + 1, hash = 'x'")
        writer.execute("insert into outbox values (?, 0, ?, x'00')", (INTAKE, sequence + 1))
        writer.commit()
    assert faults(log) == []
    figures = audited(chain_at(log)).figures
    assert (figures["verloren"], figures["onderweg"]) == (0, 1)


def test_what_the_log_refused_is_named_and_counted(log: Path, beside: int) -> None:
    with closing(sqlite3.connect(log.parent / "db" / "onderwijs-intake.sqlite")) as writer:
        writer.executescript(
            "create table withheld (ordinal integer primary key, topic, partition, reason, draft);"
            f"""insert into withheld values (1, '{INTAKE}', 0, 'too large', '{{"id": "groot"}}');"""
        )
        writer.commit()
    assert faults(log) == ["onderwijs-intake kon gebeurtenis groot niet publiceren (too large)"]
    found = audited(chain_at(log))
    assert (found.figures["verloren"], found.figures["tegengehouden"]) == (0, 1)
    assert not found.sound


@pytest.mark.parametrize(("read", "verloren", "onderweg"), [(0, 0, 1), (99, 1, 0)])
def test_what_the_gate_has_not_read_is_under_way_and_not_lost(
    log: Path, story: Story, read: int, verloren: int, onderweg: int
) -> None:
    with closing(_database(log.parent, "privacy-gate")) as gate:
        for topic in {topic for topic, _, _ in story.book.rows}:
            gate.execute("insert into position values (?, 0, ?, ?, '')", (topic, read, read))
        gate.commit()
    story.table(HCO, "VerstrekkingGevraagd", verstrekking="v99", inhoud={"soort": "navraag"})
    figures = audited(chain_at(story.write())).figures
    assert (figures["verloren"], figures["onderweg"]) == (verloren, onderweg)
