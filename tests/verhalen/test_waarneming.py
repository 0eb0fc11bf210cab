"""Vervanging: is er niemand op een zetel, dan doet wie invalt al het werk van die zetel."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from chain.audit.reading import opened
from chain.daden import bespreking
from chain.demo.regio import REGION, sample_region
from chain.driver import Declined
from chain.setup.inrichting import Afwezig, Inrichting
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from tests.verhalen.kalender import Kalender, met_kalender
from tests.verhalen.keten import BAKEN, HCO, Casus

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
ZORG = "het-baken/zorgcoordinator-school"
KETEN = "veiligheidshuis-tilburg/ketenmanager"
RMC = "rmc-tilburg/rmc-coordinator"
LEERPLICHT = "leerplicht-tilburg/leerplichtambtenaar"
MEE = "mee-tilburg/consulent"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def region() -> Inrichting:
    """Tilburg, where leerplicht stands in for the RMC, and MEE for who directs the HCO."""
    text = yaml.safe_load(REGION.read_text("utf-8"))
    text["vervanging"] |= {RMC: [LEERPLICHT], KETEN: [MEE], LEERPLICHT: [MEE]}
    covenant = read_covenant(yaml.safe_dump(text, allow_unicode=True))
    assert isinstance(covenant, Convenant), covenant
    return sample_region().model_copy(update={"convenanten": (covenant,)})


@pytest.fixture
async def kalender(tmp_path: Path) -> AsyncIterator[Kalender]:
    async with met_kalender(tmp_path, start=MONDAY, inrichting=region()) as kalender:
        yield kalender


async def ingebracht(kalender: Kalender) -> Casus:
    """A pupil whose ZAT brought the case in at the HCO; gives it as the HCO has it."""
    zat = await kalender.keten.als(ZAT).meldt_aan(
        school="het-baken", geboortedatum="2012-03-12", verzuim="20 uur"
    )
    op = kalender.clock.now().date().isoformat()
    await zat.doe("bespreek", **bespreking(op))
    await zat.breng_in()
    return await kalender.keten.als(KETEN).vindt(HCO, zat.naam)


async def besluit(kalender: Kalender, hco: Casus) -> None:
    await hco.doe("bespreek", **bespreking(kalender.clock.now().date().isoformat()))
    await hco.doe("stel-uitkomst-vast", uitkomst="eigen-plan")
    await kalender.runner.settled()


async def soorten(kalender: Kalender, functie: str, overleg: str) -> list[str]:
    waiting = await kalender.keten.als(functie).user.messages(overleg)
    return [str(one["soort"]) for one in waiting]


async def geef_door(kalender: Kalender, functie: str) -> None:
    user = kalender.keten.als(functie).user
    (bericht,) = (
        one for one in await user.messages(HCO) if one["soort"] == "uitkomst-terugkoppelen"
    )
    await user.answer(HCO, bericht["id"], "doorgeven")
    await kalender.runner.settled()


def in_plaats(kalender: Kalender) -> list[tuple[str, str, str, str | None]]:
    """What was recorded as done in the place of a seat: what, for whom, by whom, until when."""
    with opened(kalender.data) as chain:
        return [
            (
                event.data["stap"],
                event.data["zetel"]["rol"],
                event.data["door"]["rol"],
                event.data["afwezig_tot"],
            )
            for event in chain.events()
            if event.kind == "InPlaatsGedaan"
        ]


async def test_op_de_zetel_van_wie_overbrengt_zit_niemand_en_de_school_hoort_het(
    kalender: Kalender,
) -> None:
    """Gegeven een zetel waar niemand op zit, die van de RMC,
    als het HCO een uitkomst vaststelt,
    dan geeft wie invalt die door, en hoort de school het.
    """
    hco = await ingebracht(kalender)
    await kalender.zonder(RMC)
    await besluit(kalender, hco)
    await geef_door(kalender, LEERPLICHT)
    assert await soorten(kalender, ZORG, BAKEN) == ["terugkoppeling-ontvangen"]
    assert in_plaats(kalender) == [("doorgeven", "rmc-coordinator", "leerplichtambtenaar", None)]


async def test_zit_er_wel_iemand_dan_krijgt_de_vervanger_niets(kalender: Kalender) -> None:
    """Gegeven een zetel waar iemand op zit,
    als het HCO een uitkomst vaststelt,
    dan krijgt die het bericht, en wie zou invallen niet.
    """
    hco = await ingebracht(kalender)
    await besluit(kalender, hco)
    assert await soorten(kalender, LEERPLICHT, HCO) == []
    await geef_door(kalender, RMC)
    assert await soorten(kalender, ZORG, BAKEN) == ["terugkoppeling-ontvangen"]
    assert in_plaats(kalender) == []


async def test_van_maandag_tot_en_met_vrijdag_afwezig_en_daarna_weer_terug(
    kalender: Kalender,
) -> None:
    """Gegeven iemand die van maandag tot en met vrijdag weg is,
    als er die week een uitkomst is, dan ziet wie invalt het bericht;
    is hij terug, dan is het weer aan hem, en aan de ander niet meer.
    """
    hco = await ingebracht(kalender)
    van = kalender.clock.now().date()
    week = Afwezig(van=van, tot=van + timedelta(days=4))
    await kalender.afwezig(RMC, week)
    await besluit(kalender, hco)
    assert "uitkomst-terugkoppelen" in await soorten(kalender, LEERPLICHT, HCO)
    kalender.later(5)
    assert await soorten(kalender, LEERPLICHT, HCO) == []
    await geef_door(kalender, RMC)
    assert in_plaats(kalender) == []


async def test_wie_invalt_leidt_het_overleg_en_dat_staat_in_de_casus(kalender: Kalender) -> None:
    """Gegeven een ketenmanager die onverwacht afwezig is,
    als MEE, die invalt, de casus bespreekt en een uitkomst vaststelt,
    dan geldt dat als van de ketenmanager, en de casus zegt wie het deed.
    """
    hco = await ingebracht(kalender)
    van = kalender.clock.now().date()
    tot = van + timedelta(days=1)
    await kalender.afwezig(KETEN, Afwezig(van=van, tot=tot))
    mee = hco.voor(kalender.keten.als(MEE))
    await besluit(kalender, mee)
    seen = await mee.nu()
    assert seen["uitkomst"] == "eigen-plan"
    told = [line["tekst"] for line in seen["geschiedenis"]]
    assert any(
        "In plaats van ketenmanager" in line and f"afwezig tot en met {tot:%d-%m-%Y}" in line
        for line in told
    )
    assert {one[1:3] for one in in_plaats(kalender)} == {("ketenmanager", "consulent")}


async def test_is_wie_invalt_er_ook_niet_dan_is_de_zetel_leeg(kalender: Kalender) -> None:
    """Gegeven een lege zetel, en een vervanger die er ook niet is,
    als er een uitkomst is, dan schuift het niet door naar wie de vervanger vervangt.
    """
    hco = await ingebracht(kalender)
    await kalender.zonder(RMC)
    inrichting = kalender.inrichting
    people = tuple(
        one.model_copy(update={"functies": gone})
        for one in inrichting.medewerkers
        if (gone := tuple(f for f in one.functies if f not in (RMC, LEERPLICHT)))
    )
    await kalender.richt_in(inrichting.model_copy(update={"medewerkers": people}))
    await besluit(kalender, hco)
    assert "uitkomst-terugkoppelen" not in await soorten(kalender, MEE, HCO)


async def test_wie_invalt_voor_de_andere_kant_accepteert_niet_wat_hij_zelf_aanbood(
    kalender: Kalender,
) -> None:
    """Gegeven iemand die het HCO leidt en bij het CJG invalt voor wie daar leidt,
    als het HCO aan het CJG overdraagt, dan kan hij die overdracht niet ook accepteren.
    """
    text = yaml.safe_load(REGION.read_text("utf-8"))
    cjg = "cjg-tilburg/procesregisseur"
    text["vervanging"] |= {cjg: [KETEN]}
    text |= {"versie": 2, "geldig_van": date(2026, 3, 4)}
    covenant = read_covenant(yaml.safe_dump(text, allow_unicode=True))
    assert isinstance(covenant, Convenant), covenant
    hco = await ingebracht(kalender)
    await besluit_overdragen(kalender, hco)
    kalender.inrichting = kalender.inrichting.model_copy(
        update={"convenanten": (*kalender.inrichting.convenanten, covenant)}
    )
    await kalender.zonder(cjg)
    kalender.later(2)
    keten = kalender.keten.als(KETEN)
    there = await keten.vindt("cjg-tilburg", hco.naam)
    with pytest.raises(Declined, match="de andere kant"):
        await keten.user.step("cjg-tilburg", there.id, "accepteer", {})


async def besluit_overdragen(kalender: Kalender, hco: Casus) -> None:
    await hco.doe("bespreek", **bespreking(kalender.clock.now().date().isoformat()))
    await hco.doe("stel-uitkomst-vast", uitkomst="overdragen")
    await hco.draag_over("cjg-tilburg")
    await kalender.runner.settled()
