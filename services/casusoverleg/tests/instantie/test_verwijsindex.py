"""The verwijsindex over the real kernel and SQLite: by the clock, and as the page shows it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg.clocks.klokken import KLOKKEN
from chain.daden import bespreking
from contracts.covenant import Convenant
from contracts.covenant_agreements import Verwijsindex
from contracts.events.opschaling import HerinneringGegeven
from contracts.events.privacy_gate import MatchGemeld
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.events.verwijsindex import MatchOntvangen, MeldingGedaan, MeldingVerwijderd
from contracts.topics import postbus
from contracts.vocabulary import Domein, Functie

ZAT = "het-baken/zat-coordinator"
CJG = Functie(organisatie="cjg-huis", rol="procesregisseur")


@pytest.fixture
def zat(instantie: Callable[[Domein], Any], convenant: Convenant) -> Any:
    """A ZAT that reports, with one casus that was discussed."""
    made = instantie(Domein.ONDERWIJS)
    agreed = convenant.model_copy(update={"versie": 2, "verwijsindex": Verwijsindex()})
    made.neem_aan(agreed)
    made.meld_aan("zat", ZAT, naam="Kim Kanarie")
    made.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-02"))
    return made


def klok(zat: Any) -> list[Any]:
    (timer,) = [timer for timer in zat.instance.timers if timer.name == KLOKKEN]
    timer.run()
    timer.run()
    return list(zat.gezegd())


def gemeld(zat: Any) -> Any:
    (melding,) = [feit for feit in zat.gezegd() if isinstance(feit, MeldingGedaan)]
    return melding


def match(zat: Any, melding: Any) -> Any:
    return MatchGemeld(
        casus=melding.casus,
        overleg="zat",
        melding=melding.melding,
        match="m" * 26,
        contact=CJG,
        regisseur=None,
        besluit="b" * 26,
        op=zat.clock.now().date(),
    )


def test_a_report_is_out_before_two_years_are_over_also_when_the_casus_is_closed(zat: Any) -> None:
    melding = gemeld(zat)
    zat.stap(ZAT, "zat", "stel-uitkomst-vast", uitkomst="sluiten")
    zat.stap(ZAT, "zat", "sluit-casus", reden="geen-vervolg")
    zat.gezegd()
    assert klok(zat) == []
    zat.clock.set(zat.clock.now() + (melding.vervalt_op - date(2026, 3, 3)))
    assert klok(zat) == []
    zat.clock.set(zat.clock.now() + timedelta(days=1))
    weg, verzoek = klok(zat)
    assert isinstance(weg, MeldingVerwijderd)
    assert (weg.melding, weg.reden) == (melding.melding, "termijn")
    assert isinstance(verzoek, VerstrekkingGevraagd)
    assert verzoek.inhoud.soort == "verwijsverwijdering"
    assert zat.clock.now().date() < date(2028, 3, 2)
    zat.clock.set(zat.clock.now() + timedelta(days=400))
    assert klok(zat) == []


def test_a_match_is_shown_with_whom_to_call_and_reminded_of(
    zat: Any, casus_id: Callable[[str], str]
) -> None:
    melding = gemeld(zat)
    zat.adres(CJG, "Renske Regisseur", "renske@cjg.voorbeeld")
    zat.hoor(postbus(Domein.ONDERWIJS), match(zat, melding))
    (ontvangen,) = zat.gezegd()
    assert isinstance(ontvangen, MatchOntvangen)
    assert (str(ontvangen.aan), ontvangen.uiterlijk) == (ZAT, date(2026, 3, 9))
    pagina = zat.als(ZAT).get(f"/casussen/{casus_id('zat')}").text
    assert "Renske Regisseur" in pagina
    assert "mailto:renske@cjg.voorbeeld" in pagina
    assert "uiterlijk 09-03-2026" in pagina
    zat.clock.set(zat.clock.now() + timedelta(days=9))
    (herinnering,) = [f for f in klok(zat) if getattr(f, "klok", "") == "match-opvolgen"]
    assert isinstance(herinnering, HerinneringGegeven)
    assert str(herinnering.aan) == ZAT


def test_a_match_that_is_delivered_twice_is_one(zat: Any) -> None:
    melding = gemeld(zat)
    twice = zat.hoor(postbus(Domein.ONDERWIJS), match(zat, melding))
    zat.kernel.receive([twice])
    (casus,) = zat.als(ZAT).get("/v1/casussen").json()["casussen"]
    dossier = zat.als(ZAT).get(f"/v1/casussen/{casus['id']}").json()
    assert len(dossier["verwijzing"]["matches"]) == 1


def test_of_what_was_erased_nobody_hears_a_match(zat: Any, casus_id: Callable[[str], str]) -> None:
    (melding,) = [f for f in zat.handel_alles_af() if isinstance(f, MeldingGedaan)]
    zat.stap(ZAT, "zat", "stel-uitkomst-vast", uitkomst="sluiten")
    zat.stap(ZAT, "zat", "sluit-casus", reden="geen-vervolg")
    zat.vernietig(ZAT, "zat")
    zat.gezegd()
    zat.hoor(postbus(Domein.ONDERWIJS), match(zat, melding))
    assert zat.gezegd() == []
    dossier = zat.als(ZAT).get(f"/v1/casussen/{casus_id('zat')}").json()
    assert (dossier["verwijzing"]["melding"], dossier["verwijzing"]["matches"]) == (None, [])
    zat.clock.set(zat.clock.now() + timedelta(days=800))
    assert klok(zat) == []


def test_a_match_of_a_casus_that_is_not_here_is_parked(zat: Any) -> None:
    elders = match(zat, gemeld(zat)).model_copy(update={"casus": "9" * 26})
    zat.hoor(postbus(Domein.ONDERWIJS), elders)
    (parked,) = zat.kernel.parked()
    assert parked.reason == "een match over een casus die hier niet is"
    assert zat.gezegd() == []
