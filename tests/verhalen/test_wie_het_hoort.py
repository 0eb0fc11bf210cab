"""Wie het hoort: de school van vandaag, wie meldde, en niemand anders."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chain.driver import Declined, Json
from tests.verhalen.kalender import Kalender, met_kalender
from tests.verhalen.keten import CJG, HCO, Casus, vandaag
from tests.verhalen.streek import ELS, ES, NOORD, SAMEN, VOORZITTER, ZUID, streek

pytestmark = pytest.mark.anyio

AGENT = "politie-tilburg/jeugdagent"
KETEN = "veiligheidshuis-tilburg/ketenmanager"
RMC = "rmc-tilburg/rmc-coordinator"
BAKEN, VAART = "het-baken/zorgcoordinator-school", "de-vaart/zorgcoordinator-school"
GEHOORD = "terugkoppeling-ontvangen"
UITKOMST = "uitkomst-terugkoppelen"


@pytest.fixture
async def regio(tmp_path: Path) -> AsyncIterator[Kalender]:
    """A chain of this story alone, in the region with a joint ZAT and two practices."""
    async with met_kalender(tmp_path, inrichting=streek()) as made:
        yield made


async def hoort(regio: Kalender, wie: str, overleg: str) -> list[Json]:
    """The feedback that waits for somebody, when nothing is under way any more."""
    await regio.keten.chain.settle()
    found = await regio.keten.als(wie).user.messages(overleg)
    return [one for one in found if one["soort"] == GEHOORD]


async def aan_de_beurt(regio: Kalender, casus: Casus, drager: str, soort: str = UITKOMST) -> Json:
    return await regio.keten.als(drager).bericht(casus, soort)


async def geef_door(regio: Kalender, casus: Casus, drager: str, soort: str = UITKOMST) -> None:
    wacht = await aan_de_beurt(regio, casus, drager, soort)
    await regio.keten.als(drager).user.answer(casus.overleg, wacht["id"], "doorgeven")


async def zorgmelding(regio: Kalender, school: str | None = "het-baken") -> Casus:
    """A report of the police about a pupil, in the hands of the police."""
    return await regio.keten.als(AGENT).meldt_aan(
        HCO, school=school, politiecontact="aangetroffen", besluit_vastgelegd=True
    )


async def besluit(regio: Kalender, casus: Casus) -> Casus:
    """The table decided, and that the school must hear it."""
    hco = casus.voor(regio.keten.als(KETEN))
    await hco.besproken()
    await hco.doe("besluit-terugkoppeling", nodig=True)
    await hco.doe("stel-uitkomst-vast", uitkomst="eigen-plan")
    return hco


async def corrigeer(melding: Casus, tekst: str) -> None:
    veld = "school-en-leerjaar"
    elementen = (await melding.nu())["elementen"]
    element = next(e["id"] for e in elementen if e["veld"] == veld)
    await melding.doe("corrigeer-informatie", element=element, tekst=tekst)


@pytest.mark.parametrize(
    ("tekst", "hoort_het"),
    [
        ("De Vaart (voortgezet speciaal onderwijs)", VAART),
        ("de vaart, klas 3", VAART),
        ("Het Baken (voortgezet onderwijs), 4", BAKEN),
    ],
)
async def test_de_school_die_verbeterd_is_hoort_het_en_de_oude_niet(
    regio: Kalender, tekst: str, hoort_het: str
) -> None:
    """Gegeven een zorgmelding bij de verkeerde school (veldgeval 04), als de politie het gegeven
    verbetert, dan gaat de terugkoppeling naar de school zoals die er nu staat; de school die er
    goed stond, blijft die.
    """
    melding = await zorgmelding(regio)
    await corrigeer(melding, tekst)
    hco = await besluit(regio, melding)
    await geef_door(regio, hco, RMC)
    gehoord = {
        wie: bool(await hoort(regio, wie, overleg))
        for wie, overleg in ((BAKEN, "zat-het-baken"), (VAART, "zat-de-vaart"))
    }
    assert gehoord == {BAKEN: hoort_het == BAKEN, VAART: hoort_het == VAART}


async def test_ook_wat_al_bij_de_rmc_wacht_volgt_de_school(regio: Kalender) -> None:
    """Gegeven een terugkoppeling die bij de RMC wacht, als de leerling van school wisselt, dan
    staat op het bericht de nieuwe school; vanaf een latere dag pas op die dag.
    """
    hco = await besluit(regio, await zorgmelding(regio))
    assert (await aan_de_beurt(regio, hco, RMC))["naar"] == "zat-het-baken"
    await hco.doe("wijzig-school", school="de-vaart", vanaf=vandaag(2))
    assert (await aan_de_beurt(regio, hco, RMC))["naar"] == "zat-het-baken"
    regio.later(3)
    assert (await aan_de_beurt(regio, hco, RMC))["naar"] == "zat-de-vaart"
    await geef_door(regio, hco, RMC)
    assert not await hoort(regio, BAKEN, "zat-het-baken")
    assert await hoort(regio, VAART, "zat-de-vaart")


async def test_een_school_die_niemand_kent_wordt_gevraagd(regio: Kalender) -> None:
    """Gegeven een verbetering die geen bekende school noemt, dan gaat er niets naar de oude
    school: het bericht zegt welke stap het beslist, en daarna gaat het door.
    """
    hco = await besluit(regio, await zorgmelding(regio))
    await corrigeer(hco.voor(regio.keten.als(AGENT)), "Niet meer Het Baken, maar elders")
    await regio.keten.chain.settle()
    wacht = await aan_de_beurt(regio, hco, RMC)
    assert wacht["naar"] is None
    assert wacht["vraagt"] == ["wijzig-school"]
    with pytest.raises(Declined):
        await regio.keten.als(RMC).user.answer(HCO, wacht["id"], "doorgeven")
    await hco.voor(regio.keten.als(RMC)).doe("wijzig-school", school="de-vaart", vanaf=vandaag())
    await geef_door(regio, hco, RMC)
    assert not await hoort(regio, BAKEN, "zat-het-baken")
    assert await hoort(regio, VAART, "zat-de-vaart")


async def test_wie_van_school_gaat_eindigt_bij_de_rmc(regio: Kalender) -> None:
    """Gegeven een leerling die van school gaat, dan bevestigt de RMC het zelf."""
    hco = await besluit(regio, await zorgmelding(regio))
    await hco.doe("wijzig-school", vanaf=vandaag())
    await regio.keten.chain.settle()
    wacht = await aan_de_beurt(regio, hco, RMC)
    assert (wacht["naar"], "bevestig" in wacht["mogelijk"]) == (None, True)
    assert "gaat niet naar school" in await hco.mag_niet("besluit-terugkoppeling", nodig=True)


async def ingebracht(regio: Kalender, wie: str) -> tuple[Casus, Casus]:
    """A pupil whom the joint ZAT brought to the HCO: there, and at the HCO."""
    zat = await regio.keten.als(wie).meldt_aan(SAMEN, school=wie.partition("/")[0])
    zat = zat.voor(regio.keten.als(VOORZITTER))
    await zat.besproken()
    await zat.breng_in()
    return zat, await regio.keten.als(KETEN).vindt(HCO, zat.naam)


@pytest.mark.parametrize(("school", "andere"), [(ELS, ES), (ES, ELS)])
async def test_van_twee_scholen_aan_een_zat_hoort_alleen_de_eigen_het(
    regio: Kalender, school: str, andere: str
) -> None:
    """Gegeven een ZAT van twee scholen, geleid door het samenwerkingsverband, als het HCO besluit,
    dan hoort de school van de leerling het, en bevestigt zij de ontvangst; de andere niets.
    """
    zat, hco = await ingebracht(regio, school)
    await regio.keten.chain.settle()
    assert (await zat.voor(regio.keten.als(school)).nu())["school"] == school.partition("/")[0]
    assert not [c for c in await regio.keten.als(andere).user.cases(SAMEN) if c["id"] == zat.id]
    with pytest.raises(Declined):
        await regio.keten.als(andere).user.case(SAMEN, zat.id)
    await zat.doe("agendeer", vergadering=vandaag(7))
    for wie, staat_erop in ((VOORZITTER, True), (school, True), (andere, False)):
        agenda = await regio.keten.als(wie).leest(SAMEN, "agenda")
        assert (zat.id in str(agenda)) is staat_erop, wie
    await hco.besproken("terug-naar-inbrenger")
    await geef_door(regio, hco, RMC)
    assert not await hoort(regio, andere, SAMEN)
    assert not await hoort(regio, VOORZITTER, SAMEN)
    (bericht,) = await hoort(regio, school, SAMEN)
    await regio.keten.als(school).user.answer(SAMEN, bericht["id"], "bevestig")
    await regio.keten.als(RMC).bericht(hco, "ontvangst-bevestigd")


async def test_een_leerling_die_wisselt_terwijl_het_hco_hem_bespreekt(regio: Kalender) -> None:
    """Gegeven een inbreng, als het ZAT een andere school vastlegt, dan weet het HCO dat."""
    zat, hco = await ingebracht(regio, ELS)
    await zat.doe("wijzig-school", school="het-baken", vanaf=vandaag())
    await regio.keten.chain.settle()
    await hco.tot(school="het-baken")
    await hco.besproken("eigen-plan")
    await geef_door(regio, hco, RMC)
    assert await hoort(regio, BAKEN, "zat-het-baken")
    assert not await hoort(regio, ELS, SAMEN)


@pytest.mark.parametrize(("praktijk", "andere"), [(NOORD, ZUID), (ZUID, NOORD)])
async def test_van_twee_praktijken_hoort_alleen_wie_meldde_het(
    regio: Kalender, praktijk: str, andere: str
) -> None:
    """Gegeven twee huisartsen zonder zetel, als het CJG besluit, dan hoort wie meldde het in zijn
    eigen postvak; van de casus ziet hij niets, en de andere praktijk hoort niets.
    """
    gemeld = await regio.keten.als(praktijk).meldt_aan(CJG)
    cjg = gemeld.voor(regio.keten.als("cjg-tilburg/procesregisseur"))
    await cjg.besproken("eigen-plan")
    await geef_door(regio, cjg, "cjg-tilburg/procesregisseur")
    (bericht,) = await hoort(regio, praktijk, CJG)
    assert not await hoort(regio, andere, CJG)
    huisarts = regio.keten.als(praktijk)
    assert not await huisarts.user.cases(CJG)
    with pytest.raises(Declined):
        await huisarts.user.case(CJG, bericht["casus"])
    await huisarts.user.answer(CJG, bericht["id"], "bevestig")
    await regio.keten.als("cjg-tilburg/procesregisseur").bericht(cjg, "ontvangst-bevestigd")
