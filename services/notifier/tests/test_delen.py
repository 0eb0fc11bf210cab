"""What was provided or stopped in parts is told as the one thing that it is."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.events.casusoverleg import CasusGeopend
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.topics import facts, postbus
from contracts.vocabulary import Domein

MaakProef = Callable[..., Any]
Geopend = Callable[..., CasusGeopend]
HCO_FACTS = facts("casusoverleg", Domein.VEILIGHEID)


@pytest.mark.parametrize(
    ("deel", "again", "told"),
    [(None, 1, 2), ("v" * 26, 1, 1), ("v" * 26, 2, 1), (None, 2, 3)],
)
def test_of_what_comes_in_parts_is_told_once_and_of_a_part_that_was_stopped_too(
    proef: MaakProef, geopend: Geopend, deel: str | None, again: int, told: int
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    hco.hoor(HCO_FACTS, opened)
    shared = {"casus": opened.casus, "naar_overleg": "hco", "op": "2026-03-02", "deel_van": deel}
    bezorgd = shared | {
        "verstrekking": "w" * 26,
        "betrokkene": "k" * 26,
        "leeftijdsband": "12-15",
        "convenant": opened.convenant,
        "van_overleg": "zat",
        "door": {"organisatie": "het-baken", "rol": "zat-coordinator"},
        "inhoud": {"soort": "aanvulling", "bij": "d" * 26},
        "elementen": [],
        "besluit": "b" * 26,
    }
    stopped = shared | {
        "verstrekking": "x" * 26,
        "doorgelaten": False,
        "uitkomsten": [],
        "regels": [],
        "besluit": "c" * 26,
    }
    hco.hoor(postbus(Domein.VEILIGHEID), VerstrekkingBezorgd.model_validate(bezorgd))
    for number in range(again):
        one = VerstrekkingAfgehandeld.model_validate(stopped | {"verstrekking": f"{number}" * 26})
        hco.hoor(postbus(Domein.VEILIGHEID), one)
    assert len(hco.gezegd()) == told
