"""Feedback waits at the first of its carriers who is there, today; and at nobody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.events.beheer import AfwezigheidVastgesteld, FunctieToegekend
from contracts.events.casusoverleg import UitkomstVastgesteld
from contracts.events.dragen import DragersBepaald
from contracts.events.notifier import BerichtKlaargezet, TerugkoppelingDoorgegeven
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import REGISTER, facts
from contracts.vocabulary import Domein, Functie
from infra.not_found import NotFound
from notifier.domain.bericht import Handeling
from notifier.domain.casus import Casus
from notifier.domain.dragen import dragers_van
from notifier.worker.deeds import Loket

RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
MANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
HCO = facts("casusoverleg", Domein.VEILIGHEID)
VANDAAG = "2026-03-02"
PIET, ANNA = "p" * 26, "a" * 26
MENSEN = {PIET: "rmc/rmc-coordinator", ANNA: "veiligheidshuis/ketenmanager"}


@pytest.fixture
def hco(proef: Callable[..., Any], geopend: Callable[..., Any]) -> Callable[..., Any]:
    """The HCO decided on what the ZAT brought in, on a day when these people are away."""

    def made(*weg: str, mensen: dict[str, str] = MENSEN) -> Any:
        wereld = proef(Domein.VEILIGHEID, mensen)
        for persoon in weg:
            said = {
                "medewerker": persoon,
                "van": VANDAAG,
                "tot": "2026-03-06",
                "reden": "onverwacht",
            }
            wereld.hoor(REGISTER, AfwezigheidVastgesteld.model_validate(said))
        opened = geopend()
        about = {"casus": opened.casus, "overleg": "hco", "op": VANDAAG, "weg": "zat-naar-hco"}
        by = about | {"door": MANAGER.model_dump()}
        order = {"dragers": [RMC.model_dump(), MANAGER.model_dump()]}
        outcome = {"uitkomst": "sluiten", "ingebracht_door": "zat", "school": "het-baken"}
        wereld.hoor(HCO, opened)
        wereld.hoor(HCO, DragersBepaald.model_validate(by | order))
        wereld.hoor(HCO, UitkomstVastgesteld.model_validate(by | outcome))
        (told,) = wereld.gezegd()
        assert isinstance(told, BerichtKlaargezet)
        wereld.told, wereld.loket = told, Loket(wereld.kernel, Domein.VEILIGHEID, wereld.clock)
        return wereld

    return made


def bij(wereld: Any) -> set[Functie]:
    """At which seats it waits today."""
    seats = (RMC, MANAGER)
    return {seat for seat in seats for one, _ in wereld.loket.lopend((seat,)) if one.staat_open}


@pytest.mark.parametrize(
    ("weg", "drager"), [((), RMC), ((PIET,), MANAGER), ((ANNA,), RMC), ((PIET, ANNA), RMC)]
)
def test_the_first_who_is_there_is_asked(
    hco: Callable[..., Any], weg: tuple[str, ...], drager: Functie
) -> None:
    wereld = hco(*weg)
    assert wereld.told.aan == drager
    assert bij(wereld) == {drager}


def test_who_is_away_has_it_again_when_he_is_back(hco: Callable[..., Any]) -> None:
    wereld = hco(PIET)
    wereld.clock.set(wereld.clock.now() + timedelta(days=7))
    assert bij(wereld) == {RMC}
    with pytest.raises(NotFound):
        wereld.loket.handel(wereld.told.bericht, Handeling.DOORGEVEN, (MANAGER,), "1")
    assert wereld.loket.over_casus((MANAGER,), wereld.told.casus) == []


def test_who_falls_ill_afterwards_loses_it_to_the_next(hco: Callable[..., Any]) -> None:
    wereld = hco()
    said = {"medewerker": PIET, "van": VANDAAG, "tot": "2026-03-06", "reden": "onverwacht"}
    wereld.hoor(REGISTER, AfwezigheidVastgesteld.model_validate(said))
    assert bij(wereld) == {MANAGER}
    done = wereld.loket.handel(wereld.told.bericht, Handeling.DOORGEVEN, (MANAGER,), "1")
    assert done.geweigerd is None
    given, asked = wereld.gezegd()
    assert isinstance(given, TerugkoppelingDoorgegeven)
    assert isinstance(asked, VerstrekkingGevraagd)
    assert (given.door, asked.door, getattr(asked.inhoud, "contact", None)) == (MANAGER,) * 3
    assert bij(wereld) == set()
    assert [one.inhoud.aan for one, _ in wereld.loket.lopend((RMC, MANAGER))] == [MANAGER]


def test_where_nobody_was_the_seat_that_is_filled_first_gets_it(hco: Callable[..., Any]) -> None:
    wereld = hco(mensen={})
    assert wereld.told.aan == RMC
    given = FunctieToegekend(medewerker=ANNA, functie=MANAGER, vanaf=wereld.told.uiterlijk)
    wereld.hoor(REGISTER, given)
    assert bij(wereld) == {RMC}
    wereld.clock.set(wereld.clock.now() + timedelta(days=7))
    assert bij(wereld) == {MANAGER}


def test_before_the_table_said_who_the_road_says(
    convenant: Convenant, casus: Callable[..., Casus]
) -> None:
    data = convenant.model_dump(mode="json")
    young = {"leeftijd": {"van": 12, "tot": 17}, "door": str(MANAGER)}
    data["wegen"]["zat-naar-hco"]["terugkoppeling"]["dragers"] = [young]
    region = Convenant.model_validate(data)
    assert dragers_van(casus(), region) == [MANAGER]
    assert dragers_van(casus(leeftijdsband="16-en-ouder"), region) == [RMC]
    assert dragers_van(casus({"dragers": (RMC, MANAGER)}), region) == (RMC, MANAGER)
