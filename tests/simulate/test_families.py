"""What the simulation says of families whose files differ, and of closing that nobody agreed to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.plan import Doelevaluatie, Gezinsplan, Plandoel
from casusoverleg.domain.opschalen.state import Opschaalstand
from chain.simulate.families import left_behind, one_plan
from chain.simulate.findings import Breach
from chain.simulate.log import Entry
from contracts.gezinsplan import Doeloordeel, Leefgebied
from contracts.vocabulary import Functie, Leeftijdsband
from infra.log import Record

REGIE = Functie(organisatie="cjg-tilburg", rol="procesregisseur")
WERKER = Functie(organisatie="mw-tilburg", rol="maatschappelijk-werker")
OP = date(2026, 3, 2)
GOAL = Plandoel(
    id="3" * 26,
    leefgebied=Leefgebied.HUISHOUDEN,
    uitvoerder=WERKER,
    start=OP,
    streefdatum=date(2026, 6, 1),
    element="4" * 26,
    door=REGIE,
    gesteld_op=OP,
)
LOOKED_AT = replace(
    GOAL, evaluaties=(Doelevaluatie(oordeel=Doeloordeel.DEELS, door=WERKER, op=OP),)
)
PLAN = Gezinsplan(doelen=(GOAL,), coordinator=WERKER, benoemd_door=REGIE)


def child(number: str, plan: Gezinsplan, **other: Any) -> Casus:
    casus = Casus(
        id=number * 26,
        overleg="cjg-tilburg",
        betrokkene="5" * 26,
        gezin="6" * 26,
        leeftijdsband=Leeftijdsband.VAN_12_TOT_16,
        herkomst="aanmelding",
        weg=None,
        school=None,
        convenant="tilburg@1",
        geopend_op=OP,
        houder="cjg-tilburg",
        houder_sinds=OP,
        houder_door="aanmelding",
        aan_zet=True,
        gezinsplan=plan,
    )
    return replace(casus, **other)


def found(*children: Casus) -> list[Breach]:
    return [one.kind for one in one_plan({("zorg", one.id): one for one in children})]


def test_files_that_say_the_same_are_one_plan() -> None:
    assert found(child("1", PLAN), child("2", PLAN)) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, doelen=()),
        replace(PLAN, doelen=(LOOKED_AT,)),
        replace(PLAN, coordinator=REGIE),
    ],
)
def test_files_that_differ_are_seen(other: Gezinsplan) -> None:
    assert found(child("1", PLAN), child("2", other)) == [Breach.UNLIKE]


def test_a_coordinator_beside_bureau_jeugdzorg_is_seen() -> None:
    bureau = Functie(organisatie="bjz-tilburg", rol="casemanager")
    without = replace(PLAN, coordinator=None)
    assert found(
        child("1", PLAN), child("2", without, opschalen=Opschaalstand(jeugdzorg=bureau))
    ) == [Breach.UNLIKE]


def test_closing_that_the_zorgregisseur_did_not_agree_to_is_seen() -> None:
    agreed = replace(PLAN, ingestemd_op=OP)
    assert found(child("1", PLAN, gesloten_op=OP)) == [Breach.CLOSED]
    assert found(child("1", agreed, gesloten_op=OP)) == []


def said(number: int, kind: str, child: str, family: str | None, **other: Any) -> Entry:
    data = {"casus": child * 26, "overleg": "cjg-tilburg", "gezin": family} | other
    record = Record("zorg.casusoverleg.v1", 0, number, b"")
    return Entry(number, record, str(number), kind, data)


@pytest.mark.parametrize("along", [True, False])
def test_who_stays_in_a_family_that_became_another_is_seen(along: bool) -> None:
    new = "7" * 26
    told = [
        *(said(0, "CasusGeopend", one, "6" * 26) for one in "12"),
        said(1, "CasusGeopend", "3", new),
        said(2, "GezinVastgesteld", "1", new, met="3" * 26),
        *([said(3, "GezinVastgesteld", "2", new, met="1" * 26)] if along else []),
    ]
    families = {"1": new, "2": new if along else "6" * 26, "3": new}
    files = {("zorg", one * 26): child(one, PLAN, gezin=two) for one, two in families.items()}
    kinds = [one.kind for one in left_behind(files, told)]
    assert kinds == ([] if along else [Breach.UNLIKE])


@pytest.mark.parametrize("follows", [True, False])
def test_who_is_reported_later_and_does_not_follow_is_seen(follows: bool) -> None:
    old, new = "6" * 26, "7" * 26
    told = [
        said(0, "CasusGeopend", "1", old),
        said(1, "GezinVastgesteld", "1", new, met="3" * 26),
        said(2, "CasusGeopend", "2", old),
        *([said(3, "GezinVastgesteld", "2", new, met="1" * 26)] if follows else []),
    ]
    families = {"1": new, "2": new if follows else old}
    files = {("zorg", one * 26): child(one, PLAN, gezin=two) for one, two in families.items()}
    kinds = [one.kind for one in left_behind(files, told)]
    assert kinds == ([] if follows else [Breach.UNLIKE])
