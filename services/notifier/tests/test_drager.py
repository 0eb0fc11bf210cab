"""Feedback is its carrier's alone, and a reminder of it stays until he deals with it."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.events.casusoverleg import CasusAfgesloten, UitkomstVastgesteld
from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.events.opschaling import HerinneringGegeven
from contracts.topics import facts
from contracts.vocabulary import Domein, Functie
from infra.not_found import NotFound
from notifier.domain.bericht import Bericht, Handeling
from notifier.worker.deeds import Loket

RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
MANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
HCO = facts("casusoverleg", Domein.VEILIGHEID)
OP = "2026-03-02"


@pytest.fixture
def hco(proef: Callable[..., Any], geopend: Callable[..., Any]) -> Any:
    """The HCO decided on what the ZAT brought in; the carrier is to tell it, and was reminded."""
    made = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    made.hoor(HCO, opened)
    about = {"casus": opened.casus, "overleg": "hco", "op": OP}
    decided = {"uitkomst": "sluiten", "ingebracht_door": "zat", "weg": "zat-naar-hco"}
    by = {"school": "het-baken", "door": MANAGER.model_dump()}
    made.hoor(HCO, UitkomstVastgesteld.model_validate(about | decided | by))
    (told,) = made.gezegd()
    assert isinstance(told, BerichtKlaargezet)
    made.bericht = told.bericht
    late = {"klok": "terugkoppelen", "over": told.bericht, "uiterlijk": OP}
    made.hoor(HCO, HerinneringGegeven.model_validate(about | late | {"aan": RMC.model_dump()}))
    closed = {"reden": "geen-vervolg", "houder": "het-baken", "door": MANAGER.model_dump()}
    made.afgesloten = CasusAfgesloten.model_validate(about | closed)
    made.gezegd()
    return made


def doe(hco: Any, handeling: Handeling, wie: Functie, command: str) -> str | None:
    loket = Loket(hco.kernel, Domein.VEILIGHEID, hco.clock)
    return loket.handel(hco.bericht, handeling, (wie,), command).geweigerd


def waiting(hco: Any, wie: Functie = RMC) -> list[Berichtsoort]:
    found: list[tuple[Bericht, bool]] = [
        *Loket(hco.kernel, Domein.VEILIGHEID, hco.clock).lopend((wie,))
    ]
    return [one.inhoud.soort for one, _ in found if one.staat_open]


def test_a_colleague_of_the_carrier_in_another_role_does_not_see_it(hco: Any) -> None:
    ander = RMC.model_copy(update={"rol": "trajectbegeleider"})
    assert waiting(hco, ander) == []
    with pytest.raises(NotFound):
        doe(hco, Handeling.DOORGEVEN, ander, "1")
    assert hco.gezegd() == []


def test_a_deed_that_is_refused_is_no_answer_to_the_reminder(hco: Any) -> None:
    both = [Berichtsoort.UITKOMST_TERUGKOPPELEN, Berichtsoort.HERINNERING]
    assert doe(hco, Handeling.NIET_NODIG, RMC, "1") == ("Op deze weg wordt altijd teruggekoppeld.")
    assert sorted(waiting(hco)) == sorted(both)
    hco.hoor(HCO, hco.afgesloten)
    assert sorted(waiting(hco)) == sorted(both)
    assert doe(hco, Handeling.DOORGEVEN, RMC, "2") is None
    assert waiting(hco) == []
