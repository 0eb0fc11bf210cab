"""The auditor on the log of a real chain: sound as it is, and every damage shows in its own place.

`rewrite` renumbers and chains the log anew after the damage, as someone would who has the whole
file in his hands: then no gap and no hash tells, and what does not fit must.
"""

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from chain.again import main
from chain.audit.cli import FAULTY, SOUND
from chain.audit.figures import MUST_BE_ZERO, audited
from chain.audit.replay import OPNIEUW
from chain.audit.verify import verified
from tests.audit import damage
from tests.audit.conftest import Played
from tests.audit.damage import Body, chain_at

pytestmark = pytest.mark.timeout(300)


def wrong(log: Path) -> set[str]:
    figures = audited(chain_at(log)).figures
    return {name for name in MUST_BE_ZERO if figures[name]}


def test_it_is_sound(demo_data: Path) -> None:
    log = demo_data / "log.sqlite"
    found = audited(chain_at(log))
    assert found.sound, found
    assert verified(chain_at(log)).faults == ()
    assert found.figures["aangemeld"] == 6
    assert found.figures["actie_bevestigd"] == 4
    assert found.figures["geweigerd"] == 1
    assert found.figures["geparkeerd"] == found.figures["achterstand"] == 0


def test_auditing_a_chain_at_work_gives_no_false_alarm(played: Played) -> None:
    assert played.looked > 5
    assert played.alarms == ()


def test_a_causal_order_gives_the_same_figures(demo_data: Path) -> None:
    log = demo_data / "log.sqlite"
    assert audited(chain_at(log, ordered=False)).figures == audited(chain_at(log)).figures


def test_in_causal_order_everything_follows_its_cause(demo_data: Path) -> None:
    read = chain_at(demo_data / "log.sqlite", ordered=False)
    known: set[str] = set()
    for event in read.events():
        assert event.cause.startswith("cmd-") or event.cause in known, event.place
        known |= read.links.names(event)


def test_any_deleted_record_is_lost(real: Path) -> None:
    rows = random.Random(7).sample(damage.rows(real), 12)
    whole = real.read_bytes()
    for row in rows:
        real.write_bytes(whole)
        damage.delete(real, row)
        assert "verloren" in wrong(real), row


def test_any_altered_record_is_seen(real: Path) -> None:
    rows = random.Random(8).sample(damage.rows(real), 8)
    whole = real.read_bytes()
    for row in rows:
        real.write_bytes(whole)
        damage.alter(real, row)
        assert verified(chain_at(real)).faults, row


def test_any_event_said_again_is_double(real: Path) -> None:
    rows = random.Random(9).sample(damage.rows(real), 8)
    whole = real.read_bytes()
    for row in rows:
        real.write_bytes(whole)
        damage.append_copy(real, row)
        assert "dubbel" in wrong(real), row


@pytest.mark.parametrize(
    ("kind", "fields", "key"),
    [
        ("CasusAangemeld", {}, "zonder_verantwoordelijke"),
        ("PlanVastgesteld", {}, "zonder_verantwoordelijke"),
        ("OverdrachtGewijzigd", {"stap": "geaccepteerd"}, "zonder_verantwoordelijke"),
        ("OverdrachtAangeboden", {}, "zonder_verantwoordelijke"),
        ("OverdrachtGewijzigd", {"stap": "actie-bevestigd"}, "afgesloten_zonder_actie"),
        ("TerugkoppelingDoorgegeven", {}, "afgesloten_zonder_terugkoppeling"),
        ("VerstrekkingGevraagd", {}, "verloren"),
        ("VerstrekkingBesloten", {}, "verloren"),
        ("VerstrekkingBezorgd", {}, "verloren"),
        ("VerstrekkingAfgehandeld", {}, "verloren"),
        ("OverdrachtOntvangen", {}, "verloren"),
        ("OverdrachtstapVernomen", {}, "verloren"),
    ],
)
def test_what_is_missing_without_a_gap_shows_where_it_belongs(
    real: Path, kind: str, fields: dict[str, object], key: str
) -> None:
    found = damage.find(real, kind, **fields)
    assert found
    damage.rewrite(real, {found[0]} if key == "verloren" else set(found))
    assert key in wrong(real)


def _another_seat(body: Body) -> None:
    seat = {"organisatietype": "halt", "rol": "halt-medewerker"}
    body["data"]["elementen"][0]["zetels"].append(seat)


def _one_seat_less(body: Body) -> None:
    body["data"]["elementen"][0]["zetels"].pop()


def _less_reduced(body: Body) -> None:
    for provided in body["data"]["elementen"]:
        provided["bewerking"] = "geen"


@pytest.mark.parametrize("tamper", [_another_seat, _one_seat_less, _less_reduced])
def test_what_was_delivered_otherwise_than_decided_is_seen(
    real: Path, tamper: Callable[[Body], None]
) -> None:
    rows = [
        row
        for row, body in damage.bodies(real)
        if body["type"].rpartition(".v")[0].endswith("VerstrekkingBezorgd")
        and {part["bewerking"] for part in body["data"]["elementen"]} - {"geen"}
    ]
    damage.change(real, rows[0], tamper)
    damage.rewrite(real, set())
    texts = [fault.text for fault in verified(chain_at(real)).faults]
    assert any("bezorgd" in text for text in texts), Counter(texts)


def _zaken(log: Path) -> list[str]:
    reported = damage.find(log, "CasusAangemeld")
    return [body["data"]["casus"] for row, body in damage.bodies(log) if row in reported]


def test_every_decision_is_made_again_to_the_byte(
    demo_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again: Counter[str] = Counter()
    for casus in _zaken(demo_data / "log.sqlite"):
        assert main(["replay", casus, "--json", "--data", str(demo_data)]) == SOUND
        rows = json.loads(capsys.readouterr().out)
        again.update(row[OPNIEUW] for row in rows if OPNIEUW in row)
    assert set(again) == {"gelijk"}
    assert again.total() > 20


def _other_request(log: Path) -> tuple[int, Callable[[Body], None]]:
    """The request was another one than was decided on."""
    asked = damage.find(log, "VerstrekkingGevraagd", informeren="geinformeerd")
    row = next(
        row
        for row, body in damage.bodies(log)
        if row in asked
        and body["data"]["elementen"]
        and body["data"]["van_overleg"] != body["data"]["naar_overleg"]
    )
    return row, lambda body: body["data"].update(informeren="niet-vastgesteld")


def _other_trace(log: Path) -> tuple[int, Callable[[Body], None]]:
    row = damage.find(log, "VerstrekkingBesloten")[-1]
    flipped = ("toegestaan", "geweigerd")

    def tamper(body: Body) -> None:
        body["data"]["spoor"] = body["data"]["spoor"].replace(*flipped, 1)

    return row, tamper


@pytest.mark.parametrize("damaged", [_other_request, _other_trace])
def test_a_decision_that_its_request_does_not_give_is_seen(
    real: Path,
    damaged: Callable[[Path], tuple[int, Callable[[Body], None]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    row, tamper = damaged(real)
    casus = dict(damage.bodies(real))[row]["data"]["casus"]
    damage.change(real, row, tamper)
    damage.rewrite(real, set())
    assert main(["replay", casus, "--data", str(real.parent)]) == FAULTY
    assert "opnieuw beslissen geeft een ander spoor" in capsys.readouterr().err
