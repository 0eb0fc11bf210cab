"""Wat een overleg niet overneemt, sluit daar vanzelf, is er uit beeld en kan er meteen weg."""

import pytest

from chain.driver import Json
from tests.verhalen.keten import BAKEN, CJG, Casus, Keten, vandaag

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
REGIE_CJG = "cjg-tilburg/procesregisseur"


async def _aangeboden(keten: Keten) -> tuple[Casus, Casus]:
    """Een leerling, door het ZAT aangeboden aan het CJG."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="20 uur")
    await zat.besproken()
    await zat.draag_over(CJG)
    return zat, await keten.als(REGIE_CJG).vindt(CJG, zat.naam)


async def _weigert(zat: Casus, cjg: Casus) -> None:
    await cjg.doe("weiger", reden="geen-plaats")
    await zat.tot(fase="Besproken")


async def _bevestigt_intrekking(zat: Casus, cjg: Casus) -> None:
    await zat.doe("vraag-intrekking", reden="er-is-al-hulp-elders")
    await cjg.doe("bevestig-intrekking")
    await zat.tot(fase="Besproken")


async def _bespreekt_en_weigert(zat: Casus, cjg: Casus) -> None:
    """Eerst iets gevraagd, besproken en zelf vastgelegd, en dan toch niet."""
    await cjg.doe("vraag-terug")
    await zat.doe("beantwoord-vraag")
    await cjg.besproken()
    await cjg.doe("meld-bekendheid", bekend="nee")
    await _weigert(zat, cjg)


async def _in_de_lijst(casus: Casus) -> Json | None:
    gezien = await casus.wie.user.cases(casus.overleg)
    return next((een for een in gezien if een["id"] == casus.id), None)


@pytest.mark.parametrize("laat_gaan", [_weigert, _bevestigt_intrekking, _bespreekt_en_weigert])
async def test_wat_niet_is_overgenomen_is_dicht_uit_beeld_en_meteen_te_vernietigen(
    keten: Keten, laat_gaan: object
) -> None:
    """Gegeven een aangeboden casus, als het CJG weigert of de intrekking bevestigt,
    dan houdt de school hem en staat hij bij het CJG in geen lijst meer; onder zijn nummer zonder
    naam of gegevens, en te vernietigen zonder te wachten. Bij het ZAT blijft alles zoals het was.
    """
    assert callable(laat_gaan)
    zat, cjg = await _aangeboden(keten)
    assert (await _in_de_lijst(cjg) or {})["naam"] == zat.naam
    await laat_gaan(zat, cjg)
    assert await _in_de_lijst(cjg) is None
    over = await cjg.tot(afgesloten=True)
    assert (over["naam"], over["elementen"], over["houder"]) == (None, [], "het-baken")
    assert "Casus afgesloten: niet overgenomen" in [r["tekst"] for r in over["geschiedenis"]]
    assert "kan dat opnieuw" in await cjg.mag_niet("heropen-casus")

    await cjg.doe("bereid-vernietiging-voor")
    await cjg.doe("vernietig", onomkeerbaar=True)
    assert (await cjg.nu())["vernietigdOp"] == vandaag()
    bij_zat = await _in_de_lijst(zat)
    assert bij_zat is not None
    assert (bij_zat["naam"], bij_zat["afgesloten"]) == (zat.naam, False)


@pytest.mark.parametrize("eerst_vernietigd", [False, True])
async def test_opnieuw_aangeboden_is_hij_er_weer(keten: Keten, eerst_vernietigd: bool) -> None:
    """Gegeven een geweigerde casus, al dan niet vernietigd, als de school hem opnieuw aanbiedt,
    dan ligt hij weer open bij het CJG, met naam; en na acceptatie sluit er niets vanzelf.
    """
    zat, cjg = await _aangeboden(keten)
    await _weigert(zat, cjg)
    if eerst_vernietigd:
        await cjg.doe("bereid-vernietiging-voor")
        await cjg.doe("vernietig", onomkeerbaar=True)
    await zat.draag_over(CJG)
    weer = await keten.als(REGIE_CJG).vindt(CJG, zat.naam)
    assert weer.id == cjg.id
    await weer.doe("accepteer")
    await zat.tot(houder="cjg-tilburg")
    await weer.bevestig_actie()
    assert (await _in_de_lijst(weer) or {})["naam"] == zat.naam


async def test_wat_het_cjg_al_had_sluit_niet(keten: Keten) -> None:
    """Gegeven een casus die het CJG al had aangenomen en die de school terugnam, als zij hem nog
    eens aanbiedt terwijl hij daar openligt en het CJG nu weigert, dan blijft die casus open.
    """
    zat, cjg = await _aangeboden(keten)
    await cjg.doe("accepteer")
    await _bevestigt_intrekking(zat, cjg)
    await zat.draag_over(CJG)
    await _weigert(zat, cjg)
    gezien = await _in_de_lijst(cjg)
    assert gezien is not None
    assert (gezien["naam"], gezien["afgesloten"]) == (zat.naam, False)
    assert (await zat.nu())["houder"] == "het-baken"
    assert zat.overleg == BAKEN
