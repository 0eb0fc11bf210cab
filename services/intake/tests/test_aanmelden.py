"""A report as an API call: what is said, what is refused, and what stays in the vault."""

import logging
from datetime import date
from typing import Any

import pytest

from contracts.elements import Categorie, Element, Veld
from contracts.events.intake import CasusAangemeld
from contracts.events.verstrekking import Bespreking, Bronbesluit, VerstrekkingGevraagd
from contracts.vocabulary import Doel, Domein, Geheimhouding, Leeftijdsband, Relatie
from infra.keys import KeyDestroyed
from intake.domain.aanmelding import Aanmelding

pytestmark = pytest.mark.anyio
Proef = Any
"""See conftest.py: an intake on real files, on 14 September 2010."""

VANDAAG = date(2010, 9, 14)
BSN = "123456782"
ZORGMELDING: dict[str, Any] = {
    "overleg": "hco",
    "school": None,
    "leerjaar": None,
    "verzuim": None,
    "politiecontact": "Drie keer aangesproken op straat",
    "besluit_vastgelegd": True,
}


def gezegd(proef: Proef) -> tuple[CasusAangemeld, VerstrekkingGevraagd]:
    aangemeld, gevraagd = proef.gezegd()
    assert isinstance(aangemeld, CasusAangemeld)
    assert isinstance(gevraagd, VerstrekkingGevraagd)
    return aangemeld, gevraagd


def geopend(proef: Proef, elementen: tuple[Element, ...]) -> dict[Veld, str]:
    return {e.veld: proef.parts.keys.open(e.waarde, e.id) for e in elementen}


async def test_a_report_is_a_fact_for_the_table_and_a_request_to_the_gate(
    onderwijs: Proef,
) -> None:
    answer = await onderwijs.meld()
    assert answer.status_code == 201
    aangemeld, gevraagd = gezegd(onderwijs)
    assert answer.json() == {"casus": aangemeld.casus, "overleg": "zat", "al_bekend": False}
    assert aangemeld.weg == "aanmelding-zat"
    assert aangemeld.houder == "het-baken"
    assert aangemeld.leeftijdsband is Leeftijdsband.VAN_12_TOT_16
    assert aangemeld.convenant == "oefenstad@1"
    assert gevraagd.inhoud == Bespreking()
    assert (gevraagd.van_overleg, gevraagd.naar_overleg) == ("zat", "zat")
    assert gevraagd.doel is Doel.ONDERWIJSBEGELEIDING
    assert gevraagd.bronbesluit is Bronbesluit.GEEN
    assert gevraagd.elementen == aangemeld.elementen


async def test_only_what_has_a_value_is_recorded_and_it_is_sealed(onderwijs: Proef) -> None:
    await onderwijs.meld(telefoon=" ")
    elementen = gezegd(onderwijs)[0].elementen
    assert geopend(onderwijs, elementen) == {
        Veld.NAAM: "Sanne Zonneveld",
        Veld.GEBOORTEDATUM: "1996-05-04",
        Veld.SCHOOL_EN_LEERJAAR: "Het Baken, leerjaar 2 vmbo",
        Veld.VERZUIM: "Zestien uur in vier weken",
    }
    for element in elementen:
        assert element.doel is Doel.ONDERWIJSBEGELEIDING
        assert element.vastgelegd_op == VANDAAG
    assert b"Zonneveld" not in onderwijs.bytes_buiten_de_kluis()


async def test_a_police_report_needs_its_decision_and_the_police_hold_it(
    veiligheid: Proef,
) -> None:
    refused = await veiligheid.meld("jeugdagent", **ZORGMELDING | {"besluit_vastgelegd": False})
    assert refused.status_code == 400
    assert [e["field"] for e in refused.json()["errors"]] == ["besluit_vastgelegd"]
    assert veiligheid.gezegd() == []

    await veiligheid.meld("jeugdagent", **ZORGMELDING)
    aangemeld, gevraagd = gezegd(veiligheid)
    assert (aangemeld.weg, aangemeld.houder, aangemeld.school) == ("zorgmelding", "politie", None)
    assert gevraagd.bronbesluit is Bronbesluit.WPG_20
    assert gevraagd.doel is Doel.AFSTEMMING
    assert {e.geheim for e in aangemeld.elementen} == {Geheimhouding.AMBT}
    assert {e.doel for e in aangemeld.elementen} == {Doel.POLITIETAAK}


async def test_who_directs_the_table_reports_without_a_road(veiligheid: Proef) -> None:
    changes = ZORGMELDING | {"politiecontact": None, "huisvesting": "Slaapt bij vrienden"}
    await veiligheid.meld("ketenmanager", **changes)
    aangemeld, _ = gezegd(veiligheid)
    assert (aangemeld.weg, aangemeld.houder) == (None, "veiligheidshuis")


async def test_the_holder_is_whom_the_road_names(zorg: Proef) -> None:
    changes = {"overleg": "cjg-tafel", "verzuim": None, "gezondheid": "Slaapt slecht"}
    await zorg.meld("jeugdarts", **changes)
    aangemeld, _ = gezegd(zorg)
    assert aangemeld.houder == "cjg"
    assert {e.geheim for e in aangemeld.elementen} == {Geheimhouding.BEROEP}


@pytest.mark.parametrize(
    ("rol", "overleg", "status", "said"),
    [
        ("zat-coordinator", "hco", 400, "hoort bij het domein veiligheid"),
        ("zat-coordinator", "nergens", 400, "staat in geen geldend convenant"),
        ("jeugdagent", "zat", 403, "wie het overleg leidt"),
        ("procesregisseur", "zat", 403, "wie het overleg leidt"),
    ],
)
async def test_not_every_table_is_for_everybody(
    onderwijs: Proef, rol: str, overleg: str, status: int, said: str
) -> None:
    answer = await onderwijs.meld(rol, overleg=overleg)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["field"] == "overleg"
    assert said in answer.json()["errors"][0]["detail"]
    assert onderwijs.gezegd() == []


async def test_nobody_fills_in_what_another_organisation_knows(veiligheid: Proef) -> None:
    lid = {"relatie": "ouder", "naam": "M. Zonneveld", "gezondheid": "Ziek"}
    changes = ZORGMELDING | {"schoolprestaties": "Twee vijven", "gezinsleden": [lid]}
    answer = await veiligheid.meld("jeugdagent", **changes)
    errors = {e["field"]: e["detail"] for e in answer.json()["errors"]}
    assert set(errors) == {"schoolprestaties", "gezinsleden.0.gezondheid"}
    assert (
        "'Schoolprestaties' kan een organisatie van het type politie" in errors["schoolprestaties"]
    )
    assert "vijven" not in answer.text


@pytest.mark.parametrize(
    ("geboren", "reden", "status"),
    [
        ("1999-09-15", None, 400),  # eleven tomorrow
        ("1999-09-14", None, 201),  # eleven today
        ("1991-09-15", None, 201),  # still eighteen
        ("1991-09-14", None, 400),  # nineteen today
        ("1991-09-14", "Doet opnieuw examen", 201),
        ("2010-09-15", "Nog niet geboren", 400),
    ],
)
async def test_another_age_needs_a_recorded_reason(
    onderwijs: Proef, geboren: str, reden: str | None, status: int
) -> None:
    answer = await onderwijs.meld(geboortedatum=geboren, reden_leeftijd=reden)
    assert answer.status_code == status
    if status == 201:
        aangemeld, _ = gezegd(onderwijs)
        assert aangemeld.reden_leeftijd is (reden is not None)
        found = geopend(onderwijs, aangemeld.elementen).get(Veld.TOELICHTING, "")
        assert (reden or "") in found
        assert geboren not in aangemeld.model_dump_json()


async def test_a_school_that_is_none(onderwijs: Proef) -> None:
    answer = await onderwijs.meld(school="politie")
    assert answer.json()["errors"] == [
        {"field": "school", "detail": "Deze school staat niet in het convenant."}
    ]


async def test_the_same_report_twice_is_one_case(onderwijs: Proef) -> None:
    first, again = await onderwijs.meld(), await onderwijs.meld(bsn="1234.56.782")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "al_bekend": True}
    assert len(onderwijs.gezegd()) == 2


@pytest.mark.parametrize("change", [{"verzuim": "Meer"}, {"bsn": "111222333"}, {"bsn": None}])
async def test_the_same_reference_with_other_content_is_refused(
    onderwijs: Proef, change: dict[str, Any]
) -> None:
    await onderwijs.meld()
    answer = await onderwijs.meld(**change)
    assert answer.status_code == 409
    assert "andere inhoud" in answer.json()["detail"]
    assert len(onderwijs.gezegd()) == 2


async def test_a_reference_is_the_senders_own(zorg: Proef) -> None:
    changes = {"overleg": "cjg-tafel", "verzuim": None}
    casussen = {
        (await zorg.meld(rol, **changes)).json()["casus"]
        for rol in ("jeugdarts", "procesregisseur")
    }
    assert len(casussen) == 2


async def test_a_person_is_found_again_by_bsn_and_only_by_bsn(onderwijs: Proef) -> None:
    for kenmerk, bsn in (("a", BSN), ("b", BSN), ("c", "111222333"), ("d", None), ("e", None)):
        assert (await onderwijs.meld(kenmerk=kenmerk, bsn=bsn)).status_code == 201
    cases = [fact for fact in onderwijs.gezegd() if isinstance(fact, CasusAangemeld)]
    first, second, *others = (case.betrokkene for case in cases)
    assert first == second
    assert len({first, *others}) == 4
    assert len({case.casus for case in cases}) == 5
    assert cases[0].gezin == cases[1].gezin != cases[2].gezin


async def test_brothers_and_sisters_are_one_family_with_one_mother(onderwijs: Proef) -> None:
    mother = {"relatie": "ouder", "naam": "M. Zonneveld", "kenmerk": "M", "telefoon": "06"}
    common = {"gezin_kenmerk": "G1", "gezinsleden": [mother]}
    await onderwijs.meld(kenmerk="a", **common)
    await onderwijs.meld(kenmerk="b", bsn="111222333", **common)
    await onderwijs.meld(kenmerk="c", bsn=None, gezin_kenmerk="G2", gezinsleden=[mother])
    cases = [fact for fact in onderwijs.gezegd() if isinstance(fact, CasusAangemeld)]
    one, two, three = ((case.gezin, case.gezinsleden[0].betrokkene) for case in cases)
    assert one == two
    assert one[0] != three[0]
    assert one[1] != three[1]
    assert len({case.betrokkene for case in cases}) == 3
    about = [e for e in cases[0].elementen if e.over == one[1]]
    assert {(e.veld, e.relatie) for e in about} == {
        (Veld.NAAM, Relatie.OUDER),
        (Veld.TELEFOON, Relatie.OUDER),
    }


async def test_consent_is_recorded_per_purpose_and_per_person(onderwijs: Proef) -> None:
    consent = {
        "door": "vertegenwoordiger",
        "uitdrukkelijk": True,
        "doelen": ["hulpverlening", "afstemming-zorg-en-veiligheid"],
        "ontvangers": ["zorg", "veiligheid"],
    }
    own = consent | {
        "door": "betrokkene",
        "doelen": ["hulpverlening"],
        "categorieen": ["verslaving"],
    }
    mother = {"relatie": "ouder", "naam": "M.", "verslaving": "Drinkt", "toestemming": own}
    await onderwijs.meld(toestemming=consent, gezinsleden=[mother])
    aangemeld, gevraagd = gezegd(onderwijs)
    assert aangemeld.toestemmingen == gevraagd.toestemmingen
    first, second, third = gevraagd.toestemmingen
    assert (first.doel, second.doel) == (Doel.HULPVERLENING, Doel.AFSTEMMING)
    assert first.over == aangemeld.betrokkene
    assert set(first.categorieen) == {
        Categorie.IDENTIFICATIE,
        Categorie.SCHOOL_EN_LEERJAAR,
        Categorie.VERZUIM,
    }
    assert third.over == aangemeld.gezinsleden[0].betrokkene
    assert third.categorieen == (Categorie.VERSLAVING,)
    assert third.ontvangers == (Domein.ZORG, Domein.VEILIGHEID)


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"bsn": "123456789"}, "bsn", "Het burgerservicenummer klopt niet."),
        ({"kenmerk": "x" * 41}, "kenmerk", "Dit heeft niet de juiste vorm."),
        ({"voornaam": " "}, "voornaam", "Dit veld is verplicht."),
        ({"verzuim": "x" * 4001}, "verzuim", "Gebruik ten hoogste 4000 tekens."),
        ({"godsdienst": "geheim123"}, "godsdienst", "Dit veld bestaat hier niet."),
        ({"toestemming": {"door": "geheim123"}}, "toestemming.door", "Kies uit: jeugdige"),
        ({"gezinsleden": [{"naam": "x"}]}, "gezinsleden.0.relatie", "Dit veld is verplicht."),
    ],
)
async def test_a_wrong_field_is_named_and_its_value_is_not(
    onderwijs: Proef, change: dict[str, Any], field: str, said: str
) -> None:
    answer = await onderwijs.meld(**change)
    assert answer.status_code == 400
    errors = {e["field"]: e["detail"] for e in answer.json()["errors"]}
    assert said in errors[field]
    assert "123456789" not in answer.text
    assert "geheim123" not in answer.text


async def test_text_that_is_no_text_is_refused_and_not_a_fault(onderwijs: Proef) -> None:
    body = b'{"overleg":"zat","kenmerk":"k","voornaam":"\\ud800","achternaam":"x"}'
    headers = {"Content-Type": "application/json"}
    answer = await onderwijs.als("zat-coordinator").post(
        "/v1/aanmeldingen", content=body, headers=headers
    )
    assert answer.status_code == 400


async def test_the_bsn_is_nowhere_but_in_the_vault_and_there_it_is_sealed(
    onderwijs: Proef, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await onderwijs.meld()
        refused = await onderwijs.meld(verzuim="Anders")
        wrong = await onderwijs.meld(kenmerk="z", overleg="hco")
    for text in (answer.text, refused.text, wrong.text, caplog.text):
        assert BSN not in text
    assert BSN.encode() not in onderwijs.bytes_buiten_de_kluis()
    vault = b"".join(path.read_bytes() for path in onderwijs.folder.glob("*vault*"))
    assert b"cijfertekst" in vault
    assert BSN.encode() not in vault
    assert BSN not in repr(Aanmelding.model_validate(onderwijs.melding))


@pytest.mark.parametrize("moment", ["before-commit", "after-commit"])
async def test_a_crash_between_vault_and_log_loses_and_doubles_nothing(
    onderwijs: Proef, moment: str
) -> None:
    def die(name: str) -> None:
        if name == moment:
            raise SystemError("het licht viel uit")

    onderwijs.kernel.checkpoint = die
    assert (await onderwijs.meld()).status_code == 500
    restarted = onderwijs.opnieuw()
    again = await restarted.meld()
    aangemeld, _ = gezegd(restarted)
    assert again.json()["casus"] == aangemeld.casus
    assert again.json()["al_bekend"] is (moment == "after-commit")
    assert (await restarted.meld(kenmerk="b")).status_code == 201
    assert gezegd(restarted)[0].betrokkene == aangemeld.betrokkene


async def test_after_a_crash_the_sender_may_still_correct(onderwijs: Proef) -> None:
    def die(_name: str) -> None:
        raise SystemError("het licht viel uit")

    onderwijs.kernel.checkpoint = die
    await onderwijs.meld()
    restarted = onderwijs.opnieuw()
    assert (await restarted.meld(verzuim="Achttien uur")).status_code == 201


async def test_who_is_erased_is_not_found_again(onderwijs: Proef) -> None:
    await onderwijs.meld()
    before = gezegd(onderwijs)[0].betrokkene
    assert onderwijs.kluis.forget(before) == 1
    assert onderwijs.parts.keys.destroy(before) == 1
    assert onderwijs.kluis.forget(before) == 0
    await onderwijs.meld(kenmerk="b")
    after = gezegd(onderwijs)[0]
    assert after.betrokkene != before


async def test_what_was_sealed_about_an_erased_person_stays_closed(onderwijs: Proef) -> None:
    await onderwijs.meld()
    aangemeld, _ = gezegd(onderwijs)
    onderwijs.parts.keys.destroy(aangemeld.betrokkene)
    with pytest.raises(KeyDestroyed):
        geopend(onderwijs, aangemeld.elementen)
