"""Is de bewaartermijn voorbij, of vraagt de betrokkene het, dan wordt vernietigd: voorgoed."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chain.audit import cli
from chain.audit.reading import opened
from chain.audit.verify import verified
from chain.driver import Json, Refused, until
from infra.database import Database
from infra.keys import KeyDestroyed, KeyStore, SealBroken
from tests.verhalen.kalender import Kalender
from tests.verhalen.keten import BAKEN, CJG, Casus, Keten, pagina, vandaag

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
ZORG = "het-baken/zorgcoordinator-school"
REGIE_CJG = "cjg-tilburg/procesregisseur"
BSN = "123456782"
NA_DE_TERMIJN = 15 * 366 + 1


async def _aangeboden(keten: Keten) -> tuple[Casus, Casus]:
    """Een leerling die het ZAT aan het CJG aanbood."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="20 uur", bsn=BSN)
    await zat.besproken()
    await zat.draag_over(CJG)
    return zat, await keten.als(REGIE_CJG).vindt(CJG, zat.naam)


async def _gesloten(keten: Keten) -> tuple[Casus, Casus]:
    """Een leerling die het CJG niet kon helpen; bij beide overleggen afgesloten en verteld."""
    zat, cjg = await _aangeboden(keten)
    await cjg.doe("weiger", reden="geen-plaats")
    await zat.tot(fase="Besproken")
    await zat.doe("stel-uitkomst-vast", uitkomst="sluiten")
    await zat.doe("sluit-casus", reden="geen-vervolg")
    uitkomst = await zat.wie.bericht(zat, "uitkomst-terugkoppelen")
    await zat.wie.user.answer(BAKEN, uitkomst["id"], "doorgeven")
    ontvangen = await keten.als(ZORG).bericht(zat, "terugkoppeling-ontvangen")
    await keten.als(ZORG).user.answer(BAKEN, ontvangen["id"], "bevestig")
    await cjg.doe("bespreek", op=vandaag(), jeugdige="aanwezig", ouders="aanwezig")
    await cjg.doe("sluit-casus", reden="geen-vervolg")
    return zat, cjg


async def _vernietig(casus: Casus) -> None:
    await casus.doe("bereid-vernietiging-voor")
    await casus.doe("vernietig", onomkeerbaar=True)


async def test_x(kalender: Kalender) -> None:
    """Gegeven een afgesloten casus waarvan de bewaartermijn voorbij is,
    dan ziet wie de regie heeft dat er vernietigd moet worden, en vernietigt in twee stappen;
    als dat is gebeurd, dan is de verplichting nagekomen en kan niemand het nog lezen.
    """
    keten = kalender.keten
    zat, cjg = await _gesloten(keten)
    assert "bewaard tot en met" in await zat.mag_niet("bereid-vernietiging-voor")
    kalender.later(NA_DE_TERMIJN)
    base = keten.chain.sites["onderwijs-casusoverleg"]
    te_doen = await pagina(zat.wie.user, f"{base}/verplichtingen")
    assert "Te vernietigen (1)" in te_doen.text
    assert (
        await zat.mag_niet("vernietig", onomkeerbaar=True) == "Bereid de vernietiging eerst voor."
    )
    await _vernietig(zat)
    print(await zat.nu())
    plichten = (await zat.wie.user.look(BAKEN, "verplichtingen"))["verplichtingen"]
    print(plichten)
    cli.main(["erased", "--data", str(kalender.data)])
    print(cli.main(["verify", "--data", str(kalender.data)]))
    await _vernietig(cjg)
    cli.main(["erased", "--data", str(kalender.data)])
    print(cli.main(["verify", "--data", str(kalender.data)]))
    with closing(sqlite3.connect(kalender.data / "db" / "privacy-gate.sqlite")) as db:
        print(db.execute("select kind,count(*) from document group by 1").fetchall())
    print(
        cli.main(["figures", "--data", str(kalender.data)]),
        cli.main(["replay", zat.id, "--data", str(kalender.data)]),
        cli.main(["who-saw", cjg.id, "--data", str(kalender.data)]),
    )
    assert 0
