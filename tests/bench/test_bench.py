"""The bench measures what it says: real messages, the service's own chain, the same rules."""

import hashlib
import json
import re
from itertools import pairwise

import pytest

from chain.bench import command
from chain.bench.berichten import HCO, LOKET, MET_TOESTEMMING, OP, Stroom, berichten, convenant
from chain.bench.cedar import answers, cedar
from chain.bench.poort import SOURCE, geketend, meet, rechter
from chain.bench.rego import rego
from chain.faults import UserFault
from contracts.envelope import CHAIN_START, hash_of, parse, place
from contracts.events.registry import payload_of
from contracts.events.verstrekking import VerstrekkingGevraagd
from privacy_gate.domain.kenmerken import Over, Samenhang
from privacy_gate.domain.regels import Gevolg
from privacy_gate.domain.spoor import lees_spoor
from privacy_gate.domain.toetser import STRICTEST_LAST
from privacy_gate.store.wetboek import wetboek

RULES = wetboek().regelset.geldend(Over.ELEMENT, OP)


@pytest.mark.parametrize("stroom", [LOKET, MET_TOESTEMMING, HCO])
def test_the_messages_are_real_and_distinct(stroom: Stroom) -> None:
    events = list(berichten(stroom, 20, seed=1))
    assert len(set(events)) == 20
    assert events == list(berichten(stroom, 20, seed=1))
    for event in events:
        asked = payload_of(parse(event))
        assert isinstance(asked, VerstrekkingGevraagd)
        assert len({one.id for one in asked.elementen}) == 12
        assert len({one.veld for one in asked.elementen}) == 12
        assert bool(asked.toestemmingen and asked.wegingen) is stroom.toestemmingen


@pytest.mark.parametrize(("stroom", "seats"), [(LOKET, 1), (HCO, 10)])
def test_every_element_is_decided_on_for_every_seat(stroom: Stroom, seats: int) -> None:
    one = rechter(wetboek(), convenant())
    outcomes = set()
    for event in berichten(stroom, 20, seed=2):
        said = lees_spoor(one.beslis(event, Samenhang.NIEUW)[0].decode())
        assert [len(row) for row in said.elementen] == [seats] * 12
        outcomes |= {seat.uitkomst for row in said.elementen for seat in row}
    assert len(outcomes) >= 3


def test_the_chain_is_that_of_a_source() -> None:
    """Each place names the hash of the one before it; another trace gives another end."""
    events = list(berichten(LOKET, 5, seed=3))
    one, raws, previous = rechter(wetboek(), convenant()), [], CHAIN_START
    for number, event in enumerate(events, start=1):
        raws.append(place(one.beslis(event, Samenhang.NIEUW)[0], SOURCE, number, previous))
        previous = hash_of(raws[-1])
    for before, after in pairwise(raws):
        assert json.loads(after)["previoushash"] == hashlib.sha256(before).hexdigest()
    assert geketend(one, events) == previous
    assert geketend(one, [*events[:4], events[0]]) != previous


def test_what_is_measured_is_counted() -> None:
    found = meet(wetboek(), convenant(), list(berichten(LOKET, 60, seed=4)))
    assert found.berichten == 60
    assert 60 < found.onthouden < 60 * 13
    assert found.warm >= found.middel > found.koud


def test_every_rule_is_translated() -> None:
    cedar_text, rego_text = cedar(RULES), rego(RULES, STRICTEST_LAST)
    ids = re.findall(r'^@id\("([^"]+)"\)', cedar_text, re.MULTILINE)
    deciding = (Gevolg.VERBIED, Gevolg.LAAT_BEOORDELEN, Gevolg.STA_TOE, Gevolg.MINIMALISEER)
    assert ids == [rule.id for rule in RULES if rule.gevolg in deciding]
    assert list(answers(RULES, STRICTEST_LAST)) == ids
    lifting = [r for r in RULES if r.gevolg is Gevolg.UITZONDERING]
    lifts = sum(len(rule.uitzondering_op) for rule in lifting)
    assert cedar_text.count(" unless ") == lifts
    assert len(re.findall(r"^opgeheven_\d+\(k\) if", rego_text, re.MULTILINE)) == lifts
    for gevolg, name in ((Gevolg.VERBIED, "verboden"), (Gevolg.STA_TOE, "toegelaten")):
        written = len(re.findall(rf"^{name}\(k\) if", rego_text, re.MULTILINE))
        assert written == sum(rule.gevolg is gevolg for rule in RULES)


def test_an_engine_that_decides_otherwise_is_seen() -> None:
    asked = list(command.vragen(wetboek(), list(berichten(LOKET, 3, seed=5))))
    answered = [[outcome for _, outcome in message] for message in asked]
    assert command.vergeleken(asked, answered) == (36, 0)
    answered[1][4] = "iets anders"
    assert command.vergeleken(asked, answered[:2]) == (24, 1)


def test_without_the_other_engines_it_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "PEERS", command.ROOT / "nergens")
    with pytest.raises(UserFault, match=r"\./keten bench gate"):
        command.main(["gate"])
