"""Erasing over the real kernel and key store: what falls in between, and what comes too late."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casusoverleg import store
from casusoverleg.clocks.vernietigen import VERNIETIGEN
from casusoverleg.domain.casus import Casus
from casusoverleg.main import build
from chain.daden import bespreking
from contracts.elements import Bewerking, Element, GedeeldElement, Veld
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.vernietiging import GegevensVernietigd
from contracts.events.verstrekking import Aanvulling, Aanvulreden
from contracts.topics import postbus
from contracts.vocabulary import Domein
from infra.keys import KeyDestroyed
from infra.statements import execute

ZAT = "het-baken/zat-coordinator"
Maak = Callable[[Domein], Any]


def gesloten(tafels: Any) -> Any:
    """A casus that was closed and of which destruction was asked for and prepared."""
    feit = tafels.meld_aan("zat", ZAT, naam="Kim Kanarie", verzuim="twintig uur")
    tafels.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-02"))
    tafels.stap(ZAT, "zat", "stel-uitkomst-vast", uitkomst="sluiten")
    tafels.stap(ZAT, "zat", "sluit-casus", reden="geen-vervolg")
    gevraagd = {"gevraagdDoor": "jeugdige", "op": "2026-03-02"}
    tafels.stap(ZAT, "zat", "leg-vernietigingsverzoek-vast", **gevraagd)
    tafels.stap(ZAT, "zat", "bereid-vernietiging-voor")
    tafels.gezegd()
    return feit


def vernietig(tafels: Any) -> None:
    tafels.stap(ZAT, "zat", "vernietig", onomkeerbaar=True)


def herstart(tafels: Any) -> None:
    """What a new process on the same files does by itself."""
    (timer,) = [t for t in build(tafels.parts).timers if t.name == VERNIETIGEN]
    timer.run()


def leesbaar(tafels: Any, elementen: tuple[Element, ...]) -> set[str]:
    """What of these elements can still be opened."""
    found = set()
    for element in elementen:
        try:
            found.add(tafels.parts.keys.open(element.waarde, element.id))
        except KeyDestroyed:
            continue
    return found


def casus_van(tafels: Any, id_: str) -> Casus:
    with tafels.parts.database.reading() as session:
        casus = store.load_dossier(session, id_).casus
    assert casus is not None
    return casus


def documenten(tafels: Any) -> dict[tuple[str, str], str]:
    """What it holds; when a command was given is no part of that."""
    with tafels.parts.database.reading() as session:
        rows = execute(session, "SELECT kind, key, body FROM document").fetchall()
    return {(kind, key): body for kind, key, body in rows}


def test_it_is_said_on_its_own_topic_and_the_values_are_gone(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = gesloten(zat)
    assert leesbaar(zat, feit.elementen) == {"Kim Kanarie", "twintig uur"}
    vernietig(zat)
    (event,) = zat.uitgegaan()
    assert event.source.endswith("onderwijs-vernietiging-v1-0")
    assert leesbaar(zat, feit.elementen) == set()
    assert "Kim" not in str(documenten(zat))
    board = zat.als(ZAT).get("/").text
    assert "Vernietigd op" in zat.als(ZAT).get(f"/casussen/{feit.casus}").text
    assert "Kim" not in board


def test_only_that_it_was_erased_is_left_of_its_history(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = gesloten(zat)
    vernietig(zat)
    with zat.parts.database.reading() as session:
        (regel,) = store.load_dossier(session, feit.casus).regels
    assert regel.tekst == "Gegevens vernietigd: verzoek van betrokkene"


def test_who_falls_before_the_keys_are_gone_destroys_them_when_he_is_back(
    instantie: Maak, monkeypatch: pytest.MonkeyPatch
) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = gesloten(zat)
    with monkeypatch.context() as fallen:
        fallen.setattr("infra.keys.KeyStore.destroy_keys", _fall)
        url = f"/v1/casussen/{feit.casus}/stappen/vernietig"
        assert zat.als(ZAT).post(url, json={"onomkeerbaar": True}).status_code == 500
    assert casus_van(zat, feit.casus).vernietigd
    assert leesbaar(zat, feit.elementen)
    herstart(zat)
    assert leesbaar(zat, feit.elementen) == set()


def _fall(*_given: Any) -> bool:
    raise SystemError("het licht viel uit")


def test_a_key_store_that_is_put_back_is_emptied_again(instantie: Maak, tmp_path: Path) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = gesloten(zat)
    keys = tmp_path / "onderwijs-casusoverleg-keys.sqlite"
    backup = shutil.copytree(tmp_path, tmp_path.parent / "backup")
    vernietig(zat)
    for file in backup.glob(f"{keys.name}*"):
        shutil.copy(file, tmp_path)
    assert leesbaar(zat, feit.elementen)
    herstart(zat)
    assert leesbaar(zat, feit.elementen) == set()


def test_a_step_that_comes_in_twice_destroys_once(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = gesloten(zat)
    url = f"/v1/casussen/{feit.casus}/stappen/vernietig"
    given: dict[str, Any] = {
        "json": {"onomkeerbaar": True},
        "headers": {"Idempotency-Key": "een-keer"},
    }
    assert [zat.als(ZAT).post(url, **given).status_code for _ in range(2)] == [200, 200]
    assert len([f for f in zat.gezegd() if isinstance(f, GegevensVernietigd)]) == 1


def aanvulling(feit: Any, element: Element) -> VerstrekkingBezorgd:
    """A correction that another table sent before it could know."""
    return VerstrekkingBezorgd(
        verstrekking="v" * 26,
        casus=feit.casus,
        betrokkene=feit.betrokkene,
        leeftijdsband=feit.leeftijdsband,
        convenant=feit.convenant,
        van_overleg="hco",
        naar_overleg="zat",
        door=feit.door,
        inhoud=Aanvulling(bij="w" * 26, reden=Aanvulreden.GECORRIGEERD),
        elementen=(GedeeldElement(element=element, bewerking=Bewerking.GEEN, zetels=()),),
        besluit="b" * 26,
        op=date(2026, 3, 2),
    )


def test_what_comes_too_late_is_destroyed_too(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = gesloten(zat)
    vernietig(zat)
    zat.gezegd()
    leeg = casus_van(zat, feit.casus)
    laat = zat.element(Veld.VERZUIM, "tien uur", feit.door)
    assert leesbaar(zat, (laat,)) == {"tien uur"}
    zat.hoor(postbus(Domein.ONDERWIJS), aanvulling(feit, laat))
    (nog_eens,) = zat.gezegd()
    assert (nog_eens.sleutels, nog_eens.casus) == ((laat.waarde.sleutel,), feit.casus)
    assert casus_van(zat, feit.casus) == leeg
    herstart(zat)
    assert leesbaar(zat, (laat,)) == set()


def test_built_once_more_it_holds_the_same(instantie: Maak, tmp_path: Path) -> None:
    heard: list[Any] = []

    def live(tafels: Any) -> dict[tuple[str, str], str]:
        for feit in heard:
            tafels.hoor("onderwijs.intake.v1", feit)
        if not heard:
            heard.append(tafels.meld_aan("zat", ZAT, naam="Kim Kanarie"))
        for number, (stap, invoer) in enumerate(STAPPEN):
            url = f"/v1/casussen/{heard[0].casus}/stappen/{stap}"
            once = {"Idempotency-Key": f"stap-{number}"}
            answer = tafels.als(ZAT).post(url, json=invoer, headers=once)
            assert answer.status_code == 200, answer.text
        herstart(tafels)
        return documenten(tafels)

    first = live(instantie(Domein.ONDERWIJS))
    for file in tmp_path.glob("onderwijs-casusoverleg.sqlite*"):
        file.unlink()
    zat = instantie(Domein.ONDERWIJS)
    assert live(zat) == first
    assert leesbaar(zat, heard[0].elementen) == set()
    assert "cijfertekst" not in str(first)


STAPPEN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("bespreek", bespreking("2026-03-02")),
    ("stel-uitkomst-vast", {"uitkomst": "sluiten"}),
    ("sluit-casus", {"reden": "geen-vervolg"}),
    ("leg-vernietigingsverzoek-vast", {"gevraagdDoor": "jeugdige", "op": "2026-03-02"}),
    ("bereid-vernietiging-voor", {}),
    ("vernietig", {"onomkeerbaar": True}),
)
