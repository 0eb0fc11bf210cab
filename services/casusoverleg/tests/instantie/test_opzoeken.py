"""What the inbox and the front page ask of the tables: names, logged, and how much waits."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casusoverleg import store
from contracts.vocabulary import Domein, Functie
from infra.register import load_register
from infra.testing.callers import Caller
from infra.testing.sessions import SIGNER

ZAT, MW = "het-baken/zat-coordinator", "mw/schoolmaatschappelijk-werker"
REGIE = Functie(organisatie="het-baken", rol="zat-coordinator")
NAAM = "Kim Kanarie"


@pytest.fixture
def zat(instantie: Any) -> Any:
    """A pupil was reported; only the ZAT-coordinator may open the name."""
    made = instantie(Domein.ONDERWIJS)
    made.deel(made.meld_aan("zat", "het-baken/zorgcoordinator-school", naam=NAAM), ZAT)
    return made


def namen(zat: Any, wie: str, *casussen: str) -> Any:
    return zat.als(wie).post("/v1/namen", json={"casussen": casussen}).json()["namen"]


def test_a_name_is_told_to_who_may_open_it_and_that_is_logged(
    zat: Any, casus_id: Callable[[str], str]
) -> None:
    hier = casus_id("zat")
    assert namen(zat, MW, hier) == namen(zat, "bjz/casemanager", hier) == {}
    with zat.parts.database.reading() as session:
        assert store.inzagen(session, hier) == []
    assert namen(zat, ZAT, hier, "x" * 26) == {hier: NAAM}
    with zat.parts.database.reading() as session:
        (inzage,) = store.inzagen(session, hier)
    assert (str(inzage.functie), len(inzage.elementen)) == (ZAT, 1)


@pytest.mark.parametrize(
    ("site", "mag"),
    [
        ("onderwijs-casusoverleg/namen", True),
        ("onderwijs-notifier", False),
        ("zorg-casusoverleg/namen", False),
    ],
)
def test_an_inbox_asks_for_names_and_for_nothing_else(
    zat: Any, casus_id: Callable[[str], str], site: str, *, mag: bool
) -> None:
    with zat.parts.database.reading() as session:
        (wie,) = load_register(session).medewerkers_met(REGIE, date(2026, 3, 2))
    als = Caller(zat.instance.web, {"Authorization": f"Bearer {SIGNER.token(wie, site)}"})
    gekregen = als.post("/v1/namen", json={"casussen": [casus_id("zat")]})
    assert gekregen.status_code == (200 if mag else 401)
    assert als.get("/v1/casussen").status_code == 401


def test_how_much_there_is_for_somebody(zat: Any) -> None:
    eigen = zat.als(ZAT).get("/v1/telling").json()
    assert eigen == {"casussen": 1, "vastgelopen": 0, "teWegen": 0, "gezinnen": 0}
    assert zat.als("bjz/casemanager").get("/v1/telling").json()["casussen"] == 0
