"""Of two roads to one table a report goes by the one that is for this young person."""

from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.events.intake import CasusAangemeld

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("geboortedatum", "weg", "houder"),
    [("1996-05-04", "aanmelding-zat", "het-baken"), ("1993-09-14", "ouderen", "cjg")],
)
async def test_a_report_goes_by_the_road_for_this_age(
    onderwijs: Any, geboortedatum: str, weg: str, houder: str
) -> None:
    data = onderwijs.convenant.model_dump(mode="json")
    ouderen = {"naam": "Ouderen", "voor": {"leeftijd": {"van": 17, "tot": 20}}, "houder": "cjg"}
    data["wegen"]["ouderen"] = data["wegen"]["aanmelding-zat"] | ouderen
    later = {"versie": 2, "geldig_van": "2010-09-14"}
    onderwijs.ken(Convenant.model_validate(data | later))
    assert (await onderwijs.meld(geboortedatum=geboortedatum)).status_code == 201
    aangemeld, _ = onderwijs.gezegd()
    assert isinstance(aangemeld, CasusAangemeld)
    assert (aangemeld.weg, aangemeld.houder) == (weg, houder)
