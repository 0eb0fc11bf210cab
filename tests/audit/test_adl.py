"""The Authorization Decision Log: one record per decision, a denial is none of its errors, and
from a record and the log alone the decision can be taken again.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chain.audit.adl import EVENT_NAME, decisions
from chain.audit.cli import SOUND, UNUSABLE, main
from chain.audit.event import Event
from chain.audit.reading import AuditedChain
from contracts.covenant import Convenant
from contracts.events.verstrekking import VerstrekkingGevraagd
from privacy_gate.domain.beslissen import DOORGELATEN, beslis
from privacy_gate.domain.kenmerken import Samenhang
from privacy_gate.store.wetboek import wetboek
from tests.audit import damage
from tests.audit.damage import chain_at

pytestmark = pytest.mark.timeout(300)

CORE = {f"adl.core.{part}" for part in ("request", "response", "policies", "information")}
Json = dict[str, Any]


def decided(chain: AuditedChain) -> list[Event]:
    return [e for e in chain.events() if e.kind == "VerstrekkingBesloten"]


def test_every_decision_has_exactly_one_record(demo_data: Path) -> None:
    chain = chain_at(demo_data / "log.sqlite")
    records = list(decisions(chain))
    assert [r["resource"]["log.record"]["event"] for r in records] == [e.id for e in decided(chain)]
    spans = {(r["trace_id"], r["span_id"]) for r in records}
    assert len(spans) == len(records) > 20


def test_a_record_that_stands_twice_in_the_log_is_one_decision(log: Path) -> None:
    before = len(list(decisions(chain_at(log))))
    damage.again(log, damage.find(log, "VerstrekkingBesloten")[0])
    assert len(list(decisions(chain_at(log)))) == before > 0


def test_a_record_has_the_form_of_the_standard(demo_data: Path) -> None:
    for record in decisions(chain_at(demo_data / "log.sqlite")):
        assert re.fullmatch(r"[0-9a-f]{32}", record["trace_id"])
        assert re.fullmatch(r"[0-9a-f]{16}", record["span_id"])
        assert record["event_name"] == EVENT_NAME
        assert record["timestamp"] > 1_000_000_000_000
        located = [*record["attributes"], *record["body"]]
        assert sorted(located) == sorted(CORE)
        asked = record["body"]["adl.core.request"]["evaluations"]
        answered = record["body"]["adl.core.response"]["evaluations"]
        assert len(asked) == len(answered)
        assert all(isinstance(one["decision"], bool) for one in answered)


def test_a_denial_is_no_error(demo_data: Path) -> None:
    records = list(decisions(chain_at(demo_data / "log.sqlite")))
    assert {record["status"] for record in records} == {"Ok"}
    denied = [
        answer
        for record in records
        for answer in record["body"]["adl.core.response"]["evaluations"]
        if not answer["decision"]
    ]
    assert {"geweigerd"} <= {answer["context"]["uitkomst"] for answer in denied}
    assert all(answer["context"]["regels"] for answer in denied)


def test_a_decision_can_be_taken_again_from_its_record_and_the_log(demo_data: Path) -> None:
    """The request and the covenant by their place, the law by its fingerprint, no copy needed."""
    chain = chain_at(demo_data / "log.sqlite")
    events = {e.place: e for e in chain.events()}
    replayed = 0
    for record in decisions(chain):
        again = replay(record, events)
        answers = record["body"]["adl.core.response"]["evaluations"]
        for answer, (passes, rules) in zip(answers, again, strict=True):
            said = answer["context"]["regels"]
            if said[-1].startswith("R-"):
                assert passes, "a value that was not there was allowed all the same"
            else:
                assert (answer["decision"], tuple(said)) == (passes, rules)
            replayed += 1
    assert replayed > 500


def replay(record: Json, events: dict[Any, Event]) -> Iterator[tuple[bool, tuple[str, ...]]]:
    information = record["attributes"]["adl.core.information"]
    asked = events[place_of(information["verzoek"])]
    covenant = events[place_of(information["convenant"])]
    law = wetboek()
    assert record["attributes"]["adl.core.policies"]["regelset"] == law.vingerafdruk
    context = record["body"]["adl.core.request"]["context"]
    besluit = beslis(
        VerstrekkingGevraagd.model_validate(asked.data),
        Convenant.model_validate(covenant.data["convenant"]),
        Samenhang(context["omstandigheden"]["samenhang"]),
        wet=law,
    )
    yield besluit.doorgelaten, rules_of(besluit.inhoud)
    for one in besluit.elementen:
        for _, oordeel in one.zetels:
            yield oordeel.uitkomst in DOORGELATEN, rules_of(oordeel)


def rules_of(oordeel: Any) -> tuple[str, ...]:
    return tuple(regel.id for regel in oordeel.regels) or ("GEEN-REGEL",)


def place_of(reference: Json) -> Any:
    return (reference["topic"], reference["partition"], reference["sequence"])


def test_what_the_log_does_not_hold_is_cited_without_a_place(log: Path) -> None:
    damage.delete(log, damage.find(log, "VerstrekkingGevraagd")[0])
    cited = [r["attributes"]["adl.core.information"]["verzoek"] for r in decisions(chain_at(log))]
    assert sum("topic" not in one for one in cited) == 1


def test_no_value_stands_in_it(demo_data: Path) -> None:
    text = json.dumps(list(decisions(chain_at(demo_data / "log.sqlite"))))
    assert "cijfertekst" not in text
    assert "waarde" not in text


def test_the_command_writes_a_line_per_decision(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adl", "--data", str(log.parent)]) == SOUND
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(decided(chain_at(log)))
    assert {json.loads(line)["event_name"] for line in lines} == {EVENT_NAME}


def test_without_decisions_there_is_nothing_to_write(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for row in damage.find(log, "VerstrekkingBesloten"):
        damage.delete(log, row)
    assert main(["adl", "--data", str(log.parent)]) == UNUSABLE
    assert "geen besluit" in capsys.readouterr().err
