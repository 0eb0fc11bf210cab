"""A file of reports: good lines are taken, every bad line is told with its number."""

import asyncio
import json
import threading
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from contracts.elements import Categorie
from contracts.events.intake import CasusAangemeld
from contracts.vocabulary import Doel, Domein
from infra.web.limits import MAX_MEMBERS
from intake import answers
from intake.domain.aanmelding import Aanmelding
from intake.worker import bestand
from intake.worker.bestand import MOST_FAULTS, MOST_LINES, regels
from intake.worker.tekst import OnleesbaarBestand

Proef = Any
"""See conftest.py: an intake on real files."""

pytestmark = pytest.mark.anyio
SAMPLES = Path(__file__).parents[1] / "samples"
TILBURG = Path(__file__).parents[3] / "chain/regions/tilburg.yaml"
HEAD = "overleg;kenmerk;voornaam;achternaam;geboortedatum;bsn"
LINE = "zat;{};Sanne;Zonneveld;4-5-1996;"
QUOTED = "Zegt \u2018geen zin\u2019 \u2013 \u20ac 5"
ZOE = "zat;z;{};Müller-Ibáñez;4-5-1996;\n"


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
        f"{HEAD}\r{LINE.format('a')}\r".encode(),
        f"{HEAD}\r\n{LINE.format('a')}\r\n".encode("cp1252"),
        (f"{HEAD}\n{LINE.format('a')}\n" + ";;;;;\n" * 10_000 + "\n" * 10_000).encode(),
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
        (b";;;\n;;;\n", "leeg"),
        (b"PK\x03\x04\x14\x00[Content_Types].xml", "Excel-, Word- of zip-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oude Excel"),
        (b"%PDF-1.4\n", "Dit is een PDF."),
        (b"\x1f\x8b\x08\x00", "Dit is een ingepakt bestand."),
        (json.dumps({"gezinsleden": [{}] * 200}).encode(), "klopt zo veel niet"),
        (f"{HEAD}\n{LINE.format('a')}\n".encode("utf-16"), "UTF-16"),
        (f"{HEAD}\n{LINE.format('a')}\n".encode("utf-16-le"), "regel 1 staat een teken"),
        (f"{HEAD}\nzat;k;San\x00ne;Zonneveld;4-5-1996;\n".encode(), "regel 2 staat een teken"),
        (f"{HEAD}\n{ZOE.format('Zoë')}".encode() + ZOE.format("Zoë").encode("cp1252"), "deels"),
        (f"{HEAD}\r{ZOE.format('Zoë')[:-1]}\r".encode("mac-roman"), "geen tekst in UTF-8"),
        (f"{HEAD}\n{ZOE.format('Zo')}".encode("cp1252") + b"\x81\n", "geen tekst in UTF-8"),
        ('{"voornaam": "Zoë"}\n'.encode("cp1252"), "JSON Lines is tekst in UTF-8"),
        (
            (HEAD + "\n" + LINE.format("a") + "\n" + "zat;" * 9_000_000)[:5_000_000].encode(),
            "kolommen",
        ),
        ((f"{HEAD}\nzat;k;" + '"' + "a\n" * 900_000).encode(), "aanhalingsteken"),
        ((f"{HEAD}\nzat;k;" + "a" * 900_000 + "\n").encode(), "een veld is te lang"),
        (b"{" * 5_000_000, "te lang"),
        (b'{"a":1}\n' * 600_000, "meer dan 5000 regels"),
        ((HEAD + "\n" + "x;;;;;\n" * 200_000).encode(), "meer dan 5000 regels"),
        (f"{HEAD};bsn\n".encode(), "twee keer"),
        (b"zat;k1;Sanne Geheim\n", "Kolom 1 in de kop is niet bekend."),
        (b'"overleg\n', "aanhalingsteken"),
        (b"toelichting\nTe laat, en vaak\n", "Dit veld is verplicht."),
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


async def test_a_file_that_a_dutch_excel_writes_is_taken(onderwijs: Proef) -> None:
    line = f"zat;x;Zoë;Müller-Ibáñez;4-5-1996;;{QUOTED}"
    raw = f"{HEAD};verzuim\r\n{line}\r\n".encode("cp1252")
    (regel,) = regels(raw)
    assert regel.aanmelding is not None
    assert (regel.aanmelding.voornaam, regel.aanmelding.achternaam) == ("Zoë", "Müller-Ibáñez")
    assert regel.aanmelding.verzuim == QUOTED
    assert (await stuur(onderwijs, raw))["aangemeld"] == 1


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1}\n' * MOST_LINES,
        (HEAD + "\n" + "x;;;;;\n" * 1_000).encode(),
        (("{" + ", ".join(f'"{i}{"naam" * 20}": 1' for i in range(90)) + "}\n") * 500).encode(),
        (("{" + ", ".join(f'"{i}": 1' for i in range(30_000)) + "}\n") * 12).encode(),
    ],
)
async def test_of_the_worst_file_the_answer_is_small(onderwijs: Proef, raw: bytes) -> None:
    answer = await stuur(onderwijs, raw)
    lines = raw.count(b"\n") - raw.startswith(b"overleg")
    assert (answer["aangemeld"], answer["geweigerd"]) == (0, lines)
    printed = [fout for regel in answer["regels"] for fout in regel["fouten"]]
    assert len(printed) == min(lines, MOST_FAULTS) or len(printed) == MOST_FAULTS
    assert (answer["fouten_niet_getoond"] > 0) == (lines > MOST_FAULTS)
    assert len(str(answer)) < 25_000


async def test_the_good_lines_among_too_many_faults_are_taken_and_told(onderwijs: Proef) -> None:
    bad, good = "x;;;;;\n" * 300, f"{LINE.format('a')}\n"
    answer = await stuur(onderwijs, f"{HEAD}\n{bad}{good}".encode())
    assert (answer["aangemeld"], answer["geweigerd"]) == (1, 300)
    assert answer["regels"][-1]["uitkomst"] == "aangemeld"
    assert len(cases(onderwijs)) == 1


async def test_a_line_too_many_and_nothing_is_taken(onderwijs: Proef) -> None:
    good = f"{LINE.format('a')}\n"
    raw = f"{HEAD}\n{good}".encode() + b"x;;;;;\n" * MOST_LINES
    answer = await onderwijs.als("zat-coordinator").post("/v1/aanmeldingen/bestand", content=raw)
    assert answer.status_code == 400
    assert "Er is niets aangemeld" in answer.json()["detail"]
    assert cases(onderwijs) == []


@pytest.mark.parametrize(
    "long",
    [
        '{"gezinsleden": [' + "1," * 999_980 + "1]}",
        '{"gezinsleden": [' + "{}," * 600_000 + "{}]}",
        '{"x": ' + 5_000 * "9" + ', "toestemming": {"doelen": [' + "1," * 900_000 + "1]}}",
        '{"x": "\t", "toestemming": {"doelen": [' + "1," * 900_000 + "1]}}",
        '{"x": [' + "[1]," * MAX_MEMBERS + "1]}",
    ],
)
def test_a_line_of_json_with_too_many_values_is_not_judged(
    long: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = Mock(wraps=Aanmelding.model_validate_json)
    monkeypatch.setattr(bestand, "Aanmelding", Mock(model_validate_json=judged))
    good = '{"overleg": "zat"}'
    told = list(regels(f"{good}\n{long}\n{good}\n".encode()))
    assert judged.call_count == 2
    assert [one.nummer for one in told] == [1, 2, 3]
    assert [b.melding for b in told[1].bezwaren] == [
        f"In deze regel staan te veel gegevens: hooguit {MAX_MEMBERS}."
    ]


@pytest.mark.parametrize(
    ("column", "words"),
    [("doelen", list(Doel)), ("ontvangers", list(Domein)), ("categorieen", list(Categorie))],
)
@pytest.mark.parametrize("between", ["|", ","])
def test_a_cell_has_no_more_words_than_there_are(
    column: str, words: list[str], between: str
) -> None:
    head, name = f"{HEAD};toestemming_door;toestemming_uitdrukkelijk", f"toestemming_{column}"
    others = {"toestemming_doelen": "hulpverlening", "toestemming_ontvangers": "zorg"}

    def line(cell: str) -> str:
        return ";".join([LINE.format("a"), "jeugdige", "ja", *(others | {name: cell}).values()])

    columns = ";".join([head, *(others | {name: ""})])
    fits, more = between.join(words), between.join([*words, words[0]])
    huge = between.join([words[0]] * 4_000)
    raw = "\n".join([columns, line(fits), line(more), line(huge), line(fits)])
    told = list(regels(raw.encode()))
    assert [bool(one.aanmelding) for one in told] == [True, False, False, True]
    for one in told[1:3]:
        (bezwaar,) = one.bezwaren
        assert (bezwaar.veld, f"hooguit {len(words)}," in bezwaar.melding) == (name, True)


def test_a_line_at_a_time_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = Mock(wraps=bestand._csv_line)
    monkeypatch.setattr(bestand, "_csv_line", judged)
    lines = regels((HEAD + "\n" + "x;;;;;\n" * MOST_LINES).encode())
    for number in range(1, 4):
        assert next(lines).nummer == number + 1
        assert judged.call_count == number


async def test_many_files_at_once_leave_threads_for_others(
    onderwijs: Proef, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, release = onderwijs.als("zat-coordinator"), threading.Event()
    nothing = bestand.Bestandsuitslag((), {}, 0)
    monkeypatch.setattr(answers, "neem_op", lambda *_: nothing if release.wait(20) else None)
    sent = [
        asyncio.create_task(client.post("/v1/aanmeldingen/bestand", content=b"x"))
        for _ in range(60)
    ]
    try:
        await asyncio.sleep(1)
        async with asyncio.timeout(5):
            assert (await client.get("/bestand")).status_code == 200
    finally:
        release.set()
    assert {(await one).status_code for one in sent} == {200}
