"""Wat op een besluit volgt, wordt nagekomen: inlichten, corrigeren, stoppen na verzet."""

import pytest

from chain.driver import Declined, Json, until
from tests.verhalen.kalender import Kalender
from tests.verhalen.keten import (
    BAKEN,
    BJZ,
    CJG,
    Casus,
    Keten,
    Medewerker,
    aanbod,
    pagina,
    vandaag,
    velden,
)

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
LID = "rmc-tilburg/rmc-coordinator"
REGIE_CJG = "cjg-tilburg/procesregisseur"
BUREAU = "bjz-tilburg/casemanager"
FG = "veiligheidshuis-tilburg/privacy-functionaris"


async def _aangeboden(keten: Keten, **anders: str) -> tuple[Casus, Casus]:
    """Een leerling met verzuim, door het ZAT aangeboden aan het CJG."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="20 uur")
    await zat.besproken("overdragen")
    await zat.draag_over(CJG, **anders)
    return zat, await keten.als(REGIE_CJG).vindt(CJG, zat.naam)


async def _plicht(wie: Medewerker, overleg: str, casus: str, soort: str, stand: str) -> Json:
    """Een verplichting van deze soort, zodra zij zo staat."""

    async def look() -> Json | None:
        alle = (await wie.user.look(overleg, "verplichtingen"))["verplichtingen"]
        eigen = [p for p in alle if (p["casus"], p["soort"]) == (casus, soort)]
        return next((p for p in eigen if p["stand"] == stand), None)

    return await until(look)


async def _waarde(casus: Casus, veld: str) -> str | None:
    return next((e["waarde"] for e in (await casus.nu())["elementen"] if e["veld"] == veld), None)


async def test_wie_later_inlicht_houdt_dat_als_verplichting(kalender: Kalender) -> None:
    """Gegeven een overdracht waarbij de betrokkene pas bij het eerste contact wordt ingelicht,
    dan houdt de afzender dat open, met een termijn; als het te lang duurt ziet de FG dat;
    als het is gedaan, dan is het gedaan.
    """
    keten = kalender.keten
    zat, _ = await _aangeboden(keten, informeren="bij-eerste-contact")
    plicht = await _plicht(zat.wie, BAKEN, zat.id, "informeren", "open")
    assert plicht["eigenaar"] == ZAT
    assert plicht["artikel"] == "AVG 14"
    assert not plicht["teLaat"]
    kalender.later(20)
    fg = keten.als(FG).user
    (telling,) = [
        t
        for t in (await fg.look(BAKEN, "toezicht"))["verplichtingen"]
        if t["soort"] == "informeren"
    ]
    assert (telling["open"], telling["teLaat"], telling["gedaan"]) == (1, 1, 0)
    base = fg.chain.sites["onderwijs-casusoverleg"]
    assert "Te laat" in (await pagina(zat.wie.user, f"{base}/verplichtingen")).text
    await zat.doe("kom-verplichting-na", plicht=plicht["plicht"], op=vandaag(1))
    await _plicht(zat.wie, BAKEN, zat.id, "informeren", "gedaan")
    (telling,) = [
        t
        for t in (await fg.look(BAKEN, "toezicht"))["verplichtingen"]
        if t["soort"] == "informeren"
    ]
    assert (telling["open"], telling["teLaat"], telling["gedaan"]) == (0, 0, 1)


async def test_niet_inlichten_vraagt_een_belang_van_artikel_43(keten: Keten) -> None:
    """Gegeven dezelfde verplichting, dan vervalt zij alleen om een belang van artikel 43,
    en de FG ziet welk belang, en niet de woorden.
    """
    zat, _ = await _aangeboden(keten, informeren="uitgesteld-om-veiligheid")
    plicht = await _plicht(zat.wie, BAKEN, zat.id, "informeren", "open")
    reden = {"plicht": plicht["plicht"], "reden": "het kind loopt dan gevaar"}
    assert "artikel 43" in await zat.mag_niet("zie-af-van-verplichting", **reden)
    belang = "bescherming-van-betrokkene-of-anderen"
    await zat.doe("zie-af-van-verplichting", **reden, belang=belang)
    await _plicht(zat.wie, BAKEN, zat.id, "informeren", "vervallen")
    gezien = await keten.als(FG).user.look(BAKEN, "toezicht")
    (vervallen,) = [v for v in gezien["openstaand"] if v["casus"] == zat.id]
    assert vervallen["belang"] == belang
    assert reden["reden"] not in str(gezien)


async def test_een_verplichting_is_van_wie_verstrekte(keten: Keten) -> None:
    """Gegeven die verplichting, dan kan een ander aan tafel haar niet afvinken."""
    zat, _ = await _aangeboden(keten, informeren="bij-eerste-contact")
    plicht = await _plicht(zat.wie, BAKEN, zat.id, "informeren", "open")
    lid = zat.voor(keten.als(LID))
    weigering = await lid.mag_niet("kom-verplichting-na", plicht=plicht["plicht"], op=vandaag())
    assert weigering == "Er staat hier geen verplichting voor u open."
    with pytest.raises(Declined) as refused:
        await zat.wie.user.step(
            BAKEN, zat.id, "kom-verplichting-na", {"plicht": "onzin", "op": vandaag()}
        )
    assert refused.value.status == 409


async def test_een_correctie_gaat_naar_wie_het_kreeg(keten: Keten) -> None:
    """Gegeven verzuim dat het CJG kreeg, als de school het corrigeert,
    dan ziet het CJG wat er moet staan, via de poort, en is de verplichting nagekomen.
    """
    zat, cjg = await _aangeboden(keten)
    assert await _waarde(cjg, "verzuim") == "20 uur"
    element = next(e for e in (await zat.nu())["elementen"] if e["veld"] == "verzuim")
    assert await cjg.mag_niet("corrigeer-informatie", element=element["id"], tekst="5 uur")
    await zat.doe("corrigeer-informatie", element=element["id"], tekst="2 uur")
    assert await _waarde(zat, "verzuim") == "2 uur"

    async def look() -> bool | None:
        return await _waarde(cjg, "verzuim") == "2 uur" or None

    await until(look)
    await _plicht(zat.wie, BAKEN, zat.id, "correctie-melden", "gedaan")
    assert any("Correctie ontvangen" in r["tekst"] for r in (await cjg.nu())["geschiedenis"])


async def test_wie_een_correctie_krijgt_geeft_haar_door(keten: Keten) -> None:
    """Gegeven dat het CJG het verzuim aan Bureau Jeugdzorg doorgaf, als de school corrigeert,
    dan staat bij het CJG open dat door te geven, en als het dat doet hoort Bureau Jeugdzorg het.
    """
    zat, cjg = await _aangeboden(keten)
    await cjg.doe("accepteer")
    await cjg.doe("verwijs-door", **aanbod(BJZ) | {"gewenst_bewijs": "onderzoek-is-begonnen"})
    bjz = await keten.als(BUREAU).vindt(BJZ, zat.naam)
    assert await _waarde(bjz, "verzuim") == "20 uur"
    element = next(e for e in (await zat.nu())["elementen"] if e["veld"] == "verzuim")
    await zat.doe("corrigeer-informatie", element=element["id"], tekst="2 uur")
    plicht = await _plicht(cjg.wie, CJG, cjg.id, "correctie-melden", "open")
    await cjg.doe("kom-verplichting-na", plicht=plicht["plicht"], op=vandaag())

    async def look() -> bool | None:
        return await _waarde(bjz, "verzuim") == "2 uur" or None

    await until(look)


async def test_na_gegrond_verzet_stopt_de_verstrekking(kalender: Kalender) -> None:
    """Gegeven verzet van een leerling, dan is er vier weken om te besluiten;
    als het gegrond is, dan gaat er op grond e niets meer van hem mee, zien andere zetels aan het
    eigen overleg het niet meer, en hoort het CJG, dat het al kreeg, dat ook daar besloten moet
    worden.
    """
    keten = kalender.keten
    zat, cjg = await _aangeboden(keten)
    lid = zat.voor(keten.als(LID))
    assert "verzuim" in velden(await lid.nu())
    await zat.doe("teken-verzet-aan", gronden="ik wil dit zelf vertellen", op=vandaag())
    (verzet,) = (await zat.nu())["verzetten"]
    plicht = await _plicht(zat.wie, BAKEN, zat.id, "verzet-beoordelen", "open")
    assert plicht["uiterlijk"] == verzet["uiterlijk"]
    kalender.later(29)
    plicht = await _plicht(zat.wie, BAKEN, zat.id, "verzet-beoordelen", "open")
    assert plicht["teLaat"]

    await zat.doe(
        "beoordeel-verzet", verzet=verzet["id"], oordeel="gegrond", motivering="hij heeft gelijk"
    )
    await _plicht(zat.wie, BAKEN, zat.id, "verzet-beoordelen", "gedaan")
    await _plicht(zat.wie, BAKEN, zat.id, "verzet-melden", "gedaan")
    await _plicht(cjg.wie, CJG, cjg.id, "verzet-beoordelen", "open")

    async def look() -> bool | None:
        return "verzuim" not in velden(await lid.nu()) or None

    await until(look)
    assert "verzuim" in velden(await zat.nu())
    await cjg.doe("weiger", reden="geen-plaats")
    await zat.tot(fase="Besproken")
    before = {case["id"] for case in await keten.als(BUREAU).user.cases(BJZ)}
    await zat.draag_over(BJZ)

    async def komt() -> Json | None:
        cases = await keten.als(BUREAU).user.cases(BJZ)
        return next((case for case in cases if case["id"] not in before), None)

    gekomen = await until(komt)
    assert (await keten.als(BUREAU).user.case(BJZ, gekomen["id"]))["elementen"] == []


async def test_na_ongegrond_verzet_gaat_het_door(keten: Keten) -> None:
    """Gegeven verzet dat ongegrond is, dan verandert er niets aan wat mag."""
    zat, cjg = await _aangeboden(keten)
    await zat.doe("teken-verzet-aan", gronden="liever niet", op=vandaag())
    (verzet,) = (await zat.nu())["verzetten"]
    await zat.doe(
        "beoordeel-verzet", verzet=verzet["id"], oordeel="ongegrond", motivering="hulp is nodig"
    )
    await _plicht(zat.wie, BAKEN, zat.id, "verzet-beoordelen", "gedaan")
    await cjg.doe("weiger", reden="geen-plaats")
    await zat.tot(fase="Besproken")
    await zat.draag_over(BJZ)
    bjz = await keten.als(BUREAU).vindt(BJZ, zat.naam)
    assert "verzuim" in velden(await bjz.nu())
