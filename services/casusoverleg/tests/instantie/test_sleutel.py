"""A key stands for one deed: the same step with other words is refused and is not taken."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.vocabulary import Domein

ZAT = "het-baken/zat-coordinator"
GROEP = {
    "overleg": "zat",
    "vergadering": "2026-03-09",
    "soort": "hinderlijk",
    "omvang": "tot-10",
    "plek": "station",
}


@pytest.fixture
def zat(instantie: Callable[[Domein], Any]) -> Any:
    made = instantie(Domein.ONDERWIJS)
    made.casus = made.meld_aan("zat", ZAT, naam="Kim Kanarie").casus
    made.gezegd()
    return made


def zet(zat: Any, pad: str, invoer: Any, wie: str = ZAT) -> Any:
    return zat.als(wie).post(pad, json=invoer, headers={"Idempotency-Key": "sleutel"})


def test_the_second_words_are_not_lost_in_silence(zat: Any) -> None:
    pad = f"/v1/casussen/{zat.casus}/stappen/agendeer"
    eerste = zet(zat, pad, {"vergadering": "2026-03-09"})
    assert eerste.status_code == 200
    assert len(zat.gezegd()) == 1
    tweede = zet(zat, pad, {"vergadering": "2026-03-16"})
    assert tweede.status_code == 409
    gemeld = tweede.json()["detail"]
    assert f"voor POST {pad}: dat is gedaan." in gemeld
    assert "Wat u nu stuurt is iets anders" in gemeld
    assert zat.gezegd() == []
    nog_eens = zet(zat, pad, {"vergadering": "2026-03-09"})
    assert (nog_eens.status_code, nog_eens.json()) == (200, eerste.json())
    assert zat.gezegd() == []


def test_another_step_and_another_group_are_other_deeds(zat: Any) -> None:
    pad = f"/v1/casussen/{zat.casus}/stappen"
    assert zet(zat, f"{pad}/agendeer", {"vergadering": "2026-03-09"}).status_code == 200
    zat.gezegd()
    for ander, invoer in ((f"{pad}/meld-bekendheid", {"bekend": "ja"}), ("/v1/groepen", GROEP)):
        assert zet(zat, ander, invoer).status_code == 409
    assert zat.gezegd() == []


def test_a_refused_step_is_told_as_refused(zat: Any) -> None:
    pad = f"/v1/casussen/{zat.casus}/stappen/agendeer"
    voorbij = zet(zat, pad, {"vergadering": "2026-02-01"})
    assert voorbij.status_code == 409
    assert zet(zat, pad, {"vergadering": "2026-02-01"}).json() == voorbij.json()
    ander = zet(zat, pad, {"vergadering": "2026-03-09"}).json()["detail"]
    assert f"dat is geweigerd ({voorbij.json()['detail'].rstrip('.')})" in ander


def test_somebody_else_may_have_the_same_key(zat: Any) -> None:
    pad = f"/v1/casussen/{zat.casus}/stappen/meld-bekendheid"
    assert zet(zat, pad, {"bekend": "ja"}).status_code == 200
    ander = zet(zat, pad, {"bekend": "nee"}, "mw/schoolmaatschappelijk-werker")
    assert "sleutel" not in ander.text
    assert ander.status_code == 200


def test_a_form_that_was_sent_is_not_sent_again_with_other_words(zat: Any) -> None:
    pad = f"/casussen/{zat.casus}/stappen/agendeer"
    goed, anders = (
        {"agendeer--vergadering": op, "opdracht": "een"} for op in ("9-3-2026", "16-3-2026")
    )
    for _ in range(2):
        assert zat.als(ZAT).post(pad, data=goed).status_code == 303
    assert len(zat.gezegd()) == 1
    geweigerd = zat.als(ZAT).post(pad, data=anders)
    assert geweigerd.status_code == 409
    assert "Dit formulier is al verstuurd op" in geweigerd.text
    assert zat.gezegd() == []


def test_a_form_that_comes_back_is_another_deed(zat: Any) -> None:
    pad = f"/casussen/{zat.casus}/stappen/agendeer"
    voorbij = {"agendeer--vergadering": "1-2-2026", "opdracht": "een"}
    terug = zat.als(ZAT).post(pad, data=voorbij)
    assert terug.status_code == 409
    assert "ligt in het verleden" in terug.text
    assert 'name="opdracht" value="een"' not in terug.text


def test_words_that_show_otherwise_than_they_are_are_refused(zat: Any) -> None:
    pad = f"/v1/casussen/{zat.casus}/stappen/teken-verzet-aan"
    for gronden in ("zegt\u202ehij", "nul\x00"):
        antwoord = zat.als(ZAT).post(pad, json={"gronden": gronden})
        gemeld = {een["field"]: een["detail"] for een in antwoord.json()["errors"]}
        assert antwoord.status_code == 400
        assert gemeld["gronden"].startswith("Hier staat een teken in dat niet te zien is")


ANDERS = {"agendeer--vergadering": "16-3-2026"}


@pytest.mark.parametrize(
    ("status", "gestuurd"),
    [
        (409, {"data": ANDERS | {"opdracht": "een"}}),
        (409, {"data": ANDERS | {"opdracht": "een"}, "files": {"leeg": b""}}),
        (400, {"data": ANDERS | {"opdracht": ["een", "twee"]}}),
        (400, {"data": ANDERS | {"opdracht": "een"}, "headers": {"Idempotency-Key": "twee"}}),
        (303, {"data": ANDERS | {"opdracht": "twee"}}),
    ],
)
def test_however_a_form_is_sent_its_key_stands_for_one_deed(
    zat: Any, status: int, gestuurd: dict[str, Any]
) -> None:
    pad = f"/casussen/{zat.casus}/stappen/agendeer"
    goed = {"agendeer--vergadering": "9-3-2026", "opdracht": "een"}
    assert zat.als(ZAT).post(pad, data=goed).status_code == 303
    zat.gezegd()
    assert zat.als(ZAT).post(pad, **gestuurd).status_code == status
    assert len(zat.gezegd()) == (status == 303)


def test_a_form_under_a_header_is_one_deed_too(zat: Any) -> None:
    pad = f"/casussen/{zat.casus}/stappen/agendeer"
    kop = {"Idempotency-Key": "een"}
    goed = {"agendeer--vergadering": "9-3-2026"}
    for _ in range(2):
        antwoord = zat.als(ZAT).post(pad, data=goed, headers=kop)
        assert (antwoord.status_code, antwoord.headers["location"][-26:]) == (303, zat.casus)
    assert len(zat.gezegd()) == 1
    assert zat.als(ZAT).post(pad, data=ANDERS, headers=kop).status_code == 409
    assert zat.gezegd() == []


def test_a_form_and_a_call_do_not_share_a_key(zat: Any) -> None:
    assert zet(zat, "/v1/groepen", GROEP).status_code == 200
    zat.gezegd()
    op_de_pagina = {f"groep--{naam}": waarde for naam, waarde in GROEP.items()}
    op_de_pagina |= {"groep--vergadering": "16-3-2026", "opdracht": "sleutel"}
    assert zat.als(ZAT).post("/groepen", data=op_de_pagina).status_code == 303
    assert len(zat.gezegd()) == 1
