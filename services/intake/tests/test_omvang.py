"""The largest report is taken, and one byte more is refused in a sentence, whichever door it is."""

import json
import re
from typing import Any

import pytest

from contracts.envelope import DATA_BYTES, EVENT_BYTES
from contracts.events.intake import CasusAangemeld
from intake.worker import omvang
from tests.verhalen.groot import de_grootste, tekst

Proef = Any
"""See conftest.py: an intake on real files."""

pytestmark = pytest.mark.anyio
OWN = {"Sec-Fetch-Site": "same-origin"}


async def test_the_largest_report_is_taken_and_one_byte_more_is_refused(onderwijs: Proef) -> None:
    answer = await onderwijs.meld(**de_grootste(byte_meer=True))
    assert answer.status_code == 400, answer.text
    (error,) = answer.json()["errors"]
    assert error["field"] == "gezinssamenstelling"
    assert re.match(
        r"Deze melding is te groot: 1\d{3} kB, en er kan hooguit 997 kB in.", error["detail"]
    )
    assert "'Gezinssamenstelling' is de langste" in error["detail"]
    assert onderwijs.gezegd() == []
    assert onderwijs.kernel.parked() == []

    answer = await onderwijs.meld(**de_grootste())
    assert answer.status_code == 201, answer.text
    _, out = onderwijs.kernel.outgoing(100)
    sizes = [len(one.raw) for one in out]
    assert DATA_BYTES - 20_000 < max(sizes) <= EVENT_BYTES
    aangemeld, *delen = onderwijs.gezegd()
    assert isinstance(aangemeld, CasusAangemeld)
    assert [e for deel in delen for e in deel.elementen] == [*aangemeld.elementen]
    assert [deel.deel_van for deel in delen[1:]] == [delen[0].verstrekking] * (len(delen) - 1)
    assert delen[0].deel_van is None


async def test_who_is_in_a_refused_report_is_not_known_afterwards(onderwijs: Proef) -> None:
    await onderwijs.meld(**(de_grootste() | {"toelichting": tekst(8000)}))
    with onderwijs.parts.vault.reading() as session:
        tables = session.connection().exec_driver_sql(
            "select name from sqlite_master where type = 'table'"
        )
        for (name,) in tables.fetchall():
            rows = session.connection().exec_driver_sql(f"select count(*) from {name}")
            assert rows.scalar_one() == (1 if name == "storedsecret" else 0), name


async def test_a_line_of_a_file_that_is_too_large_is_told(onderwijs: Proef) -> None:
    goed = onderwijs.melding | {"kenmerk": "goed"}
    fout = onderwijs.melding | de_grootste() | {"kenmerk": "fout", "toelichting": tekst(8000)}
    raw = "\n".join(json.dumps(one) for one in (fout, goed)).encode()
    answer = await onderwijs.als("zat-coordinator").post("/v1/aanmeldingen/bestand", content=raw)
    slecht, recht = answer.json()["regels"]
    assert (slecht["regel"], slecht["uitkomst"]) == (1, "geweigerd")
    assert "te groot" in slecht["fouten"][0]["melding"]
    assert recht["uitkomst"] == "aangemeld"


async def test_the_form_comes_back_with_the_sentence_at_the_longest_text(
    onderwijs: Proef, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(omvang, "DATA_BYTES", 20_000)
    velden = {key: value for key, value in onderwijs.melding.items() if key != "informeren"}
    sent = await onderwijs.als("zat-coordinator").post(
        "/aanmelden",
        data=velden
        | {"gezinslid1_relatie": "ouder", "gezinslid1_naam": "M.", "gezinslid1_hulp": tekst(8000)},
        headers=OWN,
    )
    assert sent.status_code == 400
    assert "Deze melding is te groot" in sent.text
    assert onderwijs.gezegd() == []


async def test_a_consent_said_twice_is_one(onderwijs: Proef) -> None:
    toestemming = {
        "door": "vertegenwoordiger",
        "doelen": ["hulpverlening"] * 1000,
        "ontvangers": ["zorg"] * 1000,
        "categorieen": ["verzuim"] * 1000,
    }
    answer = await onderwijs.meld(toestemming=toestemming)
    assert answer.status_code == 201
    (given,) = onderwijs.gezegd()[0].toestemmingen
    assert (given.ontvangers, given.categorieen) == (("zorg",), ("verzuim",))
