"""De lus gaat dicht: van het ZAT naar het HCO, naar wie het oppakt, en terug naar de school."""

import pytest

from chain.daden import uitvoering
from chain.driver import until
from tests.verhalen.keten import BAKEN, BJZ, CJG, HCO, Keten, vandaag

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
ZORG = "het-baken/zorgcoordinator-school"
KETEN = "veiligheidshuis-tilburg/ketenmanager"
RMC = "rmc-tilburg/rmc-coordinator"
REGIE_CJG = "cjg-tilburg/procesregisseur"


async def test_van_zat_via_hco_naar_cjg_en_het_antwoord_terug(keten: Keten) -> None:
    """Gegeven een leerling die het ZAT bij het HCO inbracht,
    als het CJG de overdracht accepteert en hulp begint,
    dan hoort het HCO dat, draagt de RMC het over en bevestigt de school de ontvangst.
    """
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", leerjaar="3", verzuim="20 uur")
    await zat.besproken()
    await zat.breng_in()
    hco = await keten.als(KETEN).vindt(HCO, zat.naam)
    await hco.besproken("overdragen")

    uitkomst = await keten.als(RMC).bericht(hco, "uitkomst-terugkoppelen")
    await keten.als(RMC).user.answer(HCO, uitkomst["id"], "doorgeven")
    op_school = await keten.als(ZORG).bericht(zat, "terugkoppeling-ontvangen")
    assert op_school["uitkomst"] == "overdragen"
    await keten.als(ZORG).user.answer(BAKEN, op_school["id"], "bevestig")
    await keten.als(RMC).bericht(hco, "ontvangst-bevestigd")

    await hco.draag_over(CJG)
    cjg = await keten.als(REGIE_CJG).vindt(CJG, zat.naam)
    await cjg.doe("accepteer")
    await hco.tot(houder="cjg-tilburg")
    await zat.tot(houder="cjg-tilburg")
    assert "nog niet bevestigd" in await hco.mag_niet("sluit-casus", reden="actie-bevestigd")

    await cjg.bevestig_actie()
    await keten.als(KETEN).bericht(hco, "actie-bevestigd")
    await hco.doe("sluit-casus", reden="actie-bevestigd")
    actie = await keten.als(RMC).bericht(hco, "actie-terugkoppelen")
    await keten.als(RMC).user.answer(HCO, actie["id"], "doorgeven")
    bericht = await keten.als(ZORG).bericht(zat, "terugkoppeling-ontvangen")
    assert bericht["bewijs"] == "hulp-is-begonnen"
    assert bericht["door"]["organisatie"] == "cjg-tilburg"
    assert bericht["contact"]["organisatie"] == "rmc-tilburg"


async def test_ook_wat_het_hco_zelf_houdt_wordt_teruggekoppeld(keten: Keten) -> None:
    """Gegeven een inbreng door een ZAT,
    als het HCO een eigen plan maakt,
    dan wordt het Veiligheidshuis houder en krijgt de RMC de uitkomst om door te geven.
    """
    zat = await keten.als(ZAT).meldt_aan(school="het-baken")
    await zat.besproken()
    await zat.breng_in()
    assert (await zat.nu())["houder"] == "het-baken"
    hco = await keten.als(KETEN).vindt(HCO, zat.naam)
    assert (await hco.nu())["houder"] == "het-baken"
    await hco.besproken("eigen-plan")
    await hco.doe(
        "stel-plan-vast", **uitvoering("mw-tilburg/maatschappelijk-werker", vandaag(1), vandaag(60))
    )
    await hco.tot(houder="veiligheidshuis-tilburg")
    await zat.tot(houder="veiligheidshuis-tilburg")
    await keten.als(RMC).bericht(hco, "uitkomst-terugkoppelen")


async def test_na_een_zorgmelding_hoort_de_school_alleen_iets_na_een_besluit(keten: Keten) -> None:
    """Gegeven een zorgmelding van de politie over een leerling,
    als het HCO besluit dat de school het moet horen,
    dan pas krijgt de RMC iets om door te geven.
    """
    agent = keten.als("politie-tilburg/jeugdagent")
    melding = await agent.meldt_aan(
        HCO, school="het-baken", politiecontact="aangetroffen", besluit_vastgelegd=True
    )
    assert (await melding.nu())["houder"] == "politie-tilburg"
    hco = await keten.als(KETEN).vindt(HCO, melding.naam)
    await hco.besproken("overdragen")
    rmc = keten.als(RMC)
    before = {m["casus"] for m in await rmc.user.messages(HCO)}
    assert hco.id not in before
    await hco.doe("besluit-terugkoppeling", nodig=True)
    await rmc.bericht(hco, "uitkomst-terugkoppelen")


async def test_een_jeugdige_zonder_school(keten: Keten) -> None:
    """Gegeven een melding over iemand die niet naar school gaat,
    als Bureau Jeugdzorg de overdracht accepteert en actie bevestigt,
    dan kan het HCO de casus sluiten zonder dat een school iets hoort.
    """
    agent = keten.als("politie-tilburg/jeugdagent")
    melding = await agent.meldt_aan(HCO, politiecontact="aangetroffen", besluit_vastgelegd=True)
    hco = await keten.als(KETEN).vindt(HCO, melding.naam)
    await hco.besproken("overdragen")
    await hco.draag_over(BJZ, bronbesluit="wpg-20")
    bjz = await keten.als("bjz-tilburg/casemanager").vindt(BJZ, melding.naam)
    await bjz.doe("accepteer")
    await bjz.bevestig_actie("onderzoek-is-begonnen")
    waarom = {"ander_bewijs": "het-gevraagde-is-niet-meer-nodig"}
    await hco.doe("sluit-casus", reden="actie-bevestigd", **waarom)
    assert "geen school" in await hco.mag_niet("besluit-terugkoppeling", nodig=True)


async def test_een_leerling_wisselt_van_school_terwijl_de_terugkoppeling_wacht(
    keten: Keten,
) -> None:
    """Gegeven een inbreng door het ZAT van Het Baken en een uitkomst die bij de RMC wacht,
    als het ZAT vastlegt dat de leerling naar De Vaart gaat, dan hoort De Vaart het.
    """
    zat = await keten.als(ZAT).meldt_aan(school="het-baken")
    await zat.besproken()
    await zat.breng_in()
    hco = await keten.als(KETEN).vindt(HCO, zat.naam)
    await hco.besproken("eigen-plan")
    wacht = await keten.als(RMC).bericht(hco, "uitkomst-terugkoppelen")
    assert wacht["naar"] == BAKEN
    await zat.doe("wijzig-school", school="de-vaart", vanaf=vandaag())
    await hco.tot(school="de-vaart")

    async def volgt() -> bool | None:
        nu = await keten.als(RMC).bericht(hco, "uitkomst-terugkoppelen")
        return True if nu["naar"] == "zat-de-vaart" else None

    await until(volgt)
    await keten.als(RMC).user.answer(HCO, wacht["id"], "doorgeven")
    vaart = keten.als("de-vaart/zorgcoordinator-school")
    gehoord = await vaart.nieuw_bericht("zat-de-vaart", "rmc-tilburg")
    await vaart.user.answer("zat-de-vaart", gehoord["id"], "bevestig")
    await keten.als(RMC).bericht(hco, "ontvangst-bevestigd")
