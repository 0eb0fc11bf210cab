"""A file of reports: good lines are taken, every bad line is told with its number."""

from pathlib import Path
from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from contracts.events.intake import CasusAangemeld
from intake.worker.bestand import OnleesbaarBestand, regels

Proef = Any
"""See conftest.py: an intake on real files."""

pytestmark = pytest.mark.anyio
SAMPLES = Path(__file__).parents[1] / "samples"
TILBURG = Path(__file__).parents[3] / "chain/regions/tilburg.yaml"
HEAD = "overleg;kenmerk;voornaam;achternaam;geboortedatum;bsn"
LINE = "zat;{};Sanne;Zonneveld;4-5-1996;"


async def stuur(proef: Proef, raw: bytes, rol: str = "zat-coordinator") -> dict[str, Any]:
    answer = await proef.als(rol).post("/v1/aanmeldingen/bestand", content=raw)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def tilburg(proef: Proef) -> None:
    convenant = read_covenant(TILBURG.read_text(encoding="utf-8"))
    assert isinstance(convenant, Convenant)
    proef.ken(convenant)


def cases(proef: Proef) -> list[CasusAangemeld]:
    return [fact for fact in proef.gezegd() if isinstance(fact, CasusAangemeld)]


async def test_the_schools_sample_is_taken_and_twice_is_once(onderwijs: Proef) -> None:
    tilburg(onderwijs)
    raw = (SAMPLES / "aanmeldingen.csv").read_bytes()
    first, again = await stuur(onderwijs, raw), await stuur(onderwijs, raw)
    assert (first["aangemeld"], first["al_bekend"], first["geweigerd"]) == (6, 0, 0)
    assert (again["aangemeld"], again["al_bekend"], again["geweigerd"]) == (0, 6, 0)
    assert [r["casus"] for r in first["regels"]] == [r["casus"] for r in again["regels"]]
    assert [r["regel"] for r in first["regels"]] == [2, 3, 4, 5, 7, 8]
    taken = cases(onderwijs)
    assert len(taken) == 6
    assert taken[0].gezin == taken[1].gezin
    assert taken[0].gezinsleden == taken[1].gezinsleden


async def test_the_police_sample_is_taken(veiligheid: Proef) -> None:
    tilburg(veiligheid)
    veiligheid.ken_toe("jeugdagent", "politie-tilburg")
    raw = (SAMPLES / "zorgmeldingen.jsonl").read_bytes()
    answer = await stuur(veiligheid, raw, "jeugdagent")
    assert answer["aangemeld"] == 6, answer
    assert {case.houder for case in cases(veiligheid)} == {"politie-tilburg"}


async def test_every_bad_line_is_told_and_every_good_one_taken(onderwijs: Proef) -> None:
    tilburg(onderwijs)
    answer = await stuur(onderwijs, (SAMPLES / "met-fouten.csv").read_bytes())
    told = {r["regel"]: {f["veld"]: f["melding"] for f in r["fouten"]} for r in answer["regels"]}
    assert [n for n, fouten in told.items() if not fouten] == [2, 10]
    assert {n: set(fouten) for n, fouten in told.items() if fouten} == {
        3: {"bsn"},
        4: {"kenmerk", "geboortedatum", "informeren"},
        5: {""},
        6: {"overleg"},
        7: {"school", "reden_leeftijd", "strafrechtelijk"},
        8: {
            "toestemming_doelen",
            "toestemming_ontvangers",
            "gezinslid1_relatie",
            "gezinslid1_naam",
        },
        9: {"kenmerk"},
        11: {""},
    }
    assert told[3]["bsn"].startswith("Het burgerservicenummer klopt niet.")
    assert told[5][""] == "Deze regel heeft 4 kolommen; de kop heeft er 15."
    assert "andere inhoud" in told[9]["kenmerk"]
    assert "aanhalingsteken" in told[11][""]
    assert len(cases(onderwijs)) == 2
    for value in ("999990018", "31-02-1996", "oma", "onbekende-school"):
        assert value not in str(answer)


async def test_bad_json_lines_are_told_by_number(onderwijs: Proef) -> None:
    raw = b'{"overleg": "zat"\n\n[1]\n{"overleg": "zat", "geboortedatum": "31-02-1996"}\n'
    answer = await stuur(onderwijs, raw)
    told = {r["regel"]: {f["veld"]: f["melding"] for f in r["fouten"]} for r in answer["regels"]}
    assert told[1] == {"": "Dit is geen geldige JSON."}
    assert told[3] == {"": "Geef hier een JSON-object."}
    assert set(told[4]) == {"kenmerk", "voornaam", "achternaam", "geboortedatum"}


@pytest.mark.parametrize(
    "raw",
    [
        f"{HEAD}\n{LINE.format('a')}\n".encode(),
        f"\ufeff{HEAD}\r\n{LINE.format('a')}\r\n".encode(),
        f"{HEAD}\n{LINE.format('a')}".replace(";", ",").encode(),
        f"{HEAD[:-3].upper()}Burgerservicenummer\n\n{LINE.format('a')}\n;;;;;\n".encode(),
    ],
)
def test_the_dialects_of_a_table(raw: bytes) -> None:
    (regel,) = regels(raw)
    assert regel.bezwaren == ()
    assert regel.aanmelding is not None
    assert regel.aanmelding.voornaam == "Sanne"


@pytest.mark.parametrize(
    ("raw", "reden"),
    [
        (b"", "leeg"),
        (b" \n \n", "leeg"),
        ("naam;Zoë".encode("latin-1"), "UTF-8"),
        (f"{HEAD};bsn\n".encode(), "twee keer"),
        (b"zat;k1;Sanne Geheim\n", "Kolom 1 in de kop is niet bekend."),
        (b'"overleg\n', "aanhalingsteken"),
    ],
)
def test_a_file_that_cannot_be_read(raw: bytes, reden: str) -> None:
    try:
        found = "".join(b.melding for regel in regels(raw) for b in regel.bezwaren)
    except OnleesbaarBestand as unreadable:
        found = unreadable.reden
    assert reden in found
    assert "Geheim" not in found


async def test_an_unreadable_file_is_a_problem(onderwijs: Proef) -> None:
    answer = await onderwijs.als("zat-coordinator").post(
        "/v1/aanmeldingen/bestand", content=b"zat;Sanne Geheim"
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Geheim" not in answer.text
