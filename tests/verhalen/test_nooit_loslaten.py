"""Nooit loslaten: wie een casus heeft, houdt hem tot een ander hem uitdrukkelijk overneemt."""

import pytest

from chain.daden import GROND
from chain.driver import until
from tests.verhalen.keten import BJZ, CJG, HCO, Casus, Keten, aanbod, vandaag, velden

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
REGIE_CJG = "cjg-tilburg/procesregisseur"
BUREAU = "bjz-tilburg/casemanager"


async def _aangeboden(keten: Keten) -> tuple[Casus, Casus]:
    """Een leerling, door het ZAT aangeboden aan het CJG."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", gezinssituatie="zorgen thuis")
    await zat.besproken("overdragen")
    await zat.draag_over(CJG)
    return zat, await keten.als(REGIE_CJG).vindt(CJG, zat.naam)


async def test_de_houder_wisselt_pas_bij_acceptatie(keten: Keten) -> None:
    """Gegeven een aangeboden overdracht, dan is de school nog houder;
    als het CJG accepteert, dan is het CJG dat, aan beide kanten.
    """
    zat, cjg = await _aangeboden(keten)
    assert (await zat.nu())["houder"] == "het-baken"
    assert (await cjg.nu())["houder"] == "het-baken"
    await cjg.doe("accepteer")
    assert (await cjg.nu())["houder"] == "cjg-tilburg"
    await zat.tot(houder="cjg-tilburg")


async def test_geweigerd_en_elders_aangeboden(keten: Keten) -> None:
    """Gegeven een overdracht die het CJG weigert,
    dan blijft de school houder en mag zij elders aanbieden; eerder niet.
    """
    zat, cjg = await _aangeboden(keten)
    assert "staat nog een overdracht open" in await zat.mag_niet("draag-over", **aanbod(BJZ))
    await cjg.doe("weiger", reden="geen-plaats")
    await zat.draag_over(BJZ)
    bjz = await keten.als(BUREAU).vindt(BJZ, zat.naam)
    assert (await bjz.nu())["houder"] == "het-baken"


async def test_een_intrekking_wordt_bevestigd_of_bestreden(keten: Keten) -> None:
    """Gegeven een geaccepteerde overdracht,
    als de school wil intrekken en het CJG dat bestrijdt, dan loopt het werk door.
    """
    zat, cjg = await _aangeboden(keten)
    await cjg.doe("accepteer")
    await zat.doe("vraag-intrekking", reden="er-is-al-hulp-elders")
    await cjg.doe("bestrijd-intrekking")
    await cjg.bevestig_actie("gezin-is-aangekomen")
    ander = {"ander_bewijs": "het-laat-hetzelfde-zien"}
    await zat.doe("sluit-casus", reden="actie-bevestigd", **ander)


async def test_een_vraag_terug_en_een_tussenbericht(keten: Keten) -> None:
    """Gegeven een aanbod, als het CJG eerst iets vraagt, dan antwoordt de school;
    na acceptatie hoort zij tussentijds hoe het gaat.
    """
    zat, cjg = await _aangeboden(keten)
    await cjg.doe("vraag-terug")
    await zat.doe("beantwoord-vraag")
    await cjg.doe("accepteer")
    await cjg.doe("geef-tussenbericht")
    await zat.tot(houder="cjg-tilburg")


async def test_doorverwijzen_en_teruggeven(keten: Keten) -> None:
    """Gegeven een geaccepteerde overdracht,
    als het CJG doorverwijst, dan blijft het houder tot Bureau Jeugdzorg accepteert.
    """
    _, cjg = await _aangeboden(keten)
    await cjg.doe("accepteer")
    await cjg.doe("verwijs-door", **aanbod(BJZ))
    bjz = await keten.als(BUREAU).vindt(BJZ, cjg.naam)
    assert (await bjz.nu())["houder"] == "cjg-tilburg"
    await bjz.doe("accepteer")
    await cjg.tot(houder="bjz-tilburg")


async def test_teruggave_laat_pas_los_als_de_afzender_accepteert(keten: Keten) -> None:
    """Gegeven een geaccepteerde overdracht,
    als het CJG teruggeeft, dan blijft het houder tot de school accepteert.
    """
    zat, cjg = await _aangeboden(keten)
    await cjg.doe("accepteer")
    await zat.tot(houder="cjg-tilburg")
    await cjg.doe(
        "geef-terug",
        reden="buiten-de-doelgroep",
        **GROND,
    )
    assert (await cjg.nu())["houder"] == "cjg-tilburg"
    await zat.doe("accepteer")
    await zat.tot(houder="het-baken")
    await cjg.tot(houder="het-baken")


async def test_gevraagd_wordt_of_iets_haalbaar_is_en_het_antwoord_komt_terug(keten: Keten) -> None:
    """Gegeven de vraag of een maatregel haalbaar is,
    als Bureau Jeugdzorg eerst bevestigt dat het onderzoek begon en later wat het bevond,
    dan hoort de school dat er een bevinding is; wat zij is, gaat langs de poort.
    """
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", gezinssituatie="zorgen thuis")
    await zat.besproken("overdragen")
    await zat.draag_over(BJZ, vraag="onderzoek-of-een-maatregel-haalbaar-is")
    bjz = await keten.als(BUREAU).vindt(BJZ, zat.naam)
    await bjz.doe("accepteer")
    assert "haalbaar" in await bjz.mag_niet("meld-bevinding", bevinding="deze-hulp-past")
    await bjz.bevestig_actie("onderzoek-is-begonnen")
    await bjz.doe("meld-bevinding", bevinding="vrijwillige-hulp-volstaat")

    async def look() -> bool | None:
        (overdracht,) = (await zat.nu())["overdrachten"]
        return overdracht["bevindingOp"] == vandaag() or None

    await until(look)
    assert "bevinding" not in velden(await zat.nu())
    assert "bevinding" in velden(await bjz.nu())


async def test_wat_bevestigd_was_kan_met_een_reden_worden_heropend(keten: Keten) -> None:
    """Gegeven een gesloten casus na bevestigde actie,
    als blijkt dat het gezin nooit aankwam, dan heropent de school de overdracht,
    en kan zij pas weer sluiten als er echt iets gedaan is.
    """
    zat, cjg = await _aangeboden(keten)
    await cjg.doe("accepteer")
    await cjg.bevestig_actie()
    await zat.doe("sluit-casus", reden="actie-bevestigd")
    await zat.doe("heropen-casus")
    await zat.doe("heropen-overdracht", reden="gezin-is-niet-aangekomen")
    assert "nog niet bevestigd" in await zat.mag_niet("sluit-casus", reden="actie-bevestigd")
    await cjg.bevestig_actie()
    await zat.doe("sluit-casus", reden="actie-bevestigd")


async def test_een_verboden_stap_wordt_hardop_geweigerd(keten: Keten) -> None:
    """Gegeven een casus aan tafel, als een lid de regie wil overnemen, dan zegt de keten nee."""
    zat, _ = await _aangeboden(keten)
    arts = zat.voor(keten.als("jgz-tilburg/jeugdarts"))
    assert "regie" in await arts.mag_niet("sluit-casus", reden="geen-vervolg")


async def test_inbreng_bij_het_hco_en_een_overdracht_tegelijk_kan_niet(keten: Keten) -> None:
    """Gegeven een inbreng die nog loopt, dan kan de school de casus niet ook overdragen."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken")
    await zat.besproken()
    await zat.breng_in()
    assert HCO in await zat.mag_niet("draag-over", **aanbod(CJG))
