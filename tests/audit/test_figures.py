"""The figures of a story of our own, and what each kind of damage does to them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chain.audit.figures import MUST_BE_ZERO, audited
from tests.audit import damage
from tests.audit.damage import Body, chain_at
from tests.audit.story import CASUS, CJG, HCO, OVERDRACHT, ZAT, Story


def figures(path: Path, *, ordered: bool = True) -> dict[str, object]:
    return audited(chain_at(path, ordered=ordered)).figures


def wrong(path: Path, *, ordered: bool = True) -> set[str]:
    found = figures(path, ordered=ordered)
    return {name for name in MUST_BE_ZERO if found[name]}


@pytest.mark.parametrize("ordered", [True, False])
def test_a_sound_story(log: Path, story: Story, ordered: bool) -> None:
    assert figures(log, ordered=ordered) == {
        "aangemeld": 1,
        "besproken": 2,
        "overdrachten": 1,
        "geaccepteerd": 1,
        "geweigerd": 0,
        "actie_bevestigd": 1,
        "teruggekoppeld": 1,
        "verkeerd_geadresseerd": 0,
        "casussen": 3,
        "afgesloten": 1,
        "open": 2,
        "besluiten": {
            "toegestaan": 7,
            "geminimaliseerd": 0,
            "geweigerd": 0,
            "beoordeling": 0,
        },
        "verstrekkingen": {"toegestaan": 4, "geminimaliseerd": 0, "geweigerd": 2, "beoordeling": 0},
        "gebeurtenissen": len(story.book.rows),
        **dict.fromkeys((*MUST_BE_ZERO, "onderweg", "geparkeerd", "achterstand"), 0),
    }


def test_every_deleted_record_but_the_last_of_its_source_is_lost(
    log: Path, story: Story, tmp_path: Path
) -> None:
    last = {(topic, part): row for row, (topic, part, _) in enumerate(story.book.rows, 1)}
    for row in range(1, len(story.book.rows) + 1):
        copy = tmp_path / f"{row}.sqlite"
        copy.write_bytes(log.read_bytes())
        damage.delete(copy, row)
        assert "verloren" in wrong(copy) or row in last.values(), row


LOST_BY_ITS_EFFECTS: tuple[tuple[str, dict[str, object]], ...] = (
    ("VerstrekkingGevraagd", {"casus": CASUS[CJG]}),
    ("VerstrekkingBesloten", {"van_domein": HCO}),
    ("VerstrekkingBezorgd", {"casus": CASUS[CJG]}),
    ("VerstrekkingAfgehandeld", {"casus": CASUS[CJG]}),
    ("CasusGeopend", {"casus": CASUS[CJG]}),
    ("OverdrachtstapVernomen", {"stap": "geaccepteerd"}),
    ("HouderVernomen", {}),
    ("BerichtKlaargezet", {"bericht": "m3"}),
)


@pytest.mark.parametrize(("kind", "fields"), LOST_BY_ITS_EFFECTS)
def test_a_loss_that_left_no_gap_is_seen_by_what_does_not_fit(
    log: Path, story: Story, kind: str, fields: dict[str, object]
) -> None:
    rows = set(damage.find(log, kind, **fields))
    if kind == "CasusGeopend":
        rows |= set(damage.find(log, "OverdrachtOntvangen"))
    damage.rewrite(log, rows)
    assert "verloren" in wrong(log)


@pytest.mark.parametrize("kind", ["CasusAangemeld", "PlanVastgesteld"])
def test_without_the_deed_nobody_is_responsible(log: Path, story: Story, kind: str) -> None:
    damage.rewrite(log, set(damage.find(log, kind)))
    assert "zonder_verantwoordelijke" in wrong(log)


def test_without_acceptance_nobody_took_over(log: Path, story: Story) -> None:
    rows = damage.find(log, "OverdrachtGewijzigd", stap="geaccepteerd")
    damage.rewrite(log, set(rows))
    assert figures(log)["zonder_verantwoordelijke"] == 2


def test_a_hand_off_sent_to_the_wrong_table_is_counted_once(log: Path, story: Story) -> None:
    for stap in ("intrekking-gevraagd", "teruggegeven"):
        story.table(
            *(CJG, "OverdrachtGewijzigd"),
            overdracht=OVERDRACHT[CJG],
            stap=stap,
            reden="verkeerd-geadresseerd",
        )
    assert figures(story.write())["verkeerd_geadresseerd"] == 1


def _by(organisation: str) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        body["id"] = "another"
        body["data"]["houder"] = organisation

    return change


@pytest.mark.parametrize(
    ("kind", "holder", "fault"),
    [
        ("CasusGeopend", "nobody-we-know", True),
        ("CasusGeopend", "cjg", False),
        ("CasusGeopend", "veiligheidshuis", False),
        ("PlanVastgesteld", "politie", False),
    ],
)
def test_a_copy_may_lag_and_not_contradict(
    log: Path, story: Story, kind: str, holder: str, fault: bool
) -> None:
    """At the end: het-baken -> veiligheidshuis -> cjg; the HCO has heard of the cjg."""
    where = CASUS[ZAT] if kind == "CasusGeopend" else CASUS[HCO]
    damage.append_copy(log, damage.find(log, kind, casus=where)[0], _by(holder))
    assert ("zonder_verantwoordelijke" in wrong(log)) is fault


def test_a_copy_may_not_go_back_in_time(log: Path, story: Story) -> None:
    row = damage.find(log, "HouderVernomen")[0]
    damage.append_copy(log, row, _by("het-baken"))
    assert "zonder_verantwoordelijke" in wrong(log)


def test_a_plan_on_old_news_makes_two_responsible(log: Path, story: Story) -> None:
    """The ZAT has not heard that the cjg holds the zaak now, and takes it all the same."""
    story.table(ZAT, "PlanVastgesteld", houder="het-baken")
    path = story.write()
    assert figures(path)["zonder_verantwoordelijke"] == 1


def test_an_offer_that_two_accept_is_held_twice(log: Path, story: Story) -> None:
    story.table(
        CJG, "OverdrachtGewijzigd", overdracht="never-offered", stap="geaccepteerd", houder="bjz"
    )
    path = story.write()
    assert "zonder_verantwoordelijke" in wrong(path)


@pytest.mark.parametrize(("taker", "fault"), [("veiligheidshuis", False), ("bjz", True)])
def test_a_withdrawal_returns_to_who_asked_for_it(
    tmp_path: Path, story: Story, taker: str, fault: bool
) -> None:
    story.table(
        HCO,
        "OverdrachtGewijzigd",
        overdracht="overdracht-hco",
        stap="intrekking-gevraagd",
        door={"organisatie": "veiligheidshuis"},
        houder="cjg",
    )
    story.table(
        CJG,
        "OverdrachtGewijzigd",
        overdracht="overdracht-cjg",
        stap="intrekking-bevestigd",
        houder=taker,
    )
    path = story.write()
    assert ("zonder_verantwoordelijke" in wrong(path)) is fault


@pytest.mark.parametrize(
    "kind",
    [
        "CasusAangemeld",
        "CasusGeopend",
        "CasusAfgesloten",
        "OverdrachtAangeboden",
        "OverdrachtOntvangen",
        "VerstrekkingBezorgd",
        "VerstrekkingBesloten",
        "BerichtKlaargezet",
        "OntvangstBevestigd",
    ],
)
def test_an_effect_applied_twice_is_double(log: Path, story: Story, kind: str) -> None:
    row = damage.find(log, kind)[-1]
    damage.append_copy(log, row, lambda body: body.update(id="another"))
    assert figures(log)["dubbel"] == 1


def test_a_hand_off_accepted_twice_is_double(log: Path, story: Story) -> None:
    row = damage.find(log, "OverdrachtGewijzigd", stap="geaccepteerd")[0]
    damage.append_copy(log, row, lambda body: body.update(id="another"))
    assert "dubbel" in wrong(log)


def test_closed_and_reopened_and_closed_is_no_double(log: Path, story: Story) -> None:
    story.table(HCO, "CasusHeropend", houder="cjg")
    story.table(HCO, "CasusAfgesloten", houder="cjg")
    assert wrong(story.write()) == set()


def test_an_event_without_its_cause_is_lost(log: Path, story: Story) -> None:
    row = damage.find(log, "CasusBesproken")[0]
    damage.append_copy(log, row, lambda body: body.update(id="another", causationid="gone"))
    assert wrong(log) == {"verloren"}


def test_closing_without_action_is_seen(log: Path, story: Story) -> None:
    damage.rewrite(log, set(damage.find(log, "OverdrachtGewijzigd", stap="actie-bevestigd")))
    assert "afgesloten_zonder_actie" in wrong(log)


@pytest.mark.parametrize(
    "without",
    [
        ("BerichtKlaargezet", {"bericht": "m1"}),
        ("BerichtKlaargezet", {"bericht": "m2"}),
        ("TerugkoppelingDoorgegeven", {}),
    ],
)
def test_closing_without_feedback_is_seen(
    log: Path, story: Story, without: tuple[str, dict[str, object]]
) -> None:
    kind, fields = without
    damage.rewrite(log, set(damage.find(log, kind, **fields)))
    assert "afgesloten_zonder_terugkoppeling" in wrong(log)


def test_only_what_asks_for_an_answer_is_lost_without_one(story: Story) -> None:
    """What a table knows already, and news that tells it nothing, need not become a fact."""
    said = {"houder": "veiligheidshuis"}
    story.provide(ZAT, HCO, {"soort": "inbreng", **said})
    story.provide(HCO, ZAT, {"soort": "houdermelding", **said})
    assert figures(story.write())["verloren"] == 0
    story.provide(HCO, ZAT, {"soort": "houdermelding", "beantwoordt_inbreng": True, **said})
    assert figures(story.write())["verloren"] == 1
