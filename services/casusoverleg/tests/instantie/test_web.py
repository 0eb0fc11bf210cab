"""The doors: who gets in, what he sees, what he is told."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casusoverleg import store
from casusoverleg.domain.gezinsplan.steps import REGISSEURSTAPPEN
from casusoverleg.domain.onderwerpen import STAPPEN
from chain.daden import bespreking
from contracts.events.casusoverleg import CommandoGeweigerd
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Domein

ZAT, SCHOOL = "het-baken/zat-coordinator", "het-baken/zorgcoordinator-school"
NAAM = "Kim Kanarie"

Maak = Callable[[Domein], Any]


@pytest.fixture
def zat(instantie: Maak) -> Any:
    """A pupil was reported; the ZAT-coordinator may open the name, others may not."""
    made = instantie(Domein.ONDERWIJS)
    feit = made.meld_aan("zat", SCHOOL, naam=NAAM)
    made.deel(feit, ZAT)
    made.gezegd()
    return made


@pytest.fixture
def pad(casus_id: Callable[[str], str]) -> str:
    return f"/casussen/{casus_id('zat')}"


def naam_mee(zat: Any, pad: str) -> dict[str, str]:
    """The box of the name, ticked."""
    (element,) = zat.als(ZAT).get(f"/v1{pad}").json()["elementen"]
    return {"elementen": element["id"]}


def test_each_seat_sees_what_it_may_open_and_the_read_is_logged(
    zat: Any, pad: str, casus_id: Callable[[str], str]
) -> None:
    mag = zat.als(ZAT).get(f"/v1{pad}").json()
    mag_niet = zat.als("mw/schoolmaatschappelijk-werker").get(f"/v1{pad}").json()
    assert ([e["waarde"] for e in mag["elementen"]], mag["naam"]) == ([NAAM], NAAM)
    assert (mag_niet["elementen"], mag_niet["naam"]) == ([], None)
    assert "mogelijkeStappen" in mag
    with zat.parts.database.reading() as session:
        (inzage,) = store.inzagen(session, casus_id("zat"))
    assert (str(inzage.functie), inzage.elementen) == (ZAT, (mag["elementen"][0]["id"],))
    assert NAAM not in inzage.model_dump_json()


def test_who_has_no_seat_gets_nothing(zat: Any, pad: str) -> None:
    vreemd = zat.als("bjz/casemanager")
    assert vreemd.get(f"/v1{pad}").status_code == 404
    assert vreemd.post(f"/v1{pad}/stappen/heropen-casus", json={}).status_code == 404
    assert vreemd.get("/v1/casussen").json() == {"casussen": []}
    assert zat.gezegd() == []


def test_the_list_tells_who_holds_it_since_when_and_what_is_stuck(zat: Any) -> None:
    (vers,) = zat.als(ZAT).get("/v1/casussen?overleg=zat").json()["casussen"]
    assert (vers["houder"], vers["houderSinds"]) == ("het-baken", "2026-03-02")
    assert (vers["houderDoor"], vers["fase"]) == ("aanmelding", "Te bespreken")
    assert (vers["uiterlijk"], vers["vastgelopen"]) == ("2026-03-16", False)
    zat.clock.set(zat.clock.now() + timedelta(days=15))
    (oud,) = zat.als(ZAT).get("/v1/casussen").json()["casussen"]
    assert oud["vastgelopen"] is True


def test_an_illegal_step_is_refused_loudly_and_known(zat: Any, pad: str) -> None:
    antwoord = zat.als(ZAT).post(f"/v1{pad}/stappen/accepteer", json={})
    assert antwoord.status_code == 409
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert antwoord.json()["detail"] == "Bij deze casus is geen overdracht."
    (geweigerd,) = zat.gezegd()
    assert isinstance(geweigerd, CommandoGeweigerd)
    assert (geweigerd.commando, str(geweigerd.door)) == ("accepteer", ZAT)


def test_a_command_that_does_not_fit_its_model_gets_400(zat: Any, pad: str) -> None:
    antwoord = zat.als(ZAT).post(f"/v1{pad}/stappen/agendeer", json={"vergadering": "morgen"})
    assert antwoord.status_code == 400
    assert [fout["field"] for fout in antwoord.json()["errors"]] == ["vergadering"]
    assert zat.als(ZAT).post(f"/v1{pad}/stappen/onzin", json={}).status_code == 404


def test_a_repeated_command_is_done_once(zat: Any, pad: str) -> None:
    for _ in range(2):
        antwoord = zat.als(ZAT).post(
            f"/v1{pad}/stappen/meld-bekendheid",
            json={"bekend": "ja"},
            headers={"Idempotency-Key": "zelfde"},
        )
        assert antwoord.json() == {"feiten": ["BekendheidGemeld", "VerstrekkingGevraagd"]}
    assert len(zat.gezegd()) == 2


def test_every_step_has_a_door_of_its_own_in_the_api(zat: Any) -> None:
    paths = zat.als(ZAT).get("/v1/openapi.json").json()["paths"]
    assert {p.rsplit("/", 1)[1] for p in paths if "/stappen/" in p} == {*STAPPEN, *REGISSEURSTAPPEN}


def test_the_pages_show_the_board_and_a_form_per_possible_step(zat: Any, pad: str) -> None:
    zat.stap(ZAT, "zat", "agendeer", vergadering="2026-03-09")
    bord = zat.als(ZAT).get("/").text
    assert NAAM in bord
    assert "09-03-2026" in bord
    casus = zat.als(ZAT).get(pad).text
    mogelijk = zat.als(ZAT).get(f"/v1{pad}").json()["mogelijkeStappen"]
    assert re.findall(r"/stappen/([a-z-]+)\"", casus) == mogelijk
    assert NAAM not in zat.als("mw/schoolmaatschappelijk-werker").get(pad).text


def test_a_form_takes_a_step_once_or_comes_back_with_what_is_wrong(zat: Any, pad: str) -> None:
    browser = zat.als(ZAT)
    leeg = browser.post(f"{pad}/stappen/agendeer", data={})
    assert leeg.status_code == 400
    assert "Datum van het overleg: Dit veld is verplicht." in leeg.text
    voorbij = {"agendeer--vergadering": "1-2-2026", "opdracht": "a"}
    geweigerd = browser.post(f"{pad}/stappen/agendeer", data=voorbij)
    assert geweigerd.status_code == 409
    assert "ligt in het verleden" in geweigerd.text
    zat.gezegd()
    for _ in range(2):
        goed = {"agendeer--vergadering": "9-3-2026", "opdracht": "b"}
        antwoord = browser.post(f"{pad}/stappen/agendeer", data=goed)
        assert antwoord.status_code == 303
    assert len(zat.gezegd()) == 1


def test_without_the_gate_a_dry_run_says_so_and_one_can_go_on(zat: Any, pad: str) -> None:
    zat.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-02"))
    zat.gezegd()
    inbreng = {"naar_overleg": "hco", "vraag": "advies", "doel": "hulpverlening", "grond": "e"}
    browser = zat.als(ZAT)
    velden = {f"breng-in--{key}": value for key, value in (inbreng | naam_mee(zat, pad)).items()}
    getoond = browser.post(f"{pad}/proef/breng-in", data=velden)
    assert getoond.status_code == 200
    assert "De privacy-poort is nu niet bereikbaar" in getoond.text
    assert '<option value="advies" selected>' in getoond.text
    antwoord = browser.post(f"/v1{pad}/proef/breng-in", json=inbreng)
    assert (antwoord.status_code, antwoord.json()["title"]) == (503, "Service Unavailable")
    assert zat.gezegd() == []
    assert browser.post(f"{pad}/stappen/breng-in", data=velden).status_code == 303


def test_a_dry_run_of_what_cannot_be_done_says_why(zat: Any, pad: str) -> None:
    inbreng = {"naar_overleg": "hco", "vraag": "advies", "doel": "hulpverlening", "grond": "e"}
    antwoord = zat.als(ZAT).post(f"/v1{pad}/proef/breng-in", json=inbreng)
    assert antwoord.status_code == 409
    assert antwoord.json()["detail"] == "De casus is in dit overleg nog niet besproken."
    assert zat.gezegd() == []
    assert (
        zat.als("bjz/casemanager").post(f"/v1{pad}/proef/breng-in", json=inbreng).status_code == 404
    )
    assert zat.als(ZAT).post(f"{pad}/proef/onzin", data={}).status_code == 404


def test_who_unticks_the_name_is_told_to_give_it(zat: Any, pad: str) -> None:
    zat.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-02"))
    browser = zat.als(ZAT)
    velden = {
        "breng-in--naar_overleg": "hco",
        "breng-in--vraag": "advies",
        "breng-in--doel": "hulpverlening",
        "breng-in--grond": "e",
        "breng-in--informeren": "geinformeerd",
        "breng-in--doorbreking": "geen",
        "breng-in--bronbesluit": "geen",
    }
    zat.gezegd()
    geweigerd = browser.post(f"{pad}/stappen/breng-in", data=velden)
    assert geweigerd.status_code == 409
    assert not any(isinstance(f, VerstrekkingGevraagd) for f in zat.gezegd())
    assert "Geef de naam van de jeugdige mee" in geweigerd.text
    naam = {f"breng-in--{key}": value for key, value in naam_mee(zat, pad).items()}
    assert browser.post(f"{pad}/stappen/breng-in", data=velden | naam).status_code == 303
    assert [e.veld for e in zat.gezegd()[-1].elementen] == ["naam"]
