"""The pages: a form that comes back with its errors, and a case at the end of it."""

import re
from typing import Any

import pytest

from contracts.events.intake import CasusAangemeld
from intake.worker.vlak import lees

Proef = Any
"""See conftest.py: an intake on real files."""

pytestmark = pytest.mark.anyio
OWN = {"Sec-Fetch-Site": "same-origin"}
INGEVULD = {
    "overleg": "zat",
    "kenmerk": "F-1",
    "voornaam": "Sanne",
    "achternaam": "Zonneveld",
    "geboortedatum": "4-5-1996",
    "bsn": "123456782",
    "school": "het-baken",
    "verzuim": "Zestien uur",
    "informeren": "geinformeerd",
    "toestemming_door": "vertegenwoordiger",
    "toestemming_doelen": ["hulpverlening"],
    "toestemming_ontvangers": ["zorg", "veiligheid"],
    "gezinslid1_relatie": "ouder",
    "gezinslid1_naam": "M. Zonneveld",
}


async def test_the_form_is_filled_in_sent_and_confirmed(onderwijs: Proef) -> None:
    client = onderwijs.als("zat-coordinator")
    empty = await client.get("/aanmelden")
    assert 'value="zat" selected' in empty.text
    assert 'value="het-baken" selected' in empty.text
    assert re.search(r'name="kenmerk"[^>]*value="F-\w{12}"', empty.text)

    sent = await client.post("/aanmelden", data=INGEVULD, headers=OWN)
    assert sent.status_code == 303
    (aangemeld, gevraagd) = onderwijs.gezegd()
    assert isinstance(aangemeld, CasusAangemeld)
    assert sent.headers["location"] == f"/onderwijs/intake/aangemeld/{aangemeld.casus}"
    assert len(gevraagd.toestemmingen) == 1
    assert len(aangemeld.gezinsleden) == 1

    shown = await client.get(f"/aangemeld/{aangemeld.casus}")
    label = f"C-{aangemeld.casus[:4]}-{aangemeld.casus[4:8]}".upper()
    assert label in shown.text
    assert f'href="/onderwijs/casusoverleg/casussen/{aangemeld.casus}"' in shown.text
    assert "Zonneveld" not in shown.text


async def test_sending_the_form_twice_is_one_case(onderwijs: Proef) -> None:
    client = onderwijs.als("zat-coordinator")
    places = {
        (await client.post("/aanmelden", data=INGEVULD, headers=OWN)).headers["location"]
        for _ in range(2)
    }
    assert len(places) == 1
    assert len(onderwijs.gezegd()) == 2


async def test_errors_stand_at_their_fields_and_the_rest_is_kept(onderwijs: Proef) -> None:
    wrong = INGEVULD | {"bsn": "123456789", "achternaam": "", "gezinslid1_relatie": ""}
    answer = await onderwijs.als("zat-coordinator").post("/aanmelden", data=wrong, headers=OWN)
    assert answer.status_code == 400
    assert "Er zijn 3 velden die aandacht nodig hebben" in answer.text
    for name in ("bsn", "achternaam", "gezinslid1_relatie"):
        assert f'href="#veld-{name}"' in answer.text
        assert f'id="fout-{name}"' in answer.text
    assert 'value="4-5-1996"' in answer.text
    assert re.search(r"<details open>\s*<summary>Persoon 1", answer.text)
    assert onderwijs.gezegd() == []


async def test_a_later_objection_stands_at_its_field_too(onderwijs: Proef) -> None:
    old = INGEVULD | {"geboortedatum": "4-5-1980", "gezinslid1_strafrechtelijk": "Een boete"}
    answer = await onderwijs.als("zat-coordinator").post("/aanmelden", data=old, headers=OWN)
    assert answer.status_code == 400
    assert 'id="fout-reden_leeftijd"' in answer.text
    assert "gezinslid1_strafrechtelijk" in answer.text


async def test_the_form_asks_only_what_an_organisation_can_know(
    onderwijs: Proef, veiligheid: Proef
) -> None:
    school = (await onderwijs.als("zat-coordinator").get("/aanmelden")).text
    police = (await veiligheid.als("jeugdagent").get("/aanmelden")).text
    assert 'name="schoolprestaties"' in school
    assert 'name="strafrechtelijk"' not in school
    assert 'name="besluit_vastgelegd"' not in school
    assert 'name="schoolprestaties"' not in police
    assert 'name="strafrechtelijk"' in police
    assert 'name="besluit_vastgelegd"' in police


async def test_who_may_not_report_reads_who_may_and_where_he_may(onderwijs: Proef) -> None:
    agent = onderwijs.als("jeugdagent")
    for path in ("/aanmelden", "/bestand"):
        shown = await agent.get(path)
        assert (shown.status_code, "<form" in shown.text) == (200, False)
        assert "coördinator, Het Baken" in shown.text
        assert 'href="/veiligheid/intake/aanmelden"' in shown.text
        assert "/zorg/intake/aanmelden" not in shown.text
    assert (await agent.post("/aanmelden", data=INGEVULD, headers=OWN)).status_code == 403


async def test_a_confirmation_is_for_who_reported(onderwijs: Proef) -> None:
    casus = (await onderwijs.meld()).json()["casus"]
    assert (await onderwijs.als("zat-coordinator").get(f"/aangemeld/{casus}")).status_code == 200
    assert (await onderwijs.als("jeugdagent").get(f"/aangemeld/{casus}")).status_code == 404
    assert (await onderwijs.als("zat-coordinator").get("/aangemeld/x")).status_code == 404


async def test_a_file_is_sent_from_the_page(onderwijs: Proef) -> None:
    client = onderwijs.als("zat-coordinator")
    lines = (
        "overleg;kenmerk;voornaam;achternaam;geboortedatum\n"
        "zat;a;Sanne;Zonneveld;4-5-1996\n"
        "zat;b;Sanne;Zonneveld;4-5-2066\n"
    )
    sent = await client.post("/bestand", files={"bestand": lines.encode()}, headers=OWN)
    assert "1 aangemeld, 0 al bekend, 1 geweigerd." in sent.text
    assert "De geboortedatum ligt in de toekomst." in sent.text
    assert "Zonneveld" not in sent.text
    unreadable = await client.post("/bestand", files={"bestand": b"x;y"}, headers=OWN)
    assert unreadable.status_code == 400
    assert "Kolom 1 in de kop is niet bekend." in unreadable.text
    nothing = await client.post("/bestand", headers=OWN)
    assert nothing.status_code == 400


async def test_the_page_of_a_large_file_stays_small(onderwijs: Proef) -> None:
    head = "overleg;kenmerk;voornaam;achternaam;geboortedatum\n"
    good = "".join(f"zat;k{number};Sanne;Zonneveld;4-5-1996\n" for number in range(103))
    raw = f"{head}{good}".encode() + b"x;;;;\n" * 201
    client = onderwijs.als("zat-coordinator")
    sent = await client.post("/bestand", files={"bestand": raw}, headers=OWN)
    assert "103 aangemeld, 0 al bekend, 201 geweigerd." in sent.text
    assert re.search(r"Er zijn nog \d+ fouten die hier niet staan\.", sent.text)
    assert "Nog 3 regels zijn aangenomen en staan hier niet." in sent.text
    assert len(sent.text) < 60_000


async def test_a_page_has_no_style_or_script_of_its_own(onderwijs: Proef) -> None:
    html = (await onderwijs.als("zat-coordinator").get("/aanmelden")).text
    assert "<script" not in html
    assert "style=" not in html
    assert len(re.findall(r'id="([^"]+)"', html)) == len(set(re.findall(r'id="([^"]+)"', html)))


def test_untouched_parts_are_not_there() -> None:
    flat = {key: value for key, value in INGEVULD.items() if "_" not in key}
    model = lees(flat | {"gezinslid2_naam": " ", "toestemming_door": ""}).model
    assert model is not None
    assert (model.toestemming, model.gezinsleden) == (None, ())
