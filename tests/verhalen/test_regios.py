"""Twee regio's in een keten: elk met eigen tafels en wegen, en wie over de grens woont."""

import pytest

from tests.verhalen.keten import BAKEN, GEWOGEN, Casus, Keten, aanbod, naar

pytestmark = pytest.mark.anyio

RISICO, DEN_HELDER, VANGNET, KIMME = (
    "overleg-risicojongeren",
    "cjg-den-helder",
    "vangnet-loket",
    "zat-de-kimme",
)
BEHEERDER = "veiligheidshuis-den-helder/ketenbeheerder"
POLITIE = "politie-kop/jeugdagent"
LEERPLICHT = "leerplicht-kop/leerplichtambtenaar"
VEILIG = {"doel": "afstemming-zorg-en-veiligheid"}


async def _melding(keten: Keten, **velden: str) -> Casus:
    """Een melding van de politie, op tafel bij het Overleg Risicojongeren."""
    gemeld = await keten.als(POLITIE).meldt_aan(RISICO, besluit_vastgelegd=True, **velden)
    return gemeld.voor(keten.als(BEHEERDER))


async def test_wie_niet_naar_school_gaat_komt_bij_vangnet_en_advies(keten: Keten) -> None:
    """Gegeven een melding van de politie over iemand zonder school,
    als het Overleg Risicojongeren overdraagt aan Vangnet & Advies,
    dan is dat pas na acceptatie houder, en sluit het overleg pas als er hulp is begonnen.
    """
    risico = await _melding(keten)
    assert (await risico.nu())["houder"] == "veiligheidshuis-den-helder"
    await risico.besproken("overdragen")
    await risico.draag_over(VANGNET, **GEWOGEN, bronbesluit="wpg-20")
    vangnet = await keten.als("vangnet-en-advies/hulpverlener").bij(VANGNET, "veiligheidshuis")
    await vangnet.doe("accepteer")
    await risico.tot(houder="vangnet-en-advies")
    await vangnet.bevestig_actie()
    await risico.doe("sluit-casus", reden="actie-bevestigd")


async def test_een_zat_brengt_in_en_leerplicht_koppelt_altijd_terug(keten: Keten) -> None:
    """Gegeven een inbreng door het ZAT van De Kimme, als het overleg besluit,
    dan brengt leerplicht de uitkomst naar de school, en bevestigt die de ontvangst.
    """
    zat = await keten.als("de-kimme/zat-coordinator").meldt_aan(KIMME, school="de-kimme")
    await zat.besproken()
    await zat.doe("breng-in", **{**naar(RISICO), **VEILIG, "vraag": "bespreken", **GEWOGEN})
    risico = await keten.als(BEHEERDER).vindt(RISICO, zat.naam)
    await risico.besproken("terug-naar-inbrenger")
    await _teruggekoppeld(keten, risico, zat, "de-kimme/zorgcoordinator-school")


async def test_school_in_de_ene_regio_en_thuis_in_de_andere(keten: Keten) -> None:
    """Gegeven een leerling van Het Baken in Tilburg die in Den Helder woont,
    als het ZAT overdraagt aan het CJG van Den Helder, dan gaat dat over de grens als elders.
    """
    zat = await keten.als("het-baken/zat-coordinator").meldt_aan(school="het-baken")
    await zat.besproken("overdragen")
    assert "convenant" in await zat.mag_niet("draag-over", **aanbod("cjg-schagen"))
    await zat.draag_over(DEN_HELDER)
    cjg = await keten.als("cjg-den-helder/procesregisseur").vindt(DEN_HELDER, zat.naam)
    assert (await cjg.nu())["convenant"] == "kop-van-noord-holland@1"
    await cjg.doe("accepteer")
    await zat.tot(houder="cjg-den-helder")
    await cjg.bevestig_actie()
    await zat.doe("sluit-casus", reden="actie-bevestigd")


async def test_de_school_in_de_andere_regio_hoort_het_als_dat_nodig_is(keten: Keten) -> None:
    """Gegeven een melding in de Kop over een leerling van Het Baken in Tilburg,
    als besloten wordt dat de school iets moet horen, dan krijgt zij het van leerplicht.
    """
    risico = await _melding(keten, school="het-baken")
    await risico.besproken("sluiten")
    await risico.doe("besluit-terugkoppeling", nodig=True)
    uitkomst = await keten.als(LEERPLICHT).bericht(risico, "uitkomst-terugkoppelen")
    await keten.als(LEERPLICHT).user.answer(RISICO, uitkomst["id"], "doorgeven")
    school = keten.als("het-baken/zorgcoordinator-school")
    ontvangen = await school.nieuw_bericht(BAKEN, "leerplicht-kop")
    await school.user.answer(BAKEN, ontvangen["id"], "bevestig")
    await keten.als(LEERPLICHT).bericht(risico, "ontvangst-bevestigd")


async def _teruggekoppeld(keten: Keten, risico: Casus, zat: Casus, school: str) -> None:
    uitkomst = await keten.als(LEERPLICHT).bericht(risico, "uitkomst-terugkoppelen")
    await keten.als(LEERPLICHT).user.answer(RISICO, uitkomst["id"], "doorgeven")
    ontvangen = await keten.als(school).bericht(zat, "terugkoppeling-ontvangen")
    await keten.als(school).user.answer(zat.overleg, ontvangen["id"], "bevestig")
    await keten.als(LEERPLICHT).bericht(risico, "ontvangst-bevestigd")
