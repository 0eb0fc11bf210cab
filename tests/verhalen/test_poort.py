"""De poort: per veld en per zetel, en wat zij niet weet, vraagt zij aan een mens."""

import pytest

from chain.driver import Json, until
from tests.verhalen.keten import CJG, GEOORDEELD, HCO, Keten, naar, velden

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
KETEN = "veiligheidshuis-tilburg/ketenmanager"
REGIE_CJG = "cjg-tilburg/procesregisseur"


async def test_aan_een_tafel_ziet_niet_elke_zetel_hetzelfde(keten: Keten) -> None:
    """Gegeven een leerling met een gezondheidsprobleem, aan een ZAT waar ook de politie zit,
    dan ziet de jeugdarts meer dan de jeugdagent.
    """
    arts = keten.als("jgz-tilburg/jeugdarts")
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="20 uur", telefoon="013-555")
    await zat.voor(arts).doe(
        "voeg-informatie-toe", veld="gezondheid", tekst="astma", doel="hulpverlening"
    )
    assert "gezondheid" in velden(await zat.voor(arts).nu())
    agent = zat.voor(keten.als("politie-tilburg/jeugdagent"))
    assert "gezondheid" not in velden(await agent.nu())


async def test_gezondheid_gaat_zonder_opheffing_niet_naar_het_hco(keten: Keten) -> None:
    """Gegeven een inbreng zonder toestemming, dan komt de gezondheid niet aan tafel bij het HCO."""
    zat = await keten.als(ZAT).meldt_aan(
        school="het-baken", verzuim="20 uur", gezondheid="gebruikt medicijnen"
    )
    await zat.besproken()
    await zat.breng_in()
    hco = await keten.als(KETEN).vindt(HCO, zat.naam)
    assert "gezondheid" not in velden(await hco.nu())
    raad = hco.voor(keten.als("rvdk/raadsonderzoeker"))
    assert "gezondheid" not in velden(await raad.nu())


async def test_vrije_tekst_wacht_op_een_mens_en_komt_dan_na(keten: Keten) -> None:
    """Gegeven een overdracht met vrije tekst, dan gaat zij zonder die tekst;
    als de afzender weegt, dan volgt een aanvulling.
    """
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", toelichting="zie ook vorig jaar")
    await zat.besproken("overdragen")
    await zat.draag_over(CJG)
    cjg = await keten.als(REGIE_CJG).vindt(CJG, zat.naam)
    assert "toelichting" not in velden(await cjg.nu())
    await keten.als(ZAT).bericht(zat, "beoordeling-gevraagd")
    te_wegen = [w for w in (await zat.nu())["teWegen"] if w["naarOverleg"] == CJG]
    await zat.doe(
        "leg-weging-vast",
        verstrekking=te_wegen[0]["verstrekking"],
        **GEOORDEELD,
    )
    await keten.als(REGIE_CJG).bericht(cjg, "aanvulling-ontvangen")
    assert "toelichting" in velden(await cjg.nu())


async def test_wat_de_politie_aan_tafel_zegt_vraagt_een_besluit_bij_de_bron(keten: Keten) -> None:
    """Gegeven een casus bij het HCO, als de politie meldt dat zij de jeugdige kent,
    dan ziet de Raad dat alleen als het besluit om te verstrekken is vastgelegd.
    """
    agent = keten.als("politie-tilburg/jeugdagent")
    melding = await agent.meldt_aan(HCO, politiecontact="aangetroffen", besluit_vastgelegd=True)
    raad = melding.voor(keten.als("rvdk/raadsonderzoeker"))
    await raad.nu()
    await melding.doe("meld-bekendheid", bekend="ja", bronbesluit="wpg-20")

    async def look() -> bool | None:
        return "bekend-bij-politie" in velden(await raad.nu()) or None

    await until(look)


async def test_zonder_grondslag_gaat_er_niets_van_de_leerling_mee(keten: Keten) -> None:
    """Gegeven een aanbod zonder grondslag, dan ziet de ontvanger geen enkel gegeven."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="20 uur")
    await zat.besproken("overdragen")
    before = {case["id"] for case in await keten.als(REGIE_CJG).user.cases(CJG)}
    await zat.draag_over(CJG, grond="geen")

    async def look() -> Json | None:
        cases = await keten.als(REGIE_CJG).user.cases(CJG)
        return next((case for case in cases if case["id"] not in before), None)

    ontvangen = await until(look)
    assert ontvangen["naam"] is None
    casus = await keten.als(REGIE_CJG).user.case(CJG, ontvangen["id"])
    assert casus["elementen"] == []


async def test_navraag_bij_het_cjg(keten: Keten) -> None:
    """Gegeven een vraag aan het CJG, dan antwoordt het CJG, en verplaatst er niets."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken")
    await zat.besproken()
    await zat.doe("stel-navraag", **naar(CJG), vraag="is-de-jeugdige-besproken")
    cjg = await keten.als(REGIE_CJG).vindt(CJG, zat.naam)
    assert (await cjg.nu())["houder"] == "het-baken"
    await cjg.doe(
        "beantwoord-navraag",
        antwoord="nee",
        doel="hulpverlening",
        grond="e",
        informeren="geinformeerd",
    )


async def test_de_fg_ziet_elk_besluit_en_geen_enkele_waarde(keten: Keten) -> None:
    """Gegeven besluiten van de poort, dan ziet de FG regels en artikelen, en geen naam."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="20 uur")
    fg = keten.als("veiligheidshuis-tilburg/privacy-functionaris")
    await zat.besproken("overdragen")
    besluiten = await fg.user.decisions()
    assert besluiten
    assert zat.naam not in str(besluiten)
