"""Agenda, action list, minutes and calendar: what is in them, and that nobody's name is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from casusoverleg import store
from chain.daden import bespreking
from contracts.events import casusoverleg as feiten
from contracts.vocabulary import Domein

HCO, AGENT, NOVADIC = (
    "veiligheidshuis/ketenmanager",
    "politie/jeugdagent",
    "novadic/behandelaar",
)
NAAM = "Kim Kanarie"
GROEP = {
    "overleg": "hco",
    "vergadering": "2026-03-09",
    "soort": "hinderlijk",
    "omvang": "tot-10",
    "plek": "station",
}


@pytest.fixture
def hco(instantie: Callable[[Domein], Any]) -> Any:
    """A report of the police at the HCO; the whole table may open the name."""
    made = instantie(Domein.VEILIGHEID)
    feit = made.meld_aan("hco", AGENT, naam=NAAM)
    made.deel(feit, HCO, AGENT, NOVADIC)
    made.gezegd()
    return made


def dagen(tafels: Any, functie: str, naam: str) -> list[Any]:
    antwoord = tafels.als(functie).get(f"/{naam}.ics")
    assert antwoord.headers["content-type"].startswith("text/calendar")
    assert NAAM not in antwoord.text
    return list(Calendar.from_ical(antwoord.text).walk("VEVENT"))


def test_what_is_open_stands_on_the_agenda_or_is_named_as_missing(
    hco: Any, casus_id: Callable[[str], str]
) -> None:
    agenda = hco.als(HCO).get("/v1/agenda").json()
    assert agenda["vergaderingen"] == []
    (open_,) = agenda["overig"]
    assert (open_["casus"], open_["wat"], open_["uiterlijk"]) == (
        casus_id("hco"),
        "Bespreken",
        "2026-03-16",
    )
    hco.stap(HCO, "hco", "agendeer", vergadering="2026-03-09")
    hco.als(HCO).post("/v1/groepen", json=GROEP)
    agenda = hco.als(HCO).get("/v1/agenda").json()
    (vergadering,) = agenda["vergaderingen"]
    assert (vergadering["op"], vergadering["casussen"]) == ("2026-03-09", [casus_id("hco")])
    assert [g["plek"] for g in vergadering["groepen"]] == ["station"]
    assert agenda["overig"] == []
    (dag,) = dagen(hco, HCO, "agenda")
    assert dag["SUMMARY"] == "HCO: 1 casus en 1 groep"
    assert dag["DTSTART"].dt == date(2026, 3, 9)


def test_pages_and_calendar_open_nothing_and_so_log_nothing(
    hco: Any, casus_id: Callable[[str], str]
) -> None:
    hco.stap(HCO, "hco", "agendeer", vergadering="2026-03-09")
    hco.stap(HCO, "hco", "bespreek", **bespreking("2026-03-02"))
    pads = ("/agenda", "/acties", "/acties?van=mij", "/verslag/hco/2026-03-02")
    for pad in (*pads, "/agenda.ics", "/acties.ics"):
        gezien = hco.als(HCO).get(pad)
        assert gezien.status_code == 200, gezien.text
        assert NAAM not in gezien.text
    with hco.parts.database.reading() as session:
        assert store.inzagen(session, casus_id("hco")) == []


def test_the_action_list_names_who_and_when_for_those_who_may_know(hco: Any) -> None:
    afspraak = {"soort": "eerste-gesprek", "start": "2026-03-02", "beoogdEinde": "2026-03-04"}
    hco.stap(HCO, "hco", "maak-afspraak", uitvoerder=NOVADIC, tekst="Belt dinsdag.", **afspraak)

    def acties(functie: str) -> list[tuple[str, str]]:
        gezien = hco.als(functie).get("/v1/acties").json()["acties"]
        return [(a["wat"], a["wie"]["organisatie"]) for a in gezien]

    bespreken = ("Bespreken", "veiligheidshuis")
    assert acties(NOVADIC) == [("Afspraak: eerste gesprek", "novadic"), bespreken]
    assert acties(AGENT) == [bespreken]
    (dag,) = dagen(hco, NOVADIC, "acties")
    assert dag["SUMMARY"].startswith("Afspraak: eerste gesprek (C-")
    assert dag["DTSTART"].dt == date(2026, 3, 4)
    assert dagen(hco, AGENT, "acties") == []
    (zelfde,) = dagen(hco, NOVADIC, "acties")
    assert zelfde["UID"] == dag["UID"]


def test_minutes_hold_who_was_there_and_what_was_decided_and_no_more(hco: Any) -> None:
    samen = {"op": "2026-03-02", "jeugdige": "vooraf-gesproken", "ouders": "aanwezig"}
    hco.stap(HCO, "hco", "bespreek", aanwezig=[HCO, AGENT], **samen)
    hco.stap(HCO, "hco", "stel-uitkomst-vast", uitkomst="eigen-plan")
    verslag = hco.als(AGENT).get("/v1/verslagen/hco/2026-03-02").json()
    assert [f["rol"] for f in verslag["aanwezig"]] == ["ketenmanager", "jeugdagent"]
    (punt,) = verslag["punten"]
    assert (punt["jeugdige"], punt["uitkomst"]) == ("vooraf-gesproken", "eigen-plan")
    assert set(punt) == {
        "casus",
        "op",
        "aanwezig",
        "jeugdige",
        "ouders",
        "veiligheidsreden",
        "uitkomst",
        "afspraken",
    }
    assert hco.als(AGENT).get("/v1/verslagen/hco/2026-03-03").status_code == 404
    assert hco.als("bjz/casemanager").get("/v1/verslagen/hco/2026-03-02").status_code == 404


def test_a_group_comes_on_the_agenda_by_the_page_is_discussed_and_leaves_it(hco: Any) -> None:
    browser = hco.als(HCO)
    velden = {f"groep--{naam}": waarde for naam, waarde in GROEP.items()}
    leeg = browser.post("/groepen", data=velden | {"groep--plek": "", "opdracht": "a"})
    assert leeg.status_code == 400
    voorbij = browser.post(
        "/groepen", data=velden | {"groep--vergadering": "1-2-2026", "opdracht": "b"}
    )
    assert voorbij.status_code == 409
    assert "verleden" in voorbij.text
    for _ in range(2):
        assert browser.post("/groepen", data=velden | {"opdracht": "c"}).status_code == 303
    (geagendeerd,) = hco.gezegd()
    assert isinstance(geagendeerd, feiten.GroepGeagendeerd)
    groep = geagendeerd.groep
    assert f"/groepen/{groep}/bespreking" in browser.get("/agenda").text
    assert f"/groepen/{groep}/bespreking" not in hco.als(AGENT).get("/agenda").text
    klaar = {f"{groep}--op": "2-3-2026", f"{groep}--vervolg": "afgerond", "opdracht": "d"}
    vreemd = hco.als(AGENT).post(f"/groepen/{groep}/bespreking", data=klaar)
    assert vreemd.status_code == 404
    assert browser.post(f"/groepen/{groep}/bespreking", data=klaar).status_code == 303
    (besproken,) = hco.gezegd()
    assert besproken.vervolg == "afgerond"
    assert hco.als(HCO).get("/v1/agenda").json()["vergaderingen"] == []
    verslag = hco.als(HCO).get("/v1/verslagen/hco/2026-03-02").json()
    assert [g["vervolg"] for g in verslag["groepen"]] == ["afgerond"]


def test_who_has_no_seat_there_puts_nothing_on_the_agenda(hco: Any) -> None:
    vreemd = hco.als("bjz/casemanager")
    assert vreemd.post("/v1/groepen", json=GROEP).status_code == 404
    geweigerd = hco.als(AGENT).post("/v1/groepen", json=GROEP)
    assert geweigerd.status_code == 409
    assert "regie" in geweigerd.json()["detail"]
    assert hco.gezegd() == []
