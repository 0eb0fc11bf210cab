"""The timer of the tables, over the real kernel and SQLite: each thing once, on its own day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from casusoverleg import store
from casusoverleg.clocks.klokken import KLOKKEN
from chain.daden import bespreking
from contracts.events.opschaling import CasusAfgeschaald, CasusOpgeschaald, HerinneringGegeven
from contracts.vocabulary import Domein
from infra.documents import all_of

ZAT = "het-baken/zat-coordinator"
Maak = Callable[[Domein], Any]


def klok(tafels: Any) -> list[Any]:
    """The timer ticks twice, as it may; what was said."""
    (timer,) = [timer for timer in tafels.instance.timers if timer.name == KLOKKEN]
    timer.run()
    timer.run()
    return list(tafels.gezegd())


def later(tafels: Any, dagen: int) -> None:
    tafels.clock.set(tafels.clock.now() + timedelta(days=dagen))


def gewekt(tafels: Any) -> list[str]:
    with tafels.parts.database.reading() as session:
        return [str(w.casus) for w in all_of(session, "wekker", store.Wekker)]


def aangemeld(instantie: Maak) -> Any:
    """Reported on Monday 2 March; it must be discussed by the 16th."""
    zat = instantie(Domein.ONDERWIJS)
    zat.meld_aan("zat", ZAT, naam="Kim Kanarie")
    zat.gezegd()
    return zat


def test_nothing_is_due_before_its_day_and_each_thing_is_said_once(instantie: Maak) -> None:
    zat = aangemeld(instantie)
    gezegd = []
    for _ in range(40):
        gezegd += [(zat.clock.now().day, type(feit)) for feit in klok(zat)]
        later(zat, 1)
    assert gezegd == [(17, HerinneringGegeven), (24, CasusOpgeschaald)]


def test_who_was_away_for_weeks_catches_up_and_then_takes_its_time(instantie: Maak) -> None:
    zat = aangemeld(instantie)
    klok(zat)
    later(zat, 60)
    assert [type(feit) for feit in klok(zat)] == [HerinneringGegeven]
    later(zat, 3)
    assert klok(zat) == []
    later(zat, 30)
    assert [type(feit) for feit in klok(zat)] == [CasusOpgeschaald]


def test_after_a_restart_nothing_is_said_again(instantie: Maak) -> None:
    zat = aangemeld(instantie)
    later(zat, 20)
    assert len(klok(zat)) == 1
    opnieuw = instantie(Domein.ONDERWIJS)
    opnieuw.clock.set(zat.clock.now())
    assert klok(opnieuw) == []


def test_late_work_is_taken_and_brings_it_down(instantie: Maak) -> None:
    zat = aangemeld(instantie)
    for _ in range(30):
        klok(zat)
        later(zat, 1)
    kort = zat.als(ZAT).get("/v1/casussen").json()["casussen"][0]
    assert kort["opgeschaaldNaar"] == {"organisatie": "gemeente", "rol": "wethouder"}
    assert "Opgeschaald naar" in zat.als(ZAT).get("/").text
    zat.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-30"))
    zat.gezegd()
    (feit,) = klok(zat)
    assert isinstance(feit, CasusAfgeschaald)
    assert zat.als(ZAT).get("/v1/casussen").json()["casussen"][0]["opgeschaaldNaar"] is None


def test_by_hand_over_http(instantie: Maak, casus_id: Callable[[str], str]) -> None:
    zat = aangemeld(instantie)
    zat.stap(ZAT, "zat", "schaal-op", grond="geen-plaats")
    (feit,) = zat.gezegd()
    assert isinstance(feit, CasusOpgeschaald)
    pagina = zat.als(ZAT).get(f"/casussen/{casus_id('zat')}").text
    assert "Opgeschaald naar wethouder" in pagina
    zat.stap(ZAT, "zat", "schaal-af", reden="weer-op-gang")


def test_a_casus_without_a_clock_is_not_looked_at_again(instantie: Maak) -> None:
    zat = aangemeld(instantie)
    klok(zat)
    assert len(gewekt(zat)) == 1
    zat.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-02"))
    zat.stap(ZAT, "zat", "stel-uitkomst-vast", uitkomst="sluiten")
    zat.stap(ZAT, "zat", "sluit-casus", reden="geen-vervolg")
    klok(zat)
    assert gewekt(zat) == []
