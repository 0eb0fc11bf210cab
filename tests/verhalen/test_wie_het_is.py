"""Wie het is en hoe oud: toestemming geldt voor wie haar gaf, en alleen op de juiste leeftijd."""

from datetime import date

import pytest

from chain.driver import Json
from tests.verhalen.keten import CJG, Casus, Keten, vandaag

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
REGIE_CJG = "cjg-tilburg/procesregisseur"
ZESTIEN, VEERTIEN = -16 * 366, -14 * 366


def toestemming(door: str) -> Json:
    return {
        "door": door,
        "uitdrukkelijk": True,
        "doelen": ["hulpverlening"],
        "ontvangers": ["zorg"],
        "categorieen": ["gezondheid", "identificatie"],
    }


async def _bij_het_cjg(keten: Keten, zat: Casus) -> Json:
    """Het ZAT biedt de casus aan het CJG aan; wat daar is aangekomen."""
    await zat.besproken()
    await zat.draag_over(CJG)
    return await (await keten.als(REGIE_CJG).vindt(CJG, zat.naam)).nu()


def over_gezondheid(casus: Json) -> dict[str, str]:
    """What is known of anybody's health: by person, what it says."""
    return {e["over"]: e["waarde"] for e in casus["elementen"] if e["veld"] == "gezondheid"}


async def test_van_twee_ouders_met_een_naam_opent_zij_alleen_wat_over_haar_gaat(
    keten: Keten,
) -> None:
    """Gegeven twee ouders die allebei "Jansen" heten, over ieder iets van gezondheid, en later aan
    tafel nog iets over ieder en over een derde, als een van hen toestemming geeft,
    dan krijgt het CJG wat over haar gaat, en niets van wat over een ander gaat.
    """
    vader = {"relatie": "ouder", "naam": "Jansen", "gezondheid": "over hem"}
    moeder = vader | {"gezondheid": "over haar", "toestemming": toestemming("betrokkene")}
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", gezinsleden=[vader, moeder])
    bekend = await zat.nu()
    (zij,) = (t["over"] for t in bekend["toestemmingen"])
    hij = next(e["over"] for e in bekend["elementen"] if e["waarde"] == "over hem")

    iets: Json = {"veld": "gezondheid", "over": "ouder", "doel": "hulpverlening"}
    geweigerd = await zat.mag_niet("voeg-informatie-toe", **iets, tekst="over wie?")
    assert "Kies om wie het gaat" in geweigerd
    wie = {"nog over hem": hij, "nog over haar": zij, "over een derde": "iemand-anders"}
    for tekst, persoon in wie.items():
        await zat.doe("voeg-informatie-toe", **iets, persoon=persoon, tekst=tekst)
    over = {e["waarde"]: e["over"] for e in (await zat.nu())["elementen"]}
    assert (over["nog over hem"], over["nog over haar"]) == (hij, zij)
    assert len({hij, zij, over["over een derde"]}) == 3

    aangekomen = await _bij_het_cjg(keten, zat)
    gezondheid = [e for e in aangekomen["elementen"] if e["veld"] == "gezondheid"]
    assert {e["waarde"] for e in gezondheid} == {"over haar", "nog over haar"}
    assert len({e["over"] for e in gezondheid}) == 1


@pytest.mark.parametrize("getypt", ["{0:%Y-%m-%d}", "{0:%d-%m-%Y}", "{0.day}/{0.month}/{0.year}"])
async def test_wie_veertien_blijkt_te_zijn_opent_niets_alleen(keten: Keten, getypt: str) -> None:
    """Gegeven een leerling van zestien die zelf toestemming gaf, als zijn geboortedatum wordt
    verbeterd en hij veertien blijkt, hoe die datum ook is getypt,
    dan is hij overal van twaalf tot en met vijftien en gaat zijn gezondheid niet mee.
    """
    zat = await _gaf_zelf_toestemming(keten)
    await _verbeter(zat, getypt.format(_dag(VEERTIEN)))
    assert (await zat.nu())["leeftijdsband"] == "12-15"
    aangekomen = await _bij_het_cjg(keten, zat)
    assert aangekomen["leeftijdsband"] == "12-15"
    assert over_gezondheid(aangekomen) == {}


async def test_wie_zestien_blijft_opent_het_zelf(keten: Keten) -> None:
    """Gegeven dezelfde leerling, als de verbeterde datum hem zestien laat,
    dan gaat mee waarvoor hij toestemming gaf.
    """
    zat = await _gaf_zelf_toestemming(keten)
    await _verbeter(zat, f"{_dag(ZESTIEN - 20):%d-%m-%Y}")
    aangekomen = await _bij_het_cjg(keten, zat)
    assert aangekomen["leeftijdsband"] == "16-en-ouder"
    assert list(over_gezondheid(aangekomen).values()) == ["van hemzelf"]


async def test_wie_de_casus_al_kreeg_hoort_de_andere_leeftijd(keten: Keten) -> None:
    """Gegeven een casus die zonder geboortedatum naar het CJG ging, als het ZAT de leeftijd
    verbetert, dan geldt daar meteen de andere leeftijd.
    """
    zat = await _gaf_zelf_toestemming(keten)
    mee = [e["id"] for e in (await zat.nu())["elementen"] if e["veld"] == "naam"]
    await zat.besproken()
    await zat.draag_over(CJG, elementen=mee)
    cjg = await keten.als(REGIE_CJG).vindt(CJG, zat.naam)
    assert (await cjg.nu())["leeftijdsband"] == "16-en-ouder"
    await _verbeter(zat, f"{_dag(VEERTIEN):%d-%m-%Y}")
    await cjg.tot(leeftijdsband="12-15")


@pytest.mark.parametrize("getypt", ["31-02-2017", "0206-03-12", "veertien", "1910-01-01"])
async def test_wat_geen_geboortedatum_is_verandert_niets(keten: Keten, getypt: str) -> None:
    """Gegeven dezelfde leerling, als wat er getypt is geen datum is of niemands leeftijd kan zijn,
    dan wordt het geweigerd en blijft alles zoals het was.
    """
    zat = await _gaf_zelf_toestemming(keten)
    geweigerd = await zat.mag_niet("corrigeer-informatie", **await _datum(zat), tekst=getypt)
    assert getypt not in geweigerd
    assert (await zat.nu())["leeftijdsband"] == "16-en-ouder"


async def _gaf_zelf_toestemming(keten: Keten) -> Casus:
    return await keten.als(ZAT).meldt_aan(
        school="het-baken",
        geboortedatum=vandaag(ZESTIEN),
        gezondheid="van hemzelf",
        toestemming=toestemming("jeugdige"),
    )


async def _datum(zat: Casus) -> Json:
    elementen = (await zat.nu())["elementen"]
    return {"element": next(e["id"] for e in elementen if e["veld"] == "geboortedatum")}


async def _verbeter(zat: Casus, tekst: str) -> None:
    await zat.doe("corrigeer-informatie", **await _datum(zat), tekst=tekst)


def _dag(dagen: int) -> date:
    return date.fromisoformat(vandaag(dagen))
