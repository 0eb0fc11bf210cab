"""Zit er niemand op de zetel die terugkoppelt, en valt niemand in, dan doet de ladder het."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from chain.audit.reading import opened
from chain.daden import bespreking
from chain.demo.klokken import settling
from tests.verhalen.kalender import Kalender, met_kalender
from tests.verhalen.keten import BAKEN, HCO, Casus

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
ZORG = "het-baken/zorgcoordinator-school"
KETEN = "veiligheidshuis-tilburg/ketenmanager"
RMC = "rmc-tilburg/rmc-coordinator"
REGISSEUR = "gemeente-tilburg/jeugdregisseur"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def test_wie_erbij_wordt_geroepen_geeft_door_zolang_de_zetel_leeg_is(tmp_path: Path) -> None:
    """Gegeven een uitkomst van het HCO, en niemand op de zetel van de RMC of die er invalt,
    als de ladder de jeugdregisseur erbij roept,
    dan geeft die het door, in plaats van de RMC en een keer, en hoort de school het.
    """
    async with met_kalender(tmp_path, start=MONDAY) as kalender:
        hco = await _besluit_zonder_rmc(kalender)
        regisseur = kalender.keten.als(REGISSEUR)
        assert await regisseur.user.messages(HCO) == []
        settle = settling(kalender.embedded, kalender.runner, kalender.clock)
        for _ in range(13):
            kalender.later(1)
            await settle()
        (bericht,) = (m for m in await regisseur.user.messages(HCO) if m["soort"] == "opgeschaald")
        assert (bericht["naar"], bericht["mogelijk"]) == (BAKEN, ["doorgeven", "bevestig"])
        await regisseur.user.answer(HCO, bericht["id"], "doorgeven")
        await kalender.runner.settled()
        heard = await kalender.keten.als(ZORG).user.messages(BAKEN)
        assert [one["soort"] for one in heard] == ["terugkoppeling-ontvangen"]
        assert await regisseur.user.messages(HCO) == []
        assert _in_plaats(kalender) == [("doorgeven", RMC, REGISSEUR)]
        kalender.later(1)
        await settle()
        assert (await hco.nu())["opgeschaaldNaar"] is None


async def _besluit_zonder_rmc(kalender: Kalender) -> Casus:
    op = kalender.clock.now().date().isoformat()
    zat = await kalender.keten.als(ZAT).meldt_aan(school="het-baken", geboortedatum="2012-03-12")
    await zat.doe("bespreek", **bespreking(op))
    await zat.breng_in()
    hco = await kalender.keten.als(KETEN).vindt(HCO, zat.naam)
    await kalender.zonder(RMC)
    await hco.doe("bespreek", **bespreking(op))
    await hco.doe("stel-uitkomst-vast", uitkomst="eigen-plan")
    await kalender.runner.settled()
    return hco


def _in_plaats(kalender: Kalender) -> list[tuple[str, str, str]]:
    with opened(kalender.data) as chain:
        return [
            (one.data["stap"], *("/".join(one.data[who].values()) for who in ("zetel", "door")))
            for one in chain.events()
            if one.kind == "InPlaatsGedaan"
        ]
