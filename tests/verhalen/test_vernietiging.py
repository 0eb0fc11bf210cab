"""Is de bewaartermijn voorbij, of vraagt de betrokkene het, dan wordt vernietigd: voorgoed."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chain.audit import cli
from chain.audit.figures import audited
from chain.audit.reading import opened
from chain.audit.records import LogFile
from chain.driver import Json, until
from contracts.elements import Verzegeld
from infra.database import Database
from infra.keys import KeyDestroyed, KeyStore, SealBroken
from tests.verhalen.kalender import Kalender
from tests.verhalen.keten import BAKEN, CJG, Casus, Keten, pagina, vandaag

pytestmark = pytest.mark.anyio

ZAT = "het-baken/zat-coordinator"
ZORG = "het-baken/zorgcoordinator-school"
REGIE_CJG = "cjg-tilburg/procesregisseur"
BSN = "123456782"
LANGSTE_CONTEXT = 40
NA_DE_TERMIJN = 15 * 366 + 1


async def _aangeboden(keten: Keten) -> tuple[Casus, Casus]:
    """Een leerling die het ZAT aan het CJG aanbood."""
    zat = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="20 uur", bsn=BSN)
    await zat.besproken()
    await zat.draag_over(CJG)
    return zat, await keten.als(REGIE_CJG).vindt(CJG, zat.naam)


async def _gesloten(keten: Keten) -> tuple[Casus, Casus]:
    """Een leerling die het CJG teruggaf; bij beide overleggen afgesloten en verteld."""
    zat, cjg = await _aangeboden(keten)
    await cjg.doe("accepteer")
    await zat.doe("vraag-intrekking", reden="er-is-al-hulp-elders")
    await cjg.doe("bevestig-intrekking")
    await cjg.doe("sluit-casus", reden="overgenomen")
    await _sluit_af(keten, zat)
    return zat, cjg


async def _sluit_af(keten: Keten, zat: Casus) -> None:
    """Het ZAT heeft de casus weer en sluit, en de school heeft de uitkomst gehoord."""
    await zat.tot(fase="Besproken")
    await zat.doe("stel-uitkomst-vast", uitkomst="sluiten")
    await zat.doe("sluit-casus", reden="geen-vervolg")
    uitkomst = await zat.wie.bericht(zat, "uitkomst-terugkoppelen")
    await zat.wie.user.answer(BAKEN, uitkomst["id"], "doorgeven")
    ontvangen = await keten.als(ZORG).bericht(zat, "terugkoppeling-ontvangen")
    await keten.als(ZORG).user.answer(BAKEN, ontvangen["id"], "bevestig")


async def _vernietig(casus: Casus) -> None:
    await casus.doe("bereid-vernietiging-voor")
    await casus.doe("vernietig", onomkeerbaar=True)


def _leesbaar(data: Path) -> set[str]:
    """All that any key store still opens, of the log and of what the services keep."""
    stores = [KeyStore(Database(f"sqlite:///{file}")) for file in _bestanden(data, "keys")]
    found = set()
    for body in (*_logboek(data), *_documenten(data)):
        contexts = {text for text in _teksten(body) if len(text) < LANGSTE_CONTEXT}
        for sealed in _zegels(body):
            found |= {text for store in stores for text in _opent(store, sealed, contexts)}
    return found


def _opent(store: KeyStore, sealed: Verzegeld, contexts: set[str]) -> Iterator[str]:
    for context in contexts:
        try:
            yield store.open(sealed, context)
        except KeyDestroyed:
            return
        except SealBroken:
            continue


def _bestanden(data: Path, *folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((data / folder).glob("*.sqlite"))]


def _logboek(data: Path) -> Iterator[Any]:
    return (json.loads(record.raw) for record in LogFile(data / "log.sqlite").records())


def _documenten(data: Path) -> Iterator[Any]:
    for file in _bestanden(data, "db", "vault"):
        with closing(sqlite3.connect(file)) as database:
            rows = database.execute("select body from document").fetchall()
        yield from (json.loads(body) for (body,) in rows)


def _teksten(body: Any) -> Iterator[str]:
    if isinstance(body, str):
        yield body
    for part in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        yield from _teksten(part)


def _zegels(body: Any) -> Iterator[Verzegeld]:
    if isinstance(body, dict) and "cijfertekst" in body:
        yield Verzegeld.model_validate(body)
    elif isinstance(body, dict | list):
        for part in body.values() if isinstance(body, dict) else body:
            yield from _zegels(part)


async def _allemaal_verwerkt(keten: Keten, data: Path) -> None:
    """Wacht tot niemand meer iets hoeft te horen."""

    async def look() -> bool | None:
        with opened(data) as chain:
            rust = audited(chain).figures
        return (rust["onderweg"], rust["achterstand"]) == (0, 0) or None

    await until(look)


async def test_na_de_bewaartermijn_wordt_vernietigd(kalender: Kalender) -> None:
    """Gegeven een afgesloten casus waarvan de bewaartermijn voorbij is,
    dan ziet wie de regie heeft dat er vernietigd moet worden, en doet dat in twee stappen;
    als dat is gebeurd, dan is de verplichting nagekomen en staat er alleen nog dat het weg is.
    """
    keten = kalender.keten
    zat, _ = await _gesloten(keten)
    assert "bewaard tot en met" in await zat.mag_niet("bereid-vernietiging-voor")
    kalender.later(NA_DE_TERMIJN)
    base = keten.chain.sites["onderwijs-casusoverleg"]
    plichten = await pagina(zat.wie.user, f"{base}/verplichtingen")
    assert "Te vernietigen (1)" in plichten.text
    assert "eerst voor" in await zat.mag_niet("vernietig", onomkeerbaar=True)
    assert "aan de regie" in await zat.voor(keten.als(ZORG)).mag_niet("bereid-vernietiging-voor")
    await zat.doe("bereid-vernietiging-voor")
    assert "ongedaan" in await zat.mag_niet("vernietig")
    await zat.doe("vernietig", onomkeerbaar=True)
    weg = await zat.nu()
    assert (weg["naam"], weg["elementen"], weg["mogelijkeStappen"]) == (None, [], [])
    assert [r["tekst"] for r in weg["geschiedenis"]] == [
        "Gegevens vernietigd: bewaartermijn voorbij"
    ]
    (plicht,) = (await zat.wie.user.look(BAKEN, "verplichtingen"))["verplichtingen"]
    assert (plicht["soort"], plicht["stand"]) == ("bewaren-tot", "gedaan")
    plichten = await pagina(zat.wie.user, f"{base}/verplichtingen")
    assert "Te vernietigen" not in plichten.text
    await _allemaal_verwerkt(keten, kalender.data)
    assert not [b for b in await zat.wie.user.messages(BAKEN) if b["casus"] == zat.id]


async def test_wat_vernietigd_is_opent_niemand_meer(
    kalender: Kalender, capsys: pytest.CaptureFixture[str]
) -> None:
    """Gegeven een casus die het CJG ook kreeg, als alleen het ZAT vernietigt,
    dan leest het CJG nog wat het zelf moet bewaren; als ook het CJG vernietigt,
    dan opent geen enkele sleutel nog iets, ook het burgerservicenummer en de vertaling niet,
    en zegt de auditor dat het logboek klopt en wat er wanneer door wie vernietigd is.
    """
    keten, data = kalender.keten, kalender.data
    zat, cjg = await _gesloten(keten)
    assert _leesbaar(data) >= {"20 uur", zat.naam, BSN}
    kalender.later(NA_DE_TERMIJN)
    await _vernietig(zat)
    await _allemaal_verwerkt(keten, data)
    assert _leesbaar(data) >= {"20 uur", cjg.naam}
    assert BSN not in _leesbaar(data)
    assert (await cjg.nu())["naam"] == cjg.naam
    await _vernietig(cjg)
    await _allemaal_verwerkt(keten, data)
    assert _leesbaar(data) == set()
    assert cli.main(["verify", "--data", str(data)]) == cli.SOUND
    assert "Vernietigd is 2 keer" in capsys.readouterr().out
    assert cli.main(["erased", "--data", str(data), "--json"]) == cli.SOUND
    rows = json.loads(capsys.readouterr().out)
    assert {(r["casus"], r["door"], r["sleutels_in_de_kluis"]) for r in rows} == {
        (zat.id, ZAT, "gewist"),
        (cjg.id, REGIE_CJG, "gewist"),
    }


async def test_een_sleutel_die_bleef_liggen_wordt_gevonden(
    kalender: Kalender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gegeven een fout waardoor de sleutels blijven liggen, dan vinden die zoektocht en de
    auditor dat.
    """
    monkeypatch.setattr(KeyStore, "destroy_keys", lambda _store, _keys: True)
    zat, _ = await _gesloten(kalender.keten)
    kalender.later(NA_DE_TERMIJN)
    await _vernietig(zat)
    await _allemaal_verwerkt(kalender.keten, kalender.data)
    assert "20 uur" in _leesbaar(kalender.data)
    assert cli.main(["erased", "--data", str(kalender.data)]) == cli.FAULTY


async def test_op_verzoek_wordt_vernietigd_als_alles_is_afgerond(keten: Keten) -> None:
    """Gegeven een verzoek van de jeugdige, dan kan het niet zolang de overdracht en de casus open
    zijn of verzet op een besluit wacht; daarna wel, en hoort het CJG dat het zelf moet besluiten.
    """
    zat, cjg = await _aangeboden(keten)
    await zat.doe("leg-vernietigingsverzoek-vast", gevraagd_door="jeugdige", op=vandaag())
    assert "nog open" in await zat.mag_niet("bereid-vernietiging-voor")
    assert "overdracht open" in await zat.mag_niet("sluit-casus", reden="geen-vervolg")
    await zat.doe("teken-verzet-aan", gronden="ik wil dit niet", op=vandaag())
    await cjg.doe("weiger", reden="geen-plaats")
    await _sluit_af(keten, zat)
    assert "nog een verplichting open" in await zat.mag_niet("bereid-vernietiging-voor")
    (verzet,) = (await zat.nu())["verzetten"]
    await zat.doe(
        "beoordeel-verzet", verzet=verzet["id"], oordeel="ongegrond", motivering="hulp was nodig"
    )
    await _vernietig(zat)
    assert (await zat.nu())["elementen"] == []
    assert (await zat.tot(naam=None))["vernietigdOp"] == vandaag()

    async def hoort() -> Json | None:
        alle = (await cjg.wie.user.look(CJG, "verplichtingen"))["verplichtingen"]
        eigen = [p for p in alle if (p["casus"], p["stand"]) == (cjg.id, "open")]
        return next((p for p in eigen if p["soort"] == "vernietigen-op-verzoek"), None)

    assert (await until(hoort))["artikel"] == "AVG 17"
    opnieuw = await keten.als(ZAT).meldt_aan(school="het-baken", verzuim="2 uur", bsn=BSN)
    assert (await opnieuw.tot(naam=opnieuw.naam))["vernietigdOp"] is None
