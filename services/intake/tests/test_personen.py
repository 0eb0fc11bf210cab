"""Who is who in a report: nobody is merged unless the sender says so; and when who was born."""

import json
from typing import Any, get_args

import pytest

from contracts.dagen import Dag
from contracts.elements import Veld
from contracts.events.intake import CasusAangemeld
from intake.domain.aanmelding import Aanmelding
from intake.worker.vlak import KOLOMMEN

Proef = Any
"""See conftest.py: an intake on real files, on 14 September 2010."""

pytestmark = pytest.mark.anyio
OWN = {"Sec-Fetch-Site": "same-origin"}
TOESTEMMING = {
    "door": "betrokkene",
    "uitdrukkelijk": True,
    "doelen": ["hulpverlening"],
    "ontvangers": ["zorg"],
}


def aangemeld(proef: Proef) -> list[CasusAangemeld]:
    return [fact for fact in proef.gezegd() if isinstance(fact, CasusAangemeld)]


def plat(proef: Proef, leden: list[dict[str, str]]) -> dict[str, str]:
    """A report as a form and a line of a table hold it."""
    texts = {name: str(text) for name, text in proef.melding.items()}
    for number, lid in enumerate(leden, start=1):
        texts |= {f"gezinslid{number}_{name}": text for name, text in lid.items()}
    assert set(texts) <= set(KOLOMMEN)
    return texts


async def per_api(proef: Proef, leden: list[dict[str, str]]) -> int:
    return int((await proef.meld(**proef.melding, gezinsleden=leden)).status_code)


async def per_pagina(proef: Proef, leden: list[dict[str, str]]) -> int:
    client = proef.als("zat-coordinator")
    return int((await client.post("/aanmelden", data=plat(proef, leden), headers=OWN)).status_code)


async def per_csv(proef: Proef, leden: list[dict[str, str]]) -> int:
    texts = plat(proef, leden)
    return await _bestand(proef, "\n".join((";".join(texts), ";".join(texts.values()))))


async def per_jsonl(proef: Proef, leden: list[dict[str, str]]) -> int:
    return await _bestand(proef, json.dumps(proef.melding | {"gezinsleden": leden}))


async def _bestand(proef: Proef, text: str) -> int:
    client = proef.als("zat-coordinator")
    answer = await client.post("/v1/aanmeldingen/bestand", content=text.encode())
    return 201 if answer.json()["aangemeld"] else 400


WEGEN = (per_api, per_pagina, per_csv, per_jsonl)


@pytest.mark.parametrize("weg", WEGEN)
@pytest.mark.parametrize("relatie", ["ouder", "partner", "broer-of-zus", "ander"])
async def test_equal_names_are_so_many_persons(onderwijs: Proef, weg: Any, relatie: str) -> None:
    namen = ("Jansen", " jansen ", "Jansen")
    leden = [
        {"relatie": relatie, "naam": naam, "hulp": f"van {number}"}
        for number, naam in enumerate(namen)
    ]
    assert await weg(onderwijs, leden) in (201, 303)
    (feit,) = aangemeld(onderwijs)
    assert len({lid.betrokkene for lid in feit.gezinsleden}) == len(leden)
    over = {e.over: e for e in feit.elementen if e.veld is Veld.HULP}
    gezegd = [over[lid.betrokkene] for lid in feit.gezinsleden]
    opened = [onderwijs.parts.keys.open(e.waarde, e.id) for e in gezegd]
    assert opened == ["van 0", "van 1", "van 2"]
    assert len({e.waarde.sleutel for e in gezegd}) == len(leden)


@pytest.mark.parametrize("weg", WEGEN)
async def test_who_is_the_same_is_so_when_the_sender_says_it(onderwijs: Proef, weg: Any) -> None:
    lid = {"relatie": "ouder", "naam": "Jansen", "kenmerk": "P-1"}
    leden = [lid | {"hulp": "toen"}, lid | {"naam": "JANSEN", "telefoon": "nu"}]
    assert await weg(onderwijs, leden) in (201, 303)
    (feit,) = aangemeld(onderwijs)
    (een,) = feit.gezinsleden
    assert [e.veld for e in feit.elementen if e.over == een.betrokkene and e.veld != Veld.NAAM] == [
        Veld.HULP,
        Veld.TELEFOON,
    ]


async def test_who_has_no_reference_may_be_anybody(onderwijs: Proef) -> None:
    leden = [{"relatie": "ouder", "naam": "Jansen"}, {"relatie": "partner", "naam": "De Vries"}]
    assert await per_api(onderwijs, leden) == 201
    (feit,) = aangemeld(onderwijs)
    assert [lid.relatie for lid in feit.gezinsleden] == ["ouder", "partner"]


async def test_a_reference_means_somebody_else_with_another_sender(zorg: Proef) -> None:
    lid = {"relatie": "ouder", "naam": "Jansen", "kenmerk": "P-1"}
    for rol in ("jeugdarts", "procesregisseur"):
        melding = {"overleg": "cjg-tafel", "verzuim": None, "gezinsleden": [lid]}
        assert (await zorg.meld(rol, **melding)).status_code == 201
    een, ander = aangemeld(zorg)
    assert (een.betrokkene, een.gezin) == (ander.betrokkene, ander.gezin)
    assert een.gezinsleden[0].betrokkene != ander.gezinsleden[0].betrokkene


@pytest.mark.parametrize("anders", [{"naam": "De Vries"}, {"relatie": "partner"}])
@pytest.mark.parametrize("weg", WEGEN)
async def test_a_reference_that_would_join_two_is_refused(
    onderwijs: Proef, weg: Any, anders: dict[str, str]
) -> None:
    lid = {"relatie": "ouder", "naam": "Jansen", "kenmerk": "P-1"}
    assert await weg(onderwijs, [lid, lid | anders]) == 400
    assert aangemeld(onderwijs) == []


async def test_consent_covers_only_the_one_who_gave_it(onderwijs: Proef) -> None:
    vader = {"relatie": "ouder", "naam": "Jansen", "gezondheid": "over vader"}
    moeder = vader | {"gezondheid": "over moeder", "toestemming": TOESTEMMING}
    await onderwijs.meld(gezinsleden=[vader, moeder])
    (feit,) = aangemeld(onderwijs)
    (gegeven,) = feit.toestemmingen
    assert gegeven.over == feit.gezinsleden[1].betrokkene
    (covered,) = (e for e in feit.elementen if e.veld is Veld.GEZONDHEID and e.over == gegeven.over)
    assert onderwijs.parts.keys.open(covered.waarde, covered.id) == "over moeder"


async def test_two_consents_of_one_person_are_two(onderwijs: Proef) -> None:
    lid = {"relatie": "ouder", "naam": "Jansen", "kenmerk": "P-1", "toestemming": TOESTEMMING}
    await onderwijs.meld(gezinsleden=[lid, lid])
    (feit,) = aangemeld(onderwijs)
    assert len({t.id for t in feit.toestemmingen}) == 2
    assert {t.over for t in feit.toestemmingen} == {feit.gezinsleden[0].betrokkene}


async def test_the_same_report_again_finds_the_same_persons(onderwijs: Proef) -> None:
    leden = [{"relatie": "ouder", "naam": "Jansen"}] * 2
    assert (await onderwijs.meld(gezinsleden=leden)).status_code == 201
    assert (await onderwijs.meld(gezinsleden=leden)).json()["al_bekend"] is True
    assert len(aangemeld(onderwijs)) == 1


async def test_in_two_reports_of_a_family_equal_names_are_two(onderwijs: Proef) -> None:
    moeder = {"relatie": "ouder", "naam": "M. Zonneveld"}
    for kenmerk, bsn in (("a", "123456782"), ("b", "111222333")):
        leden = [moeder, moeder | {"kenmerk": "P-1"}]
        await onderwijs.meld(kenmerk=kenmerk, bsn=bsn, gezin_kenmerk="G1", gezinsleden=leden)
    een, twee = aangemeld(onderwijs)
    assert een.gezin == twee.gezin
    assert een.gezinsleden[0] != twee.gezinsleden[0]
    assert een.gezinsleden[1] == twee.gezinsleden[1]


@pytest.mark.parametrize(
    "typed", ["1996-05-04", "4-5-1996", "04-05-1996", "04/05/1996", "4.5.1996"]
)
@pytest.mark.parametrize("weg", WEGEN)
async def test_a_birth_date_is_read_alike_by_every_door(
    onderwijs: Proef, weg: Any, typed: str
) -> None:
    onderwijs.melding = onderwijs.melding | {"geboortedatum": typed}
    assert await weg(onderwijs, []) in (201, 303)
    (feit,) = aangemeld(onderwijs)
    (datum,) = (e for e in feit.elementen if e.veld is Veld.GEBOORTEDATUM)
    assert onderwijs.parts.keys.open(datum.waarde, datum.id) == "1996-05-04"


@pytest.mark.parametrize(
    "typed",
    ["31-02-1996", "0206-05-04", "04-05-0206", "4 mei 1996", "1910-09-14", "2010-09-15", 831168000],
)
async def test_what_no_young_person_can_be_born_on_is_refused(
    onderwijs: Proef, typed: object
) -> None:
    answer = await onderwijs.meld(geboortedatum=typed, reden_leeftijd="Zo staat het er")
    assert answer.status_code == 400
    assert [e["field"] for e in answer.json()["errors"]] == ["geboortedatum"]
    assert str(typed) not in answer.text
    assert aangemeld(onderwijs) == []


def test_every_date_of_a_report_is_read_so() -> None:
    """A field of the bare type would take a number for a day, and no Dutch notation."""
    dates = [f for f in Aanmelding.model_fields.values() if "date" in str(f.annotation)]
    assert [f.metadata for f in dates] == [list(get_args(Dag)[1:])]
