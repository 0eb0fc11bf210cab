"""Menselijk oordeel: van vraag naar oordeel, naar aanvulling, tot het oordeel verloopt."""

import pytest

from chain.driver import Declined, Json, until
from tests.verhalen.kalender import Kalender
from tests.verhalen.keten import BAKEN, CJG, GEOORDEELD, Casus, Keten, pagina, velden

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
REGIE_CJG = "cjg-tilburg/procesregisseur"
FG = "veiligheidshuis-tilburg/privacy-functionaris"
TEKST = "zie ook wat er vorig jaar gebeurde"


async def _aangeboden(keten: Keten) -> tuple[Casus, Casus]:
    """Een leerling met vrije tekst, door het ZAT aangeboden aan het CJG."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", toelichting=TEKST)
    await zat.besproken("overdragen")
    await zat.draag_over(CJG)
    return zat, await keten.als(REGIE_CJG).vindt(CJG, zat.naam)


async def _vraag(zat: Casus) -> Json:
    """De vraag die op de houder van de informatie wacht."""

    async def look() -> Json | None:
        found = (await zat.wie.user.look(BAKEN, "wegingen"))["wegingen"]
        own = [v for v in found if (v["casus"], v["naarOverleg"]) == (zat.id, CJG)]
        return own[0] if own else None

    return await until(look)


async def test_van_vraag_tot_een_oordeel_dat_verloopt(kalender: Kalender) -> None:
    """Gegeven vrije tekst bij een overdracht,
    als de houder haar leest en oordeelt dat het CJG haar mag weten, dan volgt zij als aanvulling;
    als het oordeel is verlopen, dan telt het niet meer en wordt opnieuw gevraagd.
    """
    keten = kalender.keten
    zat, cjg = await _aangeboden(keten)
    vraag = await _vraag(zat)
    assert vraag["vragen"] == ["Wat staat hierin, en mag de ontvanger dat weten?"]
    assert "cjg/procesregisseur" in vraag["zetels"]
    assert [e["waarde"] for e in vraag["elementen"]] == [None]
    stuk = await zat.wie.user.look(BAKEN, f"casussen/{zat.id}/wegingen/{vraag['verstrekking']}")
    assert [e["waarde"] for e in stuk["elementen"]] == [TEKST]

    await zat.doe("leg-weging-vast", verstrekking=vraag["verstrekking"], **GEOORDEELD)
    await keten.als(REGIE_CJG).bericht(cjg, "aanvulling-ontvangen")
    assert "toelichting" in velden(await cjg.nu())
    assert not await _wacht_nog(zat)

    await cjg.doe("weiger", reden="geen-plaats")
    await zat.tot(fase="Besproken")
    await zat.draag_over(CJG)
    await zat.tot(fase="Wacht op acceptatie")
    assert not await _wacht_nog(zat)

    await cjg.doe("weiger", reden="geen-plaats")
    await zat.tot(fase="Besproken")
    kalender.later(31)
    await zat.draag_over(CJG)
    opnieuw = await _vraag(zat)
    assert opnieuw["verstrekking"] != vraag["verstrekking"]


async def test_een_oordeel_dat_nee_zegt_houdt_het_tegen(keten: Keten) -> None:
    """Gegeven dezelfde vraag, als de houder nee zegt, dan volgt er niets."""
    zat, cjg = await _aangeboden(keten)
    vraag = await _vraag(zat)
    nee = {**GEOORDEELD, "oordeel": "niet-verstrekken"}
    await zat.doe("leg-weging-vast", verstrekking=vraag["verstrekking"], **nee)
    assert not await _wacht_nog(zat)
    assert "toelichting" not in velden(await cjg.nu())


async def _wacht_nog(zat: Casus) -> bool:
    found = (await zat.wie.user.look(BAKEN, "wegingen"))["wegingen"]
    return any((v["casus"], v["naarOverleg"]) == (zat.id, CJG) for v in found)


async def test_half_wegen_telt_niet(keten: Keten) -> None:
    """Gegeven een oordeel dat een factor van artikel 9 overslaat, dan zegt de keten welke."""
    zat, _ = await _aangeboden(keten)
    vraag = await _vraag(zat)
    half = {key: value for key, value in GEOORDEELD.items() if key != "waarborgen"}
    reden = await zat.mag_niet("leg-weging-vast", verstrekking=vraag["verstrekking"], **half)
    assert reden.startswith("Weeg ook nog (artikel 9, tweede lid): waarborgen.")


async def test_alleen_wie_het_mag_lezen_mag_oordelen(keten: Keten) -> None:
    """Gegeven vrije tekst van de school, dan kan de jeugdagent aan tafel er niet over oordelen."""
    zat, _ = await _aangeboden(keten)
    vraag = await _vraag(zat)
    agent = zat.voor(keten.als("politie-tilburg/jeugdagent"))
    reden = await agent.mag_niet(
        "leg-weging-vast", verstrekking=vraag["verstrekking"], **GEOORDEELD
    )
    assert reden == "Er wacht niets waarover uw zetel mag oordelen."
    pad = f"casussen/{zat.id}/wegingen/{vraag['verstrekking']}"
    with pytest.raises(Declined) as refused:
        await agent.wie.user.look(BAKEN, pad)
    assert refused.value.status == 404


async def test_de_fg_ziet_wat_wacht_en_hoe_lang_en_geen_waarde(kalender: Kalender) -> None:
    """Gegeven een vraag die te lang wacht, dan ziet de FG dat, wie kan oordelen en op welk
    artikel; na het oordeel ziet hij wie, waarop en tot wanneer, en geen woord van wat er stond.
    """
    keten = kalender.keten
    zat, _ = await _aangeboden(keten)
    vraag = await _vraag(zat)
    fg = keten.als(FG).user
    kalender.later(10)
    gezien = await fg.look(BAKEN, "toezicht")
    (wacht,) = [v for v in gezien["teWegen"] if v["naarOverleg"] == CJG]
    assert wacht["teLaat"]
    assert gezien["teLaat"] >= 1
    assert ZAT in wacht["wegers"]
    assert wacht["artikelen"]
    await zat.doe("leg-weging-vast", verstrekking=vraag["verstrekking"], **GEOORDEELD)
    gezien = await fg.look(BAKEN, "toezicht")
    (oordeel,) = gezien["oordelen"]
    assert (oordeel["door"], oordeel["artikel"], oordeel["geldt"]) == (ZAT, "9-2", True)
    for geheim in (TEKST, zat.naam, GEOORDEELD["gronden"]):
        assert geheim not in str(gezien)
    with pytest.raises(Declined) as refused:
        await zat.wie.user.look(BAKEN, "toezicht")
    assert refused.value.status == 403
    base = fg.chain.sites["onderwijs-casusoverleg"]
    page = await pagina(fg, f"{base}/toezicht")
    assert page.status_code == 200
    assert TEKST not in page.text


async def test_de_houder_leest_en_oordeelt_op_de_pagina(kalender: Kalender) -> None:
    """Gegeven een vraag, dan staat zij op de pagina van de houder, met wat er te wegen is;
    een half formulier komt terug met wat ontbreekt, en een heel formulier geeft een oordeel.
    """
    zat, _ = await _aangeboden(kalender.keten)
    vraag = await _vraag(zat)
    user = zat.wie.user
    base = user.chain.sites["onderwijs-casusoverleg"]
    rij = (await pagina(user, f"{base}/wegingen")).text
    pad = f"/casussen/{zat.id}/wegingen/{vraag['verstrekking']}"
    assert pad in rij
    assert TEKST not in rij
    url = f"{base}{pad}"
    gelezen = (await pagina(user, url)).text
    assert TEKST in gelezen
    assert "Procesregisseur (Centrum voor Jeugd en Gezin Tilburg)" in gelezen
    form = {f"leg-weging-vast--{key}": value for key, value in GEOORDEELD.items()}
    form |= {"leg-weging-vast--verstrekking": vraag["verstrekking"], "opdracht": "een"}
    half = {**form, "leg-weging-vast--gronden": ""}
    fout = await pagina(user, url, half)
    assert fout.status_code == 400
    assert "Uw gronden: Dit veld is verplicht." in fout.text
    goed = await pagina(user, url, form)
    assert (goed.status_code, goed.headers["location"]) == (303, "/onderwijs/casusoverleg/wegingen")
    rij = (await pagina(user, f"{base}/wegingen")).text
    assert pad not in rij
    assert str(GEOORDEELD["gronden"]) in rij
