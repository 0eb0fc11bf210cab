"""Somebody says that he is away, or who directs his table does; and that he is back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from contracts.events.afwezigheid import AfwezigheidBeeindigd, AfwezigheidGemeld
from contracts.vocabulary import Domein, Functie
from infra.kernel import derived_id

KETEN, AGENT, RMC, NOVADIC = (
    "veiligheidshuis/ketenmanager",
    "politie/jeugdagent",
    "rmc/rmc-coordinator",
    "novadic/behandelaar",
)
WEEK = {"van": "2026-03-02", "tot": "2026-03-06", "reden": "gepland"}


def wie(functie: str) -> str:
    return derived_id(b"test", "medewerker", functie)


def op(dag: int) -> datetime:
    return datetime(2026, 3, dag, 9, tzinfo=UTC)


@pytest.fixture
def hco(instantie: Callable[[Domein], Any]) -> Any:
    """An HCO where the police stands in for the RMC, and Novadic for the police."""
    made = instantie(Domein.VEILIGHEID)
    vervanging = {RMC: (AGENT,), AGENT: (NOVADIC,)}
    made.neem_aan(made.convenant.model_copy(update={"vervanging": vervanging}))
    return made


def vervangt(hco: Any, functie: str) -> list[tuple[str, str | None]]:
    seen = hco.als(functie).get("/v1/afwezigheid").json()["vervangt"]
    return [(f"{one['zetel']['organisatie']}/{one['zetel']['rol']}", one["tot"]) for one in seen]


def test_who_is_away_says_so_and_until_then_the_substitute_has_the_seat(
    hco: Any, tmp_path: Path
) -> None:
    assert hco.als(RMC).post("/v1/afwezigheid", json=WEEK).status_code == 200
    (said,) = hco.gezegd()
    assert isinstance(said, AfwezigheidGemeld)
    assert (said.medewerker, said.door) == (wie(RMC), None)
    for day, tot in ((2, "2026-03-06"), (6, "2026-03-06")):
        hco.clock.set(op(day))
        assert vervangt(hco, AGENT) == [(RMC, tot)]
    assert "U vervangt RMC-coördinator, rmc" in hco.als(AGENT).get("/afwezigheid").text
    hco.clock.set(op(7))
    assert vervangt(hco, AGENT) == []
    hco.follows_from_the_log(tmp_path / "anew.sqlite")


def test_it_does_not_cascade_to_who_stands_in_for_the_substitute(hco: Any) -> None:
    for functie in (RMC, AGENT):
        assert hco.als(functie).post("/v1/afwezigheid", json=WEEK).status_code == 200
    assert vervangt(hco, NOVADIC) == [(AGENT, "2026-03-06")]


def test_who_comes_back_early_has_his_seat_back_that_day(hco: Any, tmp_path: Path) -> None:
    hco.als(RMC).post("/v1/afwezigheid", json=WEEK)
    (one,) = hco.als(RMC).get("/v1/afwezigheid").json()["afwezig"]
    hco.clock.set(op(4))
    assert hco.als(RMC).post(f"/v1/afwezigheid/{one['id']}/einde").status_code == 200
    assert vervangt(hco, AGENT) == []
    gone = hco.als(RMC).post(f"/v1/afwezigheid/{one['id']}/einde")
    assert (gone.status_code, "al voorbij" in gone.text) == (409, True)
    assert isinstance(hco.gezegd()[-1], AfwezigheidBeeindigd)
    hco.follows_from_the_log(tmp_path / "anew.sqlite")


def test_in_an_emergency_who_directs_the_table_says_it_and_ends_it(hco: Any) -> None:
    said = {**WEEK, "medewerker": wie(RMC), "reden": "onverwacht"}
    assert hco.als(KETEN).post("/v1/afwezigheid", json=said).status_code == 200
    (fact,) = hco.gezegd()
    assert fact.door == Functie(organisatie="veiligheidshuis", rol="ketenmanager")
    (one,) = hco.als(KETEN).get("/v1/afwezigheid").json()["afwezig"]
    end = f"/v1/afwezigheid/{one['id']}/einde"
    assert hco.als(NOVADIC).post(end).status_code == 404
    assert hco.als(KETEN).post(end).status_code == 200
    assert vervangt(hco, AGENT) == []


@pytest.mark.parametrize(
    ("functie", "ander"),
    [(AGENT, RMC), (KETEN, "mw/schoolmaatschappelijk-werker"), (KETEN, "onbekend/niemand")],
)
def test_of_nobody_else_can_it_be_said(hco: Any, functie: str, ander: str) -> None:
    said = {**WEEK, "medewerker": wie(ander)}
    assert hco.als(functie).post("/v1/afwezigheid", json=said).status_code == 404
    assert hco.gezegd() == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"van": "2026-03-01"}, "vandaag of later"),
        ({"tot": "2026-03-01"}, "voor de eerste dag"),
        ({"tot": "2027-03-05"}, "hoogstens een jaar"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    hco: Any, change: dict[str, str], fault: str
) -> None:
    answer = hco.als(RMC).post("/v1/afwezigheid", json=WEEK | change)
    assert (answer.status_code, fault in answer.json()["detail"]) == (409, True)
    assert hco.gezegd() == []
    assert hco.als(RMC).post("/v1/afwezigheid", json=WEEK | {"reden": "griep"}).status_code == 400


def test_on_the_page_it_is_said_once_and_a_fault_comes_back_with_what_was_typed(
    hco: Any,
) -> None:
    form = {"opdracht": "a" * 32, "van": "02-03-2026", "tot": "01-03-2026", "reden": "gepland"}
    wrong = hco.als(RMC).post("/afwezigheid", data=form)
    assert (wrong.status_code, "01-03-2026" in wrong.text) == (409, True)
    right = form | {"tot": "06-03-2026", "opdracht": "b" * 32}
    for _ in range(2):
        assert hco.als(RMC).post("/afwezigheid", data=right).status_code == 303
    assert len(hco.gezegd()) == 1
    page = hco.als(RMC).get("/afwezigheid").text
    assert ("uzelf" in page, "Beëindig" in page) == (True, True)
