"""A covenant that starts on a date takes over by itself, and leaves what runs as it was."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from chain.daden import bespreking
from contracts.events.beheer import ConvenantVastgesteld
from contracts.topics import REGISTER
from contracts.vocabulary import Domein

ZAT = "het-baken/zat-coordinator"
LOKET = "bjz/casemanager"
Maak = Callable[[Domein], Any]


def volgende(tafels: Any, **anders: Any) -> None:
    """Lay down the next version while it runs; it holds from Monday 16 March."""
    oud = tafels.convenant
    nieuw = oud.model_copy(update={"versie": 2, "geldig_van": date(2026, 3, 16), **anders})
    tafels.hoor(REGISTER, ConvenantVastgesteld(convenant=nieuw))


def op_tafel(tafels: Any, functie: str) -> list[tuple[str, str | None]]:
    casussen = tafels.als(functie).get("/v1/casussen").json()["casussen"]
    return [(casus["overleg"], casus["uiterlijk"]) for casus in casussen]


def test_terms_of_what_began_before_stay_and_what_begins_after_has_the_new_ones(
    instantie: Maak,
) -> None:
    zat = instantie(Domein.ONDERWIJS)
    zat.meld_aan("zat", ZAT, naam="Kim Kanarie")
    kort = zat.convenant.termijnen.model_copy(update={"bespreken": 1})
    volgende(zat, termijnen=kort)
    assert op_tafel(zat, ZAT) == [("zat", "2026-03-16")]
    zat.clock.set(zat.clock.now() + timedelta(days=15))
    assert op_tafel(zat, ZAT) == [("zat", "2026-03-16")]
    zat.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-17"))
    assert op_tafel(zat, ZAT) == [("zat", "2026-03-18")]


def test_a_case_at_a_table_that_is_no_more_runs_on(instantie: Maak) -> None:
    zorg = instantie(Domein.ZORG)
    zorg.meld_aan("loket", LOKET, naam="Kim Kanarie")
    tafels = {
        naam: tafel.model_copy(
            update={"draagt_over_aan": tuple(n for n in tafel.draagt_over_aan if n != "loket")}
        )
        for naam, tafel in zorg.convenant.overleggen.items()
        if naam != "loket"
    }
    volgende(zorg, overleggen=tafels)
    zorg.clock.set(zorg.clock.now() + timedelta(days=15))
    assert [overleg for overleg, _ in op_tafel(zorg, LOKET)] == ["loket"]
    zorg.stap(LOKET, "loket", "agendeer", vergadering="2026-03-20")
