"""An age outside those of a table: an exception with its reason, or none at all."""

from datetime import date
from typing import Any

import pytest

from contracts.covenant_text import Leeftijden
from contracts.events.intake import CasusAangemeld
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import bezwaren

pytestmark = pytest.mark.anyio
REDEN = {"reden_leeftijd": "Doet opnieuw examen"}
VANDAAG = date(2010, 9, 14)


def zegt(onderwijs: Any, leeftijden: Leeftijden, **anders: str) -> list[str]:
    """What a school is told about somebody of nineteen, where the ZAT has these ages."""
    convenant = onderwijs.convenant
    zat = convenant.overleggen["zat"].model_copy(update={"leeftijden": leeftijden})
    overleggen = {**convenant.overleggen, "zat": zat}
    versie = convenant.model_copy(update={"overleggen": overleggen})
    melding = onderwijs.melding | {"geboortedatum": "1991-09-14"} | anders
    aanmelding = Aanmelding.model_validate(melding)
    gevonden = bezwaren(aanmelding, versie, versie.regie_van("zat"), VANDAAG)
    return [bezwaar.melding for bezwaar in gevonden]


async def test_where_the_covenant_allows_none_a_reason_makes_no_exception(onderwijs: Any) -> None:
    nooit = Leeftijden(van=11, tot=18, uitzondering="nooit")
    alleen = "ZAT Oefenstad bespreekt alleen jeugdigen van 11 tot en met 18 jaar."
    assert zegt(onderwijs, nooit) == zegt(onderwijs, nooit, **REDEN) == [alleen]
    anders = onderwijs.convenant.overleggen["zat"].leeftijden
    assert zegt(onderwijs, anders, **REDEN) == []
    (vraagt,) = zegt(onderwijs, anders)
    assert vraagt.endswith("Vul in waarom daarvan wordt afgeweken.")


async def test_a_reason_that_was_not_needed_makes_no_exception_either(onderwijs: Any) -> None:
    assert (await onderwijs.meld(**REDEN)).status_code == 201
    aangemeld, *_ = onderwijs.gezegd()
    assert isinstance(aangemeld, CasusAangemeld)
    assert aangemeld.reden_leeftijd is False
