"""A casus under a version of the covenant that was not heard yet waits; nothing else does."""

from collections.abc import Callable
from typing import Any

from contracts.events.casusoverleg import CasusGeopend, UitkomstVastgesteld
from contracts.topics import facts
from contracts.vocabulary import Domein

TOPIC = facts("casusoverleg", Domein.VEILIGHEID)
UITKOMST = {
    "overleg": "hco",
    "uitkomst": "overdragen",
    "ingebracht_door": "zat",
    "weg": "zat-naar-hco",
    "school": "het-baken",
    "door": {"organisatie": "veiligheidshuis", "rol": "ketenmanager"},
    "op": "2026-03-02",
}


def test_a_version_that_was_not_heard_holds_back_its_casus_alone(
    proef: Callable[..., Any], geopend: Callable[..., CasusGeopend]
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    onbekend, bekend = geopend(casus="a" * 26, convenant="oefenstad@2"), geopend()
    for opened in (onbekend, bekend):
        hco.hoor(TOPIC, opened)
        hco.hoor(TOPIC, UitkomstVastgesteld.model_validate(UITKOMST | {"casus": opened.casus}))
    (parked,) = hco.kernel.parked()
    assert parked.subject == onbekend.casus
    assert "convenant" in parked.reason
    assert {one.casus for one in hco.gezegd()} == {bekend.casus}
