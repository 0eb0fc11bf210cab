"""A key stands for one report, or one file: other content under it is refused, and not taken."""

from typing import Any

import pytest

pytestmark = pytest.mark.anyio
Proef = Any
"""See conftest.py: an intake on real files."""

SLEUTEL = {"Idempotency-Key": "sleutel"}
HEAD = "overleg;kenmerk;voornaam;achternaam;geboortedatum"
SANNE, TIM = "zat;L-1;Sanne;Zonneveld;4-5-1996", "zat;L-2;Tim;Vermeer;4-5-1997"


async def test_another_report_under_a_key_is_refused_and_not_taken(onderwijs: Proef) -> None:
    client = onderwijs.als("zat-coordinator")
    eerste = onderwijs.melding | {"kenmerk": "E-1"}
    answers = [
        await client.post("/v1/aanmeldingen", json=eerste, headers=SLEUTEL) for _ in range(2)
    ]
    assert [(a.status_code, a.json()) for a in answers] == [(201, answers[0].json())] * 2
    assert len(onderwijs.gezegd()) == 2
    for change in ({"kenmerk": "E-2"}, {"verzuim": "Iets anders"}):
        other = await client.post("/v1/aanmeldingen", json=eerste | change, headers=SLEUTEL)
        assert other.status_code == 409
        assert "voor POST /v1/aanmeldingen: dat is gedaan." in other.json()["detail"]
    assert not onderwijs.gezegd()


async def test_another_file_under_a_key_is_refused_and_not_taken(onderwijs: Proef) -> None:
    client = onderwijs.als("zat-coordinator")
    path = "/v1/aanmeldingen/bestand"
    files = [f"{HEAD}\n{line}\n".encode() for line in (SANNE, SANNE, TIM)]
    first, again, other = [await client.post(path, content=f, headers=SLEUTEL) for f in files]
    assert first.json()["aangemeld"] == 1
    assert (again.status_code, again.json()) == (200, first.json())
    assert other.status_code == 409
    assert len(onderwijs.gezegd()) == 2


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("voornaam", "Sanne\u202ennA"),
        ("achternaam", "Zonne\x00veld"),
        ("achternaam", "Zonne\nveld"),
        ("adres", "Dorpsstraat\x1b[2K 1"),
        ("telefoon", "06\u200f12345678"),
        ("verzuim", "uren\u2066tot"),
        ("gezinssituatie", "moeder\x7f"),
    ],
)
async def test_what_shows_otherwise_than_it_is_is_refused(
    onderwijs: Proef, veld: str, waarde: str
) -> None:
    answer = await onderwijs.meld(**{veld: waarde})
    assert answer.status_code == 400
    (wrong,) = answer.json()["errors"]
    assert wrong["field"] == veld
    assert wrong["detail"].startswith("Hier staat een teken in dat niet te zien is")
    assert not onderwijs.gezegd()


async def test_every_other_word_is_taken(onderwijs: Proef) -> None:
    answer = await onderwijs.meld(
        voornaam="Zoë-Ñandú", achternaam="d'Água Şahin שָׁלוֹם", verzuim="Maandag.\n\tDinsdag."
    )
    assert answer.status_code == 201, answer.text
