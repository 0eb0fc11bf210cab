"""Opschalen: wie vastzit haalt de volgende trede erbij, met naam, en schaalt ook weer af."""

import pytest

from tests.verhalen.keten import HCO, Keten

pytestmark = pytest.mark.anyio

KETEN = "veiligheidshuis-tilburg/ketenmanager"
AGENT = "politie-tilburg/jeugdagent"
TREDEN = ("gemeente-tilburg/jeugdregisseur", "gemeente-tilburg/wethouder")
BJZ = "bjz-tilburg/casemanager"


async def test_er_is_geen_plaats_en_de_ladder_wordt_beklommen(keten: Keten) -> None:
    """Gegeven een casus waarvoor geen plaats te vinden is,
    als het overleg opschaalt, dan krijgt elke trede op haar beurt bericht, en niet meer dan dat;
    hoger dan de wethouder gaat het niet, en afschalen brengt de casus terug.
    """
    gemeld = await keten.als(AGENT).meldt_aan(HCO, besluit_vastgelegd=True)
    hco = gemeld.voor(keten.als(KETEN))
    for trede in TREDEN:
        await hco.doe("schaal-op", grond="geen-plaats")
        bericht = await keten.als(trede).bericht(hco, "opgeschaald")
        assert bericht["contact"]["rol"] == "ketenmanager"
        assert gemeld.naam not in str(bericht)
        await keten.als(trede).user.answer(HCO, bericht["id"], "bevestig")
        assert str((await hco.nu())["opgeschaaldNaar"]["rol"]) in trede
    assert "Hoger dan wethouder" in await hco.mag_niet("schaal-op", grond="onenigheid")
    await hco.doe("schaal-af", reden="weer-op-gang")
    assert (await hco.nu())["opgeschaaldNaar"] is None


async def test_een_gezin_dat_niet_meewerkt_wordt_gemeld_en_niet_opgeschaald(keten: Keten) -> None:
    """Gegeven een gezin dat niet meewerkt terwijl het kind gevaar loopt,
    als het overleg dat meldt, dan krijgt Bureau Jeugdzorg bericht en wordt er niet opgeschaald.
    """
    gemeld = await keten.als(AGENT).meldt_aan(HCO, besluit_vastgelegd=True)
    hco = gemeld.voor(keten.als(KETEN))
    await hco.doe("meld-onveiligheid", gezinWerktNietMee=True, kindLooptGevaar=True)
    bericht = await keten.als(BJZ).bericht(hco, "onveiligheid-gemeld")
    assert bericht["contact"]["rol"] == "ketenmanager"
    assert "gemeld" in await hco.mag_niet("schaal-op", grond="stagnatie")
