"""Berichten: wat iets vraagt leidt naar die daad, en blijft tot zij gedaan is."""

import re

import pytest

from casusoverleg.domain.onderwerpen import STAPPEN
from chain.driver import Declined
from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.events.verstrekking import Stap
from contracts.topics import instance
from contracts.vocabulary import Domein, Functie, Klokstap, Wanneer
from notifier.domain.daad import daad_van
from tests.verhalen.conftest import Running
from tests.verhalen.keten import CJG, HCO, Keten, pagina

ZAT = "het-baken/zat-coordinator"
REGIE_CJG = "cjg-tilburg/procesregisseur"
KETEN = "veiligheidshuis-tilburg/ketenmanager"


@pytest.mark.anyio
async def test_een_aanbod_leidt_naar_het_antwoord_en_blijft_tot_dat_er_is(
    keten: Keten, running: Running
) -> None:
    """Gegeven een aanbod aan het CJG,
    als het CJG op de knop van het bericht drukt, dan staat het antwoord open;
    bevestigen kan niet, en als het CJG accepteert is het bericht weg.
    """
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", gezinssituatie="zorgen thuis")
    await zat.besproken("overdragen")
    await zat.draag_over(CJG)
    wie = keten.als(REGIE_CJG)
    cjg = await wie.vindt(CJG, zat.naam)
    aanbod = await wie.bericht(cjg, "overdracht-ontvangen")
    assert aanbod["mogelijk"] == []
    with pytest.raises(Declined) as geweigerd:
        await wie.user.answer(CJG, aanbod["id"], "bevestig")
    assert geweigerd.value.status == 409
    assert "vraagt iets van u" in geweigerd.value.detail
    postvak = (await pagina(wie.user, f"{running.sites[instance('notifier', Domein.ZORG)]}/")).text
    link = re.search(rf'class="button" href="([^"]*/casussen/{cjg.id}[^"]*)"', postvak)
    assert link is not None
    open_ = (await pagina(wie.user, link[1].replace("&amp;", "&"))).text
    assert re.findall(r'<details id="([^"]+)" open>', open_) == [
        "accepteer",
        "weiger",
        "vraag-terug",
    ]
    assert (await wie.bericht(cjg, "overdracht-ontvangen"))["id"] == aanbod["id"]
    await cjg.doe("accepteer")
    await cjg.zonder_bericht("overdracht-ontvangen")
    weer = (await pagina(wie.user, link[1].replace("&amp;", "&"))).text
    assert "het is al gedaan" in weer
    await cjg.bevestig_actie()
    gedaan = await keten.als(ZAT).bericht(zat, "actie-bevestigd")
    assert gedaan["vraagt"][0] == "sluit-casus"
    await zat.doe("sluit-casus", reden="actie-bevestigd")
    await zat.zonder_bericht("actie-bevestigd")


@pytest.mark.anyio
async def test_wat_alleen_iets_vertelt_kan_worden_bevestigd(keten: Keten) -> None:
    """Gegeven een inbreng bij het HCO die het HCO overdraagt,
    als het CJG accepteert, dan bevestigt de ketenmanager dat hij dat gelezen heeft.
    """
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="twintig uur")
    await zat.besproken()
    await zat.breng_in()
    hco = await keten.als(KETEN).vindt(HCO, zat.naam)
    await hco.besproken("overdragen")
    await hco.draag_over(CJG)
    cjg = await keten.als(REGIE_CJG).vindt(CJG, zat.naam)
    await cjg.doe("accepteer")
    gelezen = await keten.als(KETEN).bericht(hco, "overdracht-beantwoord")
    assert (gelezen["mogelijk"], gelezen["vraagt"]) == (["bevestig"], [])
    await keten.als(KETEN).user.answer(HCO, gelezen["id"], "bevestig")
    await hco.zonder_bericht("overdracht-beantwoord")


def test_elke_daad_is_een_stap_die_de_tafel_kent() -> None:
    """Wat een bericht vraagt staat op de casuspagina onder dezelfde naam."""
    gevraagd = {
        stap
        for soort in Berichtsoort
        for na in (None, *Stap)
        for klok in (None, *Klokstap)
        if (daad := daad_van(_bericht(soort, na, klok)))
        for stap in daad.stappen
    }
    assert gevraagd
    assert gevraagd <= set(STAPPEN)


def _bericht(soort: Berichtsoort, stap: Stap | None, klok: Klokstap | None) -> BerichtKlaargezet:
    return BerichtKlaargezet(
        bericht="b" * 26,
        casus="c" * 26,
        overleg=HCO,
        aan=Functie(organisatie="cjg-tilburg", rol="procesregisseur"),
        soort=soort,
        wanneer=Wanneer.ALTIJD,
        stap=stap,
        klok=klok,
    )
