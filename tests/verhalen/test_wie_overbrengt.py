"""Wie overbrengt: wie erbij was, anders wie er is, en nooit twee tegelijk."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from chain.daden import bespreking
from chain.demo.regio import REGION, sample_region
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
RAAD = "rvdk/raadsonderzoeker"
MEE, HALT = "mee-tilburg/consulent", "halt-tilburg/halt-medewerker"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
UITKOMST = "uitkomst-terugkoppelen"


def region() -> Inrichting:
    """Tilburg, where the RMC or leerplicht carries; of who is 16 or older, the Raad."""
    text = yaml.safe_load(REGION.read_text("utf-8"))
    road = text["wegen"]["zat-naar-hco"]
    road["terugkoppeling"] |= {"door": [RMC, LEERPLICHT], "eerst": "wie-er-was"}
    back = {"wanneer": "altijd", "door": RAAD, "aan_rol": "zorgcoordinator-school"}
    ouder = {"naam": "Inbreng van 16 en ouder", "voor": {"leeftijd": {"van": 16, "tot": 27}}}
    text["wegen"]["ouder"] = road | ouder | {"van": ["zat-het-baken"], "terugkoppeling": back}
    text["overleggen"][HCO]["vertegenwoordigt"] = {MEE: [HALT]}
    covenant = read_covenant(yaml.safe_dump(text, allow_unicode=True))
    assert isinstance(covenant, Convenant), covenant
    return sample_region().model_copy(update={"convenanten": (covenant,)})


async def besluit(kalender: Kalender, geboortedatum: str, *aanwezig: str) -> Casus:
    """The ZAT brings a pupil in, and the HCO decides with these there."""
    op = kalender.clock.now().date().isoformat()
    zat = await kalender.keten.als(ZAT).meldt_aan(school="het-baken", geboortedatum=geboortedatum)
    await zat.doe("bespreek", **bespreking(op))
    await zat.breng_in()
    hco = await kalender.keten.als(KETEN).vindt(HCO, zat.naam)
    await hco.doe("bespreek", **bespreking(op), aanwezig=[KETEN, *aanwezig])
    await hco.doe("stel-uitkomst-vast", uitkomst="eigen-plan")
    await kalender.runner.settled()
    return hco


async def bij(kalender: Kalender) -> list[str]:
    """Where it waits to be passed on."""
    return [
        wie
        for wie in (RMC, LEERPLICHT, RAAD)
        for one in await kalender.keten.als(wie).user.messages(HCO)
        if one["soort"] == UITKOMST and "doorgeven" in one["mogelijk"]
    ]


async def geef_door(kalender: Kalender, wie: str) -> None:
    user = kalender.keten.als(wie).user
    (waits,) = (one for one in await user.messages(HCO) if one["soort"] == UITKOMST)
    await user.answer(HCO, waits["id"], "doorgeven")
    await kalender.runner.settled()


async def gehoord(kalender: Kalender) -> list[str]:
    """By whom the school was told."""
    heard = await kalender.keten.als(ZORG).user.messages(BAKEN)
    return ["/".join(one["contact"].values()) for one in heard]


async def test_wie_erbij_was_brengt_over_en_anders_wie_er_is(tmp_path: Path) -> None:
    """Gegeven een weg die de RMC en dan leerplicht noemt, en wie erbij was eerst,
    als leerplicht bij de bespreking was en de RMC niet, dan is het aan leerplicht;
    is die er dinsdag niet, dan aan de RMC; is die terug, dan weer aan leerplicht, en hoort de
    school het een keer. Van een leerling van 17 langs de weg voor ouderen is het aan de Raad; en
    wie hem helpt zonder zetel hoort het van wie er voor hem spreekt.
    """
    async with met_kalender(tmp_path, start=MONDAY, inrichting=region()) as kalender:
        await besluit(kalender, "2012-03-12", LEERPLICHT)
        assert await bij(kalender) == [LEERPLICHT]
        dinsdag = kalender.clock.now().date() + timedelta(days=1)
        await kalender.afwezig(LEERPLICHT, Afwezig(van=dinsdag, tot=dinsdag))
        kalender.later(1)
        assert await bij(kalender) == [RMC]
        kalender.later(1)
        assert await bij(kalender) == [LEERPLICHT]
        await geef_door(kalender, LEERPLICHT)
        assert await bij(kalender) == []
        assert await gehoord(kalender) == [LEERPLICHT]
        hco = await besluit(kalender, "2008-11-12", RMC)
        assert await bij(kalender) == [RAAD]
        await halt_helpt(kalender, hco)


async def halt_helpt(kalender: Kalender, hco: Casus) -> None:
    """Halt does not sit at the HCO; MEE, that speaks for it there, tells it the outcome."""
    op = kalender.clock.now().date().isoformat()
    helpt = {"soort": "begeleiding", "uitvoerder": HALT, "start": op, "beoogd_einde": "2026-09-01"}
    halt, mee = kalender.keten.als(HALT).user, kalender.keten.als(MEE).user
    await hco.doe("maak-afspraak", **helpt)
    await kalender.runner.settled()
    (waits,) = (m for m in await mee.messages(HCO) if m["soort"].startswith("vertegenwoordigde"))
    await mee.answer(HCO, waits["id"], "doorgeven")
    await kalender.runner.settled()
    (heard,) = await halt.messages(HCO)
    assert ("/".join(heard["contact"].values()), heard["uitkomst"]) == (MEE, "eigen-plan")
    assert not await halt.cases(HCO)
    await halt.answer(HCO, heard["id"], "bevestig")
    await kalender.runner.settled()
    assert "ontvangst-bevestigd" in [m["soort"] for m in await mee.messages(HCO)]
