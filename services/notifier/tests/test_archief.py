"""What was read is found again, as a list and by casus; each message says which casus it is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest

from contracts.events.casusoverleg import CasusGeopend, UitkomstVastgesteld
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.topics import facts
from contracts.vocabulary import Domein, Functie
from infra.statements import execute
from infra.testing.callers import Caller
from infra.testing.sessions import bearer
from infra.web.identity import Gebruiker
from notifier import store
from notifier.worker import deeds
from notifier.worker.deeds import Loket
from notifier.worker.names import Names

RMC, MANAGER = "rmc0000000000001", "kete000000000001"
REGIE = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
TOPIC = facts("casusoverleg", Domein.VEILIGHEID)
CASUSSEN = tuple(letter * 26 for letter in "abcde")


@pytest.fixture
def hco(proef: Callable[..., Any], geopend: Callable[..., CasusGeopend]) -> Any:
    """Five outcomes to pass on, of five casussen."""
    made = proef(
        Domein.VEILIGHEID, {RMC: "rmc/rmc-coordinator", MANAGER: "veiligheidshuis/ketenmanager"}
    )
    for casus in CASUSSEN:
        made.hoor(TOPIC, geopend(casus=casus))
        outcome = UitkomstVastgesteld(
            casus=casus, overleg="hco", uitkomst=Besprekingsuitkomst.OVERDRAGEN,
            ingebracht_door="zat", weg="zat-naar-hco", school="het-baken", door=REGIE,
            op=date(2026, 3, 2),
        )  # fmt: skip
        made.hoor(TOPIC, outcome)
    return made


@pytest.fixture
def rmc(hco: Any) -> Caller:
    return Caller(hco.instance.web, bearer(RMC, hco.parts.name))


def pass_on(rmc: Caller) -> None:
    """Pass all on; each is then under way until the school acknowledges."""
    for one in rmc.get("/v1/berichten").json()["berichten"]:
        if one["mogelijk"]:
            assert rmc.post(f"/v1/berichten/{one['id']}/doorgeven").status_code == 200


def received(hco: Any) -> None:
    loket = Loket(hco.instance.kernel, Domein.VEILIGHEID, hco.clock)
    rmc = Functie(organisatie="rmc", rol="rmc-coordinator")
    with loket.kernel.database.transaction() as session:
        for one, _ in loket.lopend((rmc,)):
            store.save_bericht(session, one.ontvangen(date(2026, 3, 3)))


def read(rmc: Caller, blad: int) -> tuple[list[str], int]:
    told = rmc.get(f"/v1/berichten/gelezen?blad={blad}").json()
    return [one["casus"] for one in told["berichten"]], told["bladen"]


def test_what_was_dealt_with_is_found_again_a_page_at_a_time(
    hco: Any, rmc: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds, "PER_BLAD", 2)
    assert read(rmc, 1) == ([], 0)
    pass_on(rmc)
    assert read(rmc, 1) == ([], 0)
    received(hco)
    pages = [read(rmc, number) for number in (1, 2, 3, 4)]
    assert [len(found) for found, _ in pages] == [2, 2, 1, 0]
    assert {casus for found, _ in pages for casus in found} == set(CASUSSEN)
    assert {bladen for _, bladen in pages} == {3}
    shown = rmc.get("/gelezen?blad=2").text
    assert ("Blad 2 van 3" in shown, "Nieuwere" in shown, "Oudere" in shown) == (True, True, True)
    assert rmc.get("/gelezen?blad=0").status_code == 400
    manager = Caller(hco.instance.web, bearer(MANAGER, hco.parts.name))
    assert read(manager, 1) == ([], 0)


def test_the_messages_of_one_casus_are_together(hco: Any, rmc: Caller) -> None:
    een, ander = CASUSSEN[:2]
    assert "Wacht op u" in rmc.get(f"/casussen/{een}").text
    pass_on(rmc)
    received(hco)
    shown = rmc.get(f"/casussen/{een}").text
    assert "Doorgegeven; ontvangen op 03-03-2026" in shown
    assert ander not in shown
    manager = Caller(hco.instance.web, bearer(MANAGER, hco.parts.name))
    assert "kreeg u geen berichten" in manager.get(f"/casussen/{een}").text


def test_what_an_older_version_dealt_with_is_found_too(hco: Any, rmc: Caller) -> None:
    pass_on(rmc)
    received(hco)
    with hco.parts.database.transaction() as session:
        for kind in ("bericht.archief", "bericht.van-casus"):
            execute(session, "DELETE FROM document WHERE kind = :kind", {"kind": kind})
    assert read(rmc, 1) == ([], 0)
    with hco.parts.database.transaction() as session:
        hco.instance.state.migrations[1](session)
    assert hco.instance.state.migrations[1] is store.archiveer_alles
    assert set(read(rmc, 1)[0]) == set(CASUSSEN)
    assert "ontvangen op" in rmc.get(f"/casussen/{CASUSSEN[0]}").text


class Tables:
    """Answers as the tables of the domain do."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return httpx.Response(self.status, json={"namen": {CASUSSEN[0]: "Kikker Kroos"}})


@pytest.mark.parametrize("status", [200, 401, 503])
def test_a_name_comes_from_the_tables_with_the_token_of_who_reads(hco: Any, status: int) -> None:
    names, tables = Names(hco.parts), Tables(status)
    names._tables = "http://tables.test/x"
    names._client = httpx.Client(transport=httpx.MockTransport(tables))
    reader = Gebruiker("m" * 16, "Nadia", (), (), token="van-nadia")
    assert names.of(reader, ()) == {}
    assert names.of(reader, CASUSSEN[:2]) == (
        {CASUSSEN[0]: "Kikker Kroos"} if status == 200 else {}
    )
    (asked,) = tables.asked
    assert asked.headers["authorization"] == "Bearer van-nadia"
    assert str(asked.url) == "http://tables.test/x/v1/namen"


def test_each_card_says_which_casus_it_is_about(
    rmc: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {CASUSSEN[0]: "Kikker Kroos"}
    monkeypatch.setattr(Names, "of", lambda _self, _reader, _cases: known)
    shown = rmc.get("/").text
    heads = [card.split("</p>")[0] for card in shown.split("<article")[1:]]
    assert len(set(heads)) == len(heads) == len(CASUSSEN)
    assert sum("Kikker Kroos" in head for head in heads) == 1


def test_how_much_waits_is_counted(rmc: Caller) -> None:
    assert rmc.get("/v1/telling").json() == {"wacht": 5, "terKennisgeving": 0, "teLaat": 0}
    pass_on(rmc)
    assert rmc.get("/v1/telling").json() == {"wacht": 0, "terKennisgeving": 0, "teLaat": 0}
