"""Afwezigheid: wie er niet is zegt het zelf, en elke drager kan door een ander worden vervangen."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from chain.daden import bespreking
from chain.demo.regio import REGION, sample_region
from chain.setup.inrichting import Inrichting, Medewerker
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from tests.verhalen.kalender import Kalender, met_kalender
from tests.verhalen.keten import BAKEN, HCO, Casus
from tests.verhalen.test_waarneming import (
    KETEN,
    LEERPLICHT,
    MEE,
    MONDAY,
    RMC,
    ZAT,
    ZORG,
    besluit,
    in_plaats,
    ingebracht,
    soorten,
)

pytestmark = pytest.mark.anyio

MW = "mw-tilburg/schoolmaatschappelijk-werker"


def region() -> Inrichting:
    """Tilburg, where each carrier towards the school has a substitute."""
    text = yaml.safe_load(REGION.read_text("utf-8"))
    text["vervanging"] |= {RMC: [LEERPLICHT], ZAT: [MW]}
    covenant = read_covenant(yaml.safe_dump(text, allow_unicode=True))
    assert isinstance(covenant, Convenant), covenant
    people = tuple(een_per_zetel(sample_region()))
    return sample_region().model_copy(update={"convenanten": (covenant,), "medewerkers": people})


def een_per_zetel(inrichting: Inrichting) -> Iterator[Medewerker]:
    """Everybody of the samples, where the second who shares the seat of the RMC has another."""
    holders = [one for one in inrichting.medewerkers if RMC in one.functies]
    for one in inrichting.medewerkers:
        yield one.model_copy(update={"functies": (MEE,)}) if one in holders[1:] else one


@pytest.fixture
async def kalender(tmp_path: Path) -> AsyncIterator[Kalender]:
    async with met_kalender(tmp_path, start=MONDAY, inrichting=region()) as kalender:
        yield kalender


async def gehoord(kalender: Kalender) -> int:
    """How often the school was told."""
    await kalender.runner.settled()
    return (await soorten(kalender, ZORG, BAKEN)).count("terugkoppeling-ontvangen")


async def geef_door(kalender: Kalender, functie: str, casus: Casus) -> None:
    """Pass on what this case became."""
    wie = kalender.keten.als(functie)
    bericht = await wie.bericht(casus, "uitkomst-terugkoppelen")
    await wie.user.answer(casus.overleg, bericht["id"], "doorgeven")
    await kalender.runner.settled()


async def wacht(kalender: Kalender, functie: str, casus: Casus) -> bool:
    """Is he asked to pass on what this case became?"""
    waiting = await kalender.keten.als(functie).user.messages(casus.overleg)
    return (casus.id, "uitkomst-terugkoppelen") in {(m["casus"], m["soort"]) for m in waiting}


async def bij_het_zat_besproken(kalender: Kalender) -> Casus:
    zat = await kalender.keten.als(ZORG).meldt_aan(school="het-baken", geboortedatum="2012-03-12")
    at = zat.voor(kalender.keten.als(ZAT))
    await at.doe("bespreek", **bespreking(kalender.clock.now().date().isoformat()))
    await at.doe("stel-uitkomst-vast", uitkomst="eigen-plan")
    await kalender.runner.settled()
    return at


async def test_elke_drager_leeg_en_daarna_weer_bezet(kalender: Kalender) -> None:
    """Gegeven per drager een lege zetel met een vervanger,
    als er een uitkomst is, dan geeft de vervanger die door en hoort de school het;
    is de zetel weer bezet, dan is het aan wie er zit, en aan de vervanger niet meer.
    """
    vol = kalender.inrichting
    for number, (drager, vervanger) in enumerate(((RMC, LEERPLICHT), (ZAT, MW))):
        leeg, bezet = [await besproken(kalender, drager) for _ in range(2)]
        await kalender.zonder(drager)
        await geef_door(kalender, vervanger, leeg)
        assert await gehoord(kalender) == 2 * number + 1
        await kalender.richt_in(vol)
        assert not await wacht(kalender, vervanger, bezet)
        await geef_door(kalender, drager, bezet)
        assert await gehoord(kalender) == 2 * number + 2
    assert [one[1:3] for one in in_plaats(kalender)] == [
        ("rmc-coordinator", "leerplichtambtenaar"),
        ("zat-coordinator", "schoolmaatschappelijk-werker"),
    ]


async def besproken(kalender: Kalender, drager: str) -> Casus:
    """A case whose outcome this carrier has to pass on to the school."""
    if drager == ZAT:
        return await bij_het_zat_besproken(kalender)
    hco = await ingebracht(kalender)
    await besluit(kalender, hco)
    return hco


async def test_wie_weg_is_meldt_het_zelf_en_vrijdag_is_de_laatste_dag(kalender: Kalender) -> None:
    """Gegeven een drager die zelf meldt dat hij van maandag tot en met vrijdag weg is,
    als er een uitkomst is, dan geeft wie invalt die door; zaterdag is dat voorbij.
    """
    eerste, tweede = [await besproken(kalender, RMC) for _ in range(2)]
    van = kalender.clock.now().date()
    vrijdag = van + timedelta(days=4)
    week = {"van": van.isoformat(), "tot": vrijdag.isoformat(), "reden": "gepland"}
    await kalender.keten.als(RMC).user.tell(HCO, "afwezigheid", week)
    await kalender.runner.settled()
    kalender.later(4)
    (een,) = (await kalender.keten.als(LEERPLICHT).leest(HCO, "afwezigheid"))["vervangt"]
    assert een["tot"] == vrijdag.isoformat()
    await geef_door(kalender, LEERPLICHT, eerste)
    assert await gehoord(kalender) == 1
    kalender.later(1)
    assert not await wacht(kalender, LEERPLICHT, tweede)
    await geef_door(kalender, RMC, tweede)
    assert await gehoord(kalender) == 2
    assert in_plaats(kalender) == [
        ("doorgeven", "rmc-coordinator", "leerplichtambtenaar", vrijdag.isoformat())
    ]


async def test_wie_een_overleg_leidt_meldt_het_bij_nood_en_beeindigt_het(
    kalender: Kalender,
) -> None:
    """Gegeven een drager die ineens ziek is,
    als wie het HCO leidt dat meldt, dan is het werk van wie invalt;
    beëindigt hij het, dan is het weer van de drager.
    """
    hco = await besproken(kalender, RMC)
    vandaag = kalender.clock.now().date().isoformat()
    wie = kalender.keten.medewerkers[RMC]
    nood = {"medewerker": wie, "van": vandaag, "tot": vandaag, "reden": "onverwacht"}
    keten = kalender.keten.als(KETEN)
    await keten.user.tell(HCO, "afwezigheid", nood)
    await kalender.runner.settled()
    assert await wacht(kalender, LEERPLICHT, hco)
    (een,) = (await keten.leest(HCO, "afwezigheid"))["afwezig"]
    await keten.user.tell(HCO, f"afwezigheid/{een['id']}/einde", {})
    await kalender.runner.settled()
    assert not await wacht(kalender, LEERPLICHT, hco)
    await geef_door(kalender, RMC, hco)
    assert await gehoord(kalender) == 1
    assert in_plaats(kalender) == []
