"""De proef: voor het versturen ziet de verzender wat de ontvanger zou krijgen, en waarom."""

import re

import pytest

from chain.driver import Json
from tests.verhalen.kalender import Kalender
from tests.verhalen.keten import BAKEN, CJG, HCO, Casus, Keten, aanbod, naar, pagina

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"


async def _leerling(keten: Keten) -> Casus:
    zat = await keten.als(ZAT).meldt_aan(
        school="het-baken", verzuim="20 uur", gezondheid="astma", toelichting="zie vorig jaar"
    )
    await zat.besproken("overdragen")
    await zat.tot(naam=zat.naam)
    return zat


async def test_de_verzender_ziet_vooraf_wat_de_ontvanger_krijgt(keten: Keten) -> None:
    """Gegeven een leerling met gezondheid en vrije tekst,
    als de ZAT-coordinator de overdracht aan het CJG eerst probeert,
    dan hoort hij per gegeven wat meegaat, wat niet en wat een mens weegt, met het artikel;
    en daarna is er niets verstuurd.
    """
    zat = await _leerling(keten)
    veld = {e["id"]: e["veld"] for e in (await zat.nu())["elementen"]}
    proef = await zat.wie.user.attempt(BAKEN, zat.id, "draag-over", aanbod(CJG))
    assert proef["doorgelaten"]
    uitkomst = {veld[e["element"]]: e["uitkomst"] for e in proef["elementen"]}
    assert uitkomst["verzuim"] == "toegestaan"
    assert uitkomst["gezondheid"] == "geweigerd"
    assert uitkomst["toelichting"] == "beoordeling"
    redenen = [r for e in proef["elementen"] for z in e["zetels"] for r in z["redenen"]]
    assert any("9(4)" in " ".join(r["artikelen"]) or "geheim" in r["zin"] for r in redenen)
    assert any(r["vraag"].endswith("?") for r in redenen)
    assert (await zat.nu())["overdrachten"] == []


async def test_de_proef_staat_op_de_pagina_met_wat_er_was_ingevuld(kalender: Kalender) -> None:
    """Gegeven een ingevuld formulier om in te brengen, als de coordinator eerst wil zien,
    dan staat de uitkomst bij het formulier, en is het formulier nog ingevuld.
    """
    zat = await _leerling(kalender.keten)
    text = await _op_de_pagina(zat, {**naar(HCO), "vraag": "bespreken"})
    assert "Wat Hulpverlenings Casusoverleg Tilburg zou krijgen" in text
    assert "Wacht op een mens" in text
    assert "Gaat niet mee" in text
    assert re.search(r'<option value="bespreken" selected>', text)
    assert "breng-in" in (await zat.nu())["mogelijkeStappen"]


async def _op_de_pagina(zat: Casus, ingevuld: Json) -> str:
    user = zat.wie.user
    base = user.chain.sites["onderwijs-casusoverleg"]
    elementen = [e["id"] for e in (await zat.nu())["elementen"]]
    form = {f"breng-in--{key}": value for key, value in ingevuld.items()}
    form |= {"breng-in--elementen": elementen, "opdracht": "een"}
    answer = await pagina(user, f"{base}/casussen/{zat.id}/proef/breng-in", form)
    return answer.text
