"""Een gezin, een plan: doelen, een coordinator, en de zorgregisseur die instemt met sluiten."""

from itertools import count

import pytest

from chain.daden import uitvoering
from chain.driver import Declined
from tests.verhalen.keten import CJG, Casus, Keten, pagina, vandaag

pytestmark = pytest.mark.anyio

REGIE = "cjg-tilburg/procesregisseur"
ZAT = "het-baken/zat-coordinator"
WERKER = "mw-tilburg/maatschappelijk-werker"
ZORGREGISSEUR = "gemeente-tilburg/zorgregisseur"
DOEL = {
    "wat": "De huur wordt elke maand betaald.",
    "maatstaf": "Drie maanden zonder aanmaning.",
    "wie": WERKER,
    "start": vandaag(),
    "streefdatum": vandaag(60),
}
VAN_GEZIN = DOEL | {"leefgebied": "huishouden"}
TOT = uitvoering(REGIE, vandaag(), vandaag(120))

_gezinnen = count(1)


async def _broer_en_zus(keten: Keten) -> tuple[Casus, Casus]:
    """Twee kinderen van een gezin bij het CJG, dat voor allebei een plan maakt."""
    regie, gezin = keten.als(REGIE), f"verhaalgezin-{next(_gezinnen)}"
    broer = await regie.meldt_aan(CJG, gezin_kenmerk=gezin)
    zus = await regie.meldt_aan(CJG, gezin_kenmerk=gezin)
    for kind in (broer, zus):
        await kind.besproken("eigen-plan")
        await kind.doe("stel-plan-vast", **TOT)
    return broer, zus


async def _doel(kind: Casus) -> str:
    (doel,) = (await kind.nu())["doelen"]
    return str(doel["id"])


async def test_een_doel_van_het_gezin_staat_in_het_dossier_van_elk_kind(keten: Keten) -> None:
    """Gegeven een broer en een zus met een plan bij het CJG,
    als het overleg een doel stelt voor het gezin, dan staat het in beide dossiers,
    en een doel voor een van beiden alleen in het zijne; wie eraan werkt ziet het.
    """
    broer, zus = await _broer_en_zus(keten)
    await broer.doe("stel-doel", **VAN_GEZIN)
    await zus.doe("stel-doel", **DOEL, leefgebied="school-en-werk")
    samen = await _doel(broer)
    assert samen in {d["id"] for d in (await zus.nu())["doelen"]}
    assert len((await zus.nu())["doelen"]) == 2
    werker = await zus.voor(keten.als(WERKER)).nu()
    gezien = {d["element"]: d for d in werker["doelen"]}
    teksten = [e["waarde"] for e in werker["elementen"] if e["id"] in gezien]
    assert (
        "De huur wordt elke maand betaald. Bereikt als: Drie maanden zonder aanmaning." in teksten
    )


async def test_een_doel_dat_niet_smart_is_wordt_geweigerd(keten: Keten) -> None:
    """Gegeven een plan, als een doel geen maatstaf, geen mens of geen datum heeft,
    dan zegt de keten wat er nog ontbreekt.
    """
    broer, _ = await _broer_en_zus(keten)
    user = broer.wie.user
    for veld, woorden in (
        ("maatstaf", "waaraan men ziet dat het bereikt is"),
        ("wie", "wie eraan werkt"),
        ("streefdatum", "wanneer het bereikt moet zijn"),
    ):
        zonder = {naam: waarde for naam, waarde in VAN_GEZIN.items() if naam != veld}
        with pytest.raises(Declined) as geweigerd:
            await user.step(CJG, broer.id, "stel-doel", zonder)
        assert geweigerd.value.status == 400
        assert woorden in geweigerd.value.detail
    assert (await broer.nu())["doelen"] == []


async def test_een_doel_wordt_geevalueerd_en_bijgesteld_en_wat_het_was_blijft(keten: Keten) -> None:
    """Gegeven een doel voor het gezin, als wie eraan werkt zegt dat het deels behaald is
    en het overleg het bijstelt, dan is dat zo voor elk kind, en staat erbij wat het was.
    """
    broer, zus = await _broer_en_zus(keten)
    await broer.doe("stel-doel", **VAN_GEZIN)
    doel = await _doel(broer)
    await broer.voor(keten.als(WERKER)).doe("evalueer-doel", plandoel=doel, oordeel="deels")
    await broer.doe("stel-doel-bij", **DOEL | {"streefdatum": vandaag(90)}, plandoel=doel)
    for kind in (broer, zus):
        was, nu = (await kind.nu())["doelen"]
        assert (was["oordeel"], was["bijgesteldOp"]) == ("deels", vandaag())
        assert (nu["oordeel"], nu["streefdatum"]) == (None, vandaag(90))
    await zus.doe("evalueer-doel", plandoel=doel, oordeel="behaald")
    assert (await broer.nu())["doelen"][1]["oordeel"] == "behaald"


async def test_de_casus_sluit_pas_als_de_zorgregisseur_instemt(keten: Keten) -> None:
    """Gegeven een gezin met een plan, als de zorgregisseur benoemt wie voor het gezin coordineert,
    dan is dat er een voor alle kinderen, en sluit een casus pas nadat de doelen zijn geevalueerd
    en de zorgregisseur instemt; zij ziet hoe ver het plan is en geen gegeven.
    """
    broer, zus = await _broer_en_zus(keten)
    await broer.doe("stel-doel", **VAN_GEZIN)
    regisseur = keten.als(ZORGREGISSEUR)
    bij_haar = broer.voor(regisseur)
    await bij_haar.doe("benoem-zorgcoordinator-gezin", coordinator=WERKER)
    for kind in (broer, zus):
        assert (await kind.nu())["zorgcoordinatorGezin"]["rol"] == "maatschappelijk-werker"
    assert "instemmen" in await broer.mag_niet("sluit-casus", reden="plan-afgerond")
    lichter = {"reden": "lichtere-hulp"}
    assert "evalueer" in await bij_haar.mag_niet("stem-in-met-afsluiten", **lichter)
    await broer.doe("evalueer-doel", plandoel=await _doel(broer), oordeel="deels")
    await broer.doe("schaal-op", grond="stagnatie")
    assert "afschalen" in await bij_haar.mag_niet("stem-in-met-afsluiten", **lichter)
    await broer.doe("schaal-af", reden="lichtere-hulp")
    await bij_haar.doe("stem-in-met-afsluiten", **lichter)
    await broer.doe("sluit-casus", reden="plan-afgerond")
    assert "instemmen" in await zus.mag_niet("sluit-casus", reden="plan-afgerond")
    gezien = await regisseur.leest(CJG, "gezinnen")
    mijn = [k for g in gezien["gezinnen"] for k in g["kinderen"] if k["casus"] == zus.id]
    assert [(k["doelen"], k["nietGeevalueerd"]) for k in mijn] == [(1, 0)]
    assert zus.naam not in str(gezien)
    assert "huur" not in str(gezien)
    with pytest.raises(Declined):
        await regisseur.user.case(CJG, zus.id)


async def test_waar_bureau_jeugdzorg_coordineert_benoemt_de_zorgregisseur_niemand(
    keten: Keten,
) -> None:
    """Gegeven een gezin met een zorgcoordinator-gezin, als er voor een kind een maatregel komt,
    dan coordineert Bureau Jeugdzorg en kan er voor geen van de kinderen een ander zijn.
    """
    broer, zus = await _broer_en_zus(keten)
    bij_haar = broer.voor(keten.als(ZORGREGISSEUR))
    await bij_haar.doe("benoem-zorgcoordinator-gezin", coordinator=WERKER)
    await zus.doe("leg-jeugdzorg-vast", coordineert=True)
    assert (await broer.nu())["zorgcoordinatorGezin"] is None
    reden = await bij_haar.mag_niet("benoem-zorgcoordinator-gezin", coordinator=WERKER)
    assert "Bureau Jeugdzorg" in reden
    await broer.doe("sluit-casus", reden="plan-afgerond")


async def test_wie_later_komt_hoort_bij_het_plan_van_het_gezin(keten: Keten) -> None:
    """Gegeven een gezin met een doel over een ouder, als nog een kind wordt gemeld,
    dan staat dat doel ook in zijn dossier, en nog steeds op naam van de ouder.
    """
    regie = keten.als(REGIE)
    gezin = {"gezin_kenmerk": f"verhaalgezin-{next(_gezinnen)}"}
    eerste = await regie.meldt_aan(CJG, **gezin)
    await eerste.besproken("eigen-plan")
    await eerste.doe("stel-plan-vast", **TOT)
    await eerste.doe("stel-doel", **VAN_GEZIN, over="ouder")
    later = await regie.meldt_aan(CJG, **gezin)
    hier, daar = await eerste.nu(), await later.nu()
    assert [d["id"] for d in daar["doelen"]] == [d["id"] for d in hier["doelen"]]
    over = [
        (e["relatie"], e["over"])
        for casus in (hier, daar)
        for e in casus["elementen"]
        if e["id"] == casus["doelen"][0]["element"]
    ]
    assert over[0] == over[1]
    assert over[0][0] == "ouder"


async def test_de_zorgregisseur_doet_het_op_haar_pagina(keten: Keten) -> None:
    """Gegeven een gezin met een plan, dan benoemt de zorgregisseur op haar eigen pagina,
    en staat het op de casuspagina van het overleg.
    """
    kinderen = await _broer_en_zus(keten)
    user = keten.als(ZORGREGISSEUR).user
    base = keten.chain.sites["zorg-casusoverleg"]
    blad = await pagina(user, f"{base}/gezinnen")
    veld = "--benoem-zorgcoordinator-gezin--coordinator"
    (hier,) = (kind.id for kind in kinderen if f"{kind.id}{veld}" in blad.text)
    stap = f"{base}/gezinnen/{hier}/benoem-zorgcoordinator-gezin"
    assert (await pagina(user, stap, {f"{hier}{veld}": WERKER})).status_code == 303
    for kind in kinderen:
        casus = await pagina(kind.wie.user, f"{base}/casussen/{kind.id}")
        assert "Zorgcoördinator-gezin" in casus.text


async def test_een_broer_uit_een_ander_domein_komt_in_het_plan_van_het_gezin(keten: Keten) -> None:
    """Gegeven een zus met een plan bij het CJG, en een broer die de school aan het CJG overdroeg,
    als het overleg vaststelt dat zij van een gezin zijn, dan geldt het doel voor het gezin voor
    allebei; was het een vergissing, dan vervalt het bij de een en loopt het door bij de ander.
    """
    zus, _ = await _broer_en_zus(keten)
    await zus.doe("stel-doel", **VAN_GEZIN)
    op_school = await keten.als(ZAT).meldt_aan(school="het-baken")
    await op_school.besproken("overdragen")
    await op_school.draag_over(CJG)
    broer = await keten.als(REGIE).vindt(CJG, op_school.naam)
    await broer.doe("accepteer")
    assert (await broer.nu())["doelen"] == []
    await broer.doe("neem-op-in-gezin", met=zus.id)
    assert await _doel(broer) == await _doel(zus)
    assert "huur" not in str(await op_school.nu())
    assert "staan al in een gezin" in await broer.mag_niet("neem-op-in-gezin", met=zus.id)
    await broer.doe("haal-uit-gezin")
    eigen = await _doel(broer)
    await broer.doe("evalueer-doel", plandoel=eigen, oordeel="vervallen")
    assert (await broer.nu())["doelen"] == []
    assert [d["oordeel"] for d in (await zus.nu())["doelen"]] == [None]
