"""What a region steers by: counted from events, without persons, small numbers not as they are."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from chain.audit.event import Event, Spot
from chain.audit.steering import FigureRow, Steering, as_csv, lead_time, shielded, shown

BEGIN = date(2026, 3, 2)
COVENANT = {
    "convenant": "streek",
    "naam": "Streek",
    "overleggen": {
        "zat": {"naam": "Het ZAT", "domein": "onderwijs"},
        "hco": {"naam": "Het HCO", "domein": "veiligheid"},
        "cjg": {"naam": "Het CJG", "domein": "zorg"},
    },
}


class Story:
    def __init__(self) -> None:
        self.steering = Steering()
        self._number = 0
        self.say("keten.register.v1", "ConvenantVastgesteld", 0, convenant=COVENANT)

    def say(self, topic: str, kind: str, day: int, **data: Any) -> None:
        self._number += 1
        op = BEGIN + timedelta(days=day)
        event = Event(
            place=Spot(topic, 0, self._number),
            id=f"e{self._number}",
            kind=kind,
            source="s",
            subject="s",
            time=f"{op}T09:00:00Z",
            cause="cmd-x",
            after="",
            previous="",
            data=data,
        )
        self.steering.take(event)

    def table(self, overleg: str, kind: str, day: int, casus: str, **data: Any) -> None:
        domain = COVENANT["overleggen"][overleg]["domein"]  # type: ignore[index] # our own
        op = str(BEGIN + timedelta(days=day))
        self.say(
            f"{domain}.casusoverleg.v1", kind, day, casus=casus, overleg=overleg, op=op, **data
        )

    def figure(self, onderdeel: str, wat: str, maat: str = "aantal") -> str | None:
        rows = [row for row in self.steering.rows() if row[1:4] == (onderdeel, wat, maat)]
        assert len(rows) <= 1
        return rows[0].waarde if rows else None


def offered(story: Story, count: int, day: int = 0) -> list[str]:
    names = [f"c{day}-{number}" for number in range(count)]
    for name in names:
        story.table("hco", "CasusGeopend", day, name, herkomst="inbreng")
        story.table(
            "hco", "OverdrachtAangeboden", day, name,
            overdracht=f"o-{name}", naar_overleg="cjg", vraag="advies",
        )  # fmt: skip
    return names


def step(story: Story, name: str, stap: str, day: int, **data: Any) -> None:
    story.table(
        "hco", "OverdrachtstapVernomen", day, name, overdracht=f"o-{name}", stap=stap, **data
    )


def test_lead_times_of_a_hand_off_are_told_by_median_and_nine_tenths() -> None:
    story = Story()
    for number, name in enumerate(offered(story, 10)):
        step(story, name, "geaccepteerd", number + 1)
        step(story, name, "actie-bevestigd", number + 11)
    answered, acted = "van aanbod tot antwoord", "van acceptatie tot gebleken actie"
    found = [story.figure("doorlooptijd in dagen", answered, m) for m in ("mediaan", "p90")]
    assert found == ["5.5", "9"]
    assert story.figure("doorlooptijd in dagen", acted, "mediaan") == "10"


def test_who_is_silent_is_named_by_table_and_only_while_it_lasts() -> None:
    story = Story()
    names = offered(story, 7)
    offered(story, 2, day=20)
    assert story.figure("wacht nu op antwoord van", "Het CJG") == "9"
    assert story.figure("wacht al twee weken op", "Het CJG") == "7"
    for name in names:
        step(story, name, "geweigerd", 21)
    assert story.figure("wacht nu op antwoord van", "Het CJG") == "<5"
    assert story.figure("wacht al twee weken op", "Het CJG") is None


def test_an_offer_that_the_gate_stopped_waits_for_nobody() -> None:
    story = Story()
    for name in offered(story, 6):
        content = {"soort": "overdrachtsaanbod", "overdracht": f"o-{name}"}
        request = {"verstrekking": f"v-{name}", "inhoud": content}
        story.say("veiligheid.casusoverleg.v1", "VerstrekkingGevraagd", 0, **request)
        answer = {"verstrekking": f"v-{name}", "doorgelaten": False}
        story.say("veiligheid.postbus.v1", "VerstrekkingAfgehandeld", 0, **answer)
    assert story.figure("wacht nu op antwoord van", "Het CJG") is None


def test_the_share_that_is_kept_at_the_veiligheidshuis() -> None:
    story = Story()
    for number in range(40):
        name = f"c{number}"
        story.table("hco", "CasusGeopend", 0, name, herkomst="inbreng")
        kept = number < 10
        outcome = "eigen-plan" if kept else "overdragen"
        story.table("hco", "UitkomstVastgesteld", 5, name, uitkomst=outcome)
        if kept:
            story.table("hco", "PlanVastgesteld", 5, name)
        story.table("zat", "PlanVastgesteld", 5, name)
    heading = "besloten in het veiligheidshuis"
    assert story.figure(heading, "gehouden", "aandeel") == "25%"
    assert story.figure(heading, "gehouden") == "10"
    assert story.figure(heading, "overgedragen of teruggelegd") == "30"


def test_feedback_is_timed_from_when_it_was_due_to_when_it_was_passed_on() -> None:
    story = Story()
    for number in range(5):
        told = {"bericht": f"b{number}"}
        story.table("hco", "BerichtKlaargezet", 0, "c", soort="uitkomst-terugkoppelen", **told)
        op = str(BEGIN + timedelta(days=3))
        story.say("veiligheid.casusoverleg.v1", "TerugkoppelingDoorgegeven", 3, op=op, **told)
    step_name = "van besluit of actie tot terugkoppeling"
    assert story.figure("doorlooptijd in dagen", step_name, "mediaan") == "3"


def test_no_id_and_no_small_number_is_in_what_is_told() -> None:
    story = Story()
    offered(story, 3)
    text = as_csv(story.steering.rows())
    assert "c0-1" not in text
    assert "o-c0" not in text
    assert ";3\n" not in text
    assert text.count(";<5\n") > 3
    assert text.startswith("regio;onderdeel;wat;maat;waarde\n")


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ({"a": 3}, {"a": "<5"}),
        ({"a": 0, "b": 7}, {"a": "0", "b": "7"}),
        ({"a": 3, "b": 8, "c": 20}, {"a": "<5", "b": "weggelaten", "c": "20"}),
        ({"a": 1, "b": 1, "c": 9}, {"a": "<5", "b": "<5", "c": "weggelaten"}),
        ({"a": 3, "b": 4, "c": 9}, {"a": "<5", "b": "<5", "c": "9"}),
    ],
)
def test_no_small_number_follows_from_the_others(
    counted: Mapping[str, int], told: Mapping[str, str]
) -> None:
    assert shielded(counted) == told


def test_of_a_few_observations_nothing_is_told() -> None:
    assert lead_time([1, 2, 3, 4]) == {"aantal": "<5", "mediaan": "<5", "p90": "<5"}
    assert lead_time([5, 1, 4, 2, 3]) == {"aantal": "5", "mediaan": "3", "p90": "5"}
    assert [shown(number) for number in (0, 1, 4, 5)] == ["0", "<5", "<5", "5"]


def test_a_table_of_no_region_is_not_counted() -> None:
    story = Story()
    story.say("zorg.intake.v1", "CasusAangemeld", 0, casus="c", overleg="elders", door={})
    assert list(story.steering.rows()) == []
    assert FigureRow._fields[0] == "regio"


def test_what_came_of_matches_is_told_at_each_side_and_what_is_still_open() -> None:
    story = Story()
    for number in range(18):
        match = f"m{number}"
        story.table("zat", "MeldingGedaan", 0, f"c{number}", melding=f"x{number}")
        story.table("zat", "MatchOntvangen", 0, f"c{number}", match=match)
        tried = {"match": match, "opvolging": "geen-gehoor", "uitkomst": None}
        story.table("zat", "MatchOpgevolgd", 1, f"c{number}", **tried)
        if number < 12:
            agreed = "samen-een-plan" if number < 6 else "geen-vervolg-nodig"
            story.table("zat", "MatchOpgevolgd", 4, f"c{number}", **tried | {"uitkomst": agreed})
    assert story.figure("aantallen", "gemeld aan de verwijsindex") == "18"
    assert story.figure("aantallen", "matches in de verwijsindex") == "18"
    outcomes = ("samen-een-plan", "geen-vervolg-nodig", "nog open")
    assert [story.figure("uitkomst van matches", one) for one in outcomes] == ["6", "6", "6"]
    assert story.figure("doorlooptijd in dagen", "van match tot afspraak", "mediaan") == "4"
