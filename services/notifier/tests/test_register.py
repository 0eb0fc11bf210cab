"""A casus of which something was not heard yet waits; nothing else does."""

from collections.abc import Callable
from typing import Any

from contracts.events.casusoverleg import CasusGeopend, UitkomstVastgesteld
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.verstrekking import Ontvangstbevestiging
from contracts.topics import facts, postbus
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


def test_an_outcome_waits_until_its_casus_is_heard_of(
    proef: Callable[..., Any], geopend: Callable[..., CasusGeopend]
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    hco.hoor(TOPIC, UitkomstVastgesteld.model_validate(UITKOMST | {"casus": opened.casus}))
    (parked,) = hco.kernel.parked()
    assert (parked.subject, parked.reason) == (
        opened.casus,
        "van deze casus is nog niets gehoord",
    )
    assert hco.gezegd() == []


def test_a_receipt_of_what_was_never_passed_on_is_parked(
    proef: Callable[..., Any], geopend: Callable[..., CasusGeopend]
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    hco.hoor(TOPIC, opened)
    rol = {"organisatie": "het-baken", "rol": "zorgcoordinator-school"}
    ontvangst = Ontvangstbevestiging.model_validate(
        {"terugkoppeling": "t" * 26, "door": rol, "op": "2026-03-02"}
    )
    bezorgd = VerstrekkingBezorgd(
        verstrekking="v" * 26,
        casus=opened.casus,
        betrokkene=opened.betrokkene,
        leeftijdsband=opened.leeftijdsband,
        convenant=opened.convenant,
        van_overleg="zat",
        naar_overleg="hco",
        door=ontvangst.door,
        inhoud=ontvangst,
        elementen=(),
        besluit="b" * 26,
        op=ontvangst.op,
    )
    hco.hoor(postbus(Domein.VEILIGHEID), bezorgd)
    (parked,) = hco.kernel.parked()
    assert parked.reason == "deze terugkoppeling is hier niet doorgegeven"
