"""De verwijsindex: wie hetzelfde kind bespreekt, weet elkaar te vinden; meer weet niemand."""

from itertools import count

import pytest

from chain.driver import Json, until
from intake.domain.bsn import klopt
from tests.verhalen.keten import BAKEN, CJG, HCO, JCO, Casus, Keten, vandaag

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
REGIE_CJG = "cjg-tilburg/procesregisseur"
KETEN = "veiligheidshuis-tilburg/ketenmanager"
ZORGREGISSEUR = "gemeente-tilburg/zorgregisseur"
OFFICIER = "om-tilburg/officier-van-justitie"
FG = "veiligheidshuis-tilburg/privacy-functionaris"

_numbers = count(310_000_000)


def een_bsn() -> str:
    """A number that nobody else in the stories has."""
    return next(str(number) for number in _numbers if klopt(str(number)))


async def _besproken(keten: Keten, wie: str, overleg: str, bsn: str | None = None) -> Casus:
    meer = {"bsn": bsn} if bsn else {}
    casus = await keten.als(wie).meldt_aan(overleg, **meer)
    await casus.besproken()
    return casus


async def test_twee_overleggen_bespreken_hetzelfde_kind(keten: Keten) -> None:
    """Gegeven een leerling die het ZAT besprak,
    als het CJG dezelfde jeugdige bespreekt,
    dan krijgen beide elkaars contact, en de zorgregisseur ziet wie wie moet bellen.
    """
    bsn = een_bsn()
    zat = await _besproken(keten, ZAT, BAKEN, bsn)
    assert (await zat.nu())["verwijzing"]["melding"]["contact"]["rol"] == "zat-coordinator"
    cjg = await _besproken(keten, REGIE_CJG, CJG, bsn)

    (op_zat,), (op_cjg,) = await zat.matches(), await cjg.matches()
    assert op_zat["contact"] == {"organisatie": "cjg-tilburg", "rol": "procesregisseur"}
    assert op_cjg["contact"] == {"organisatie": "het-baken", "rol": "zat-coordinator"}
    for casus in (zat, cjg):
        bericht = await casus.wie.bericht(casus, "match-gevonden")
        assert casus.naam not in str(bericht)
    gezien = await keten.als(ZORGREGISSEUR).bericht(cjg, "match-voor-regisseur")
    assert gezien["door"]["organisatie"] == "cjg-tilburg"
    assert gezien["contact"]["organisatie"] == "het-baken"

    await cjg.doe("volg-match-op", opvolging="geen-gehoor")
    assert "Zonder contact" in await cjg.mag_niet(
        "volg-match-op", opvolging="geen-gehoor", uitkomst="samen-een-plan"
    )
    await cjg.wie.bericht(cjg, "match-gevonden")
    await cjg.doe("volg-match-op", opvolging="contact-gelegd", uitkomst="samen-een-plan")
    (gedaan,) = await cjg.matches()
    assert gedaan["uitkomst"] == "samen-een-plan"
    await cjg.zonder_bericht("match-gevonden")
    (open_,) = await zat.matches()
    assert open_["uitkomst"] is None


async def _antwoord(casus: Casus) -> Json:
    """What the verwijsindex answered to the last question, as soon as it is there."""

    async def look() -> Json | None:
        gevraagd = (await casus.nu())["verwijzing"]["bevragingen"]
        return gevraagd[-1]["antwoord"] if gevraagd else None

    return await until(look)


async def _gemeld(casus: Casus) -> Json:
    """The report of this casus, as soon as it is in the verwijsindex."""

    async def look() -> Json | None:
        melding = (await casus.nu())["verwijzing"]["melding"]
        return melding if melding and melding["opBsn"] is not None else None

    return await until(look)


async def test_een_overleg_vraagt_of_de_jeugdige_elders_besproken_is(keten: Keten) -> None:
    """Gegeven een leerling die het ZAT besprak,
    als het CJG vraagt of de jeugdige elders besproken is, voor het hem zelf bespreekt,
    dan hoort het ja en wie het belt; het ZAT hoort niets, en de FG ziet het besluit.
    """
    bsn = een_bsn()
    cjg = await keten.als(REGIE_CJG).meldt_aan(CJG, bsn=bsn)
    await cjg.doe("vraag-verwijsindex")
    nee = {"bekend": False, "opBsn": True, "contacten": []}
    assert await _antwoord(cjg) == nee
    zat = await _besproken(keten, ZAT, BAKEN, bsn)
    await _gemeld(zat)
    await cjg.doe("vraag-verwijsindex")

    async def ja() -> Json | None:
        antwoord = await _antwoord(cjg)
        return antwoord if antwoord["bekend"] else None

    contact = {"organisatie": "het-baken", "rol": "zat-coordinator"}
    assert await until(ja) == {"bekend": True, "opBsn": True, "contacten": [contact]}
    assert zat.naam not in str(await cjg.nu())
    assert (await zat.nu())["verwijzing"]["matches"] == []
    besluiten = await keten.als(FG).user.decisions()
    gevraagd = [b for b in besluiten if (b["casus"], b["soort"]) == (cjg.id, "verwijsvraag")]
    assert [b["regels"] for b in gevraagd] == [["I-VERWIJSVRAAG"]] * 2


async def test_zonder_bsn_wordt_niemand_met_een_ander_verward(keten: Keten) -> None:
    """Gegeven een leerling zonder BSN, en een ander met, bij het CJG,
    als het ZAT de leerling bespreekt,
    dan staat erbij dat een ander overleg zo niet te vinden is, en is er geen match.
    """
    cjg = await _besproken(keten, REGIE_CJG, CJG, een_bsn())
    zat = await _besproken(keten, ZAT, BAKEN)
    assert not (await _gemeld(zat))["opBsn"]
    assert (await _gemeld(cjg))["opBsn"]
    await zat.doe("vraag-verwijsindex")
    assert await _antwoord(zat) == {"bekend": False, "opBsn": False, "contacten": []}
    assert (await zat.nu())["verwijzing"]["matches"] == []


async def test_wie_een_melding_weghaalt_is_niet_meer_te_vinden(keten: Keten) -> None:
    """Gegeven een leerling die gemeld was, en wiens melding het ZAT weghaalde,
    als het HCO dezelfde jeugdige bespreekt,
    dan is er geen match.
    """
    bsn = een_bsn()
    zat = await _besproken(keten, ZAT, BAKEN, bsn)
    await _gemeld(zat)
    await zat.doe("verwijder-melding")
    hco = await keten.als(KETEN).meldt_aan(HCO, bsn=bsn)
    await hco.doe("vraag-verwijsindex")
    assert not (await _antwoord(hco))["bekend"]
    await hco.besproken()
    await _gemeld(hco)
    assert (await hco.nu())["verwijzing"]["matches"] == []
    assert "niet in de verwijsindex" in await zat.mag_niet("verwijder-melding")


async def test_wie_vernietigd_is_is_niet_meer_te_vinden(keten: Keten) -> None:
    """Gegeven een jeugdige die het CJG besprak en die het ZAT ook besprak,
    en die het CJG vraagt zijn gegevens te vernietigen,
    dan zegt het CJG eerst wat de overleggen afspraken, en vernietigt dan;
    als het HCO dezelfde jeugdige bespreekt, dan hoort het alleen van het ZAT.
    """
    bsn = een_bsn()
    cjg = await _besproken(keten, REGIE_CJG, CJG, bsn)
    await _besproken(keten, ZAT, BAKEN, bsn)
    await cjg.matches()
    await cjg.doe("stel-uitkomst-vast", uitkomst="sluiten")
    await cjg.doe("sluit-casus", reden="geen-vervolg")
    await cjg.doe("leg-vernietigingsverzoek-vast", gevraagd_door="jeugdige", op=vandaag())
    assert "nog een match open" in await cjg.mag_niet("bereid-vernietiging-voor")
    await cjg.doe("volg-match-op", opvolging="contact-gelegd", uitkomst="geen-vervolg-nodig")
    await cjg.doe("bereid-vernietiging-voor")
    await cjg.doe("vernietig", onomkeerbaar=True)
    leeg = (await cjg.nu())["verwijzing"]
    assert (leeg["melding"], leeg["matches"]) == (None, [])

    hco = await keten.als(KETEN).meldt_aan(HCO, bsn=bsn)
    contacten = [{"organisatie": "het-baken", "rol": "zat-coordinator"}]

    async def alleen_het_zat() -> bool | None:
        await hco.doe("vraag-verwijsindex")
        return (await _antwoord(hco))["contacten"] == contacten or None

    await until(alleen_het_zat)
    await hco.besproken()
    assert [m["contact"] for m in await hco.matches()] == contacten


async def test_dat_het_om_een_jeugdige_kent_zegt_de_index_niet(keten: Keten) -> None:
    """Gegeven een leerling die het ZAT besprak,
    als het JCO dezelfde jeugdige bespreekt, waar het OM de regie heeft,
    dan krijgt het ZAT de Raad voor de Kinderbescherming als contact, en niet het OM.
    """
    bsn = een_bsn()
    zat = await _besproken(keten, ZAT, BAKEN, bsn)
    jco = await keten.als(OFFICIER).meldt_aan(JCO, bsn=bsn, besluit_vastgelegd=True)
    await jco.besproken()
    (op_zat,) = await zat.matches()
    assert op_zat["contact"] == {"organisatie": "rvdk", "rol": "raadsonderzoeker"}
    assert "om-tilburg" not in str((await zat.nu())["verwijzing"])
    await jco.matches()
