"""Who holds the zaak, where one was the holder twice and names differ per table."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chain.audit.figures import audited
from tests.audit.damage import chain_at
from tests.audit.story import CJG, HCO, OVERDRACHT, ZAT, Story


@pytest.fixture
def begun(tmp_path: Path) -> Story:
    """The police reported somebody to the HCO."""
    story = Story(tmp_path)
    story.table(HCO, "CasusAangemeld", houder="politie")
    return story


def offered(story: Story, *, houder: str, zegt: str | None = None) -> None:
    """The HCO offers it to the CJG; `zegt` is whom the gate names in the holder's place."""
    story.table(HCO, "OverdrachtAangeboden", overdracht=OVERDRACHT[HCO], houder=houder)
    inhoud = {"soort": "overdrachtsaanbod", "houder": houder}
    arrived = story.provide(HCO, CJG, inhoud, houder=zegt or houder)
    own = {"overdracht": OVERDRACHT[CJG], "houder": zegt or houder}
    story.table(CJG, "OverdrachtOntvangen", arrived, **own)


def step(story: Story, stap: str, houder: str, domain: str = CJG, *, door: str = "cjg") -> None:
    """A step that a side makes; nobody hears of it yet."""
    made = {"overdracht": OVERDRACHT[domain], "stap": stap, "houder": houder}
    story.table(domain, "OverdrachtGewijzigd", **made, door={"organisatie": door})


def news(story: Story, van: str, naar: str, houder: str) -> Callable[[], str]:
    """News of who holds it arrives at a table, which takes it in when it is asked to."""
    arrived = story.provide(van, naar, {"soort": "houdermelding", "houder": houder})
    return lambda: story.table(naar, "HouderVernomen", arrived, houder=houder)


def contradicted(story: Story) -> list[str]:
    """What is held against how responsibility went."""
    faults = audited(chain_at(story.write())).faults
    return [fault.text for fault in faults if "verantwoordelijk" in fault.text]


def test_what_was_withdrawn_before_acceptance_moves_nothing(begun: Story) -> None:
    offered(begun, houder="politie", zegt="veiligheidshuis")
    step(begun, "intrekking-gevraagd", "politie", HCO, door="veiligheidshuis")
    step(begun, "intrekking-bevestigd", "veiligheidshuis")
    offered(begun, houder="politie", zegt="veiligheidshuis")
    step(begun, "geaccepteerd", "cjg")
    assert contradicted(begun) == []


def test_who_held_it_twice_is_told_apart_by_the_message(begun: Story) -> None:
    later: list[Callable[[], str]] = []
    for houder in ("politie", "veiligheidshuis"):
        offered(begun, houder=houder)
        step(begun, "geaccepteerd", "cjg")
        news(begun, CJG, HCO, "cjg")()
        later.append(news(begun, HCO, ZAT, "cjg"))
        step(begun, "intrekking-gevraagd", "cjg", HCO, door="veiligheidshuis")
        step(begun, "intrekking-bevestigd", "veiligheidshuis")
        news(begun, CJG, HCO, "veiligheidshuis")()
        later.append(news(begun, HCO, ZAT, "veiligheidshuis"))
    for take_in in later:
        take_in()
    assert contradicted(begun) == []


def test_a_table_that_goes_back_in_time_is_found(begun: Story) -> None:
    offered(begun, houder="politie")
    step(begun, "geaccepteerd", "cjg")
    news(begun, CJG, HCO, "cjg")()
    begun.table(HCO, "HouderVernomen", houder="politie")
    assert contradicted(begun) == ["noemt politie verantwoordelijk, en dat is niet zo"]


def test_who_heard_of_the_second_time_does_not_go_back_to_before_it(begun: Story) -> None:
    offered(begun, houder="politie")
    step(begun, "geaccepteerd", "cjg")
    news(begun, CJG, HCO, "cjg")()
    step(begun, "intrekking-gevraagd", "cjg", HCO, door="veiligheidshuis")
    step(begun, "intrekking-bevestigd", "veiligheidshuis")
    news(begun, CJG, HCO, "veiligheidshuis")()
    offered(begun, houder="veiligheidshuis")
    step(begun, "geaccepteerd", "cjg")
    news(begun, CJG, HCO, "cjg")()
    news(begun, HCO, ZAT, "cjg")()
    assert contradicted(begun) == []
    begun.table(ZAT, "HouderVernomen", houder="veiligheidshuis")
    assert contradicted(begun) == ["noemt veiligheidshuis verantwoordelijk, en dat is niet zo"]


def test_what_nobody_offered_cannot_be_accepted(begun: Story) -> None:
    step(begun, "geaccepteerd", "cjg")
    found = [fault.text for fault in audited(chain_at(begun.write())).faults]
    assert "cjg aanvaardt wat niemand aanbood" in found
