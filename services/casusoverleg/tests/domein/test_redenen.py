"""Each step of a hand-off offers the reasons that make sense there, and no reason is nowhere."""

import pytest

from casusoverleg.domain.onderwerpen import STAPPEN
from contracts.overdracht import Weigergrond
from infra.web.forms import blank, read

PAST_NIET = (
    *("buiten-de-doelgroep", "er-is-al-hulp-elders", "een-andere-partij-past-beter"),
    "verkeerd-geadresseerd",
)
REDENEN = {
    "weiger": {*PAST_NIET, "onvoldoende-informatie", "geen-plaats"},
    "geef-terug": {*PAST_NIET, "onvoldoende-informatie"},
    "vraag-intrekking": {*PAST_NIET},
    "bestrijd-intrekking": {"het-werk-loopt-al"},
}


def offered(stap: str) -> set[str]:
    return {value for value, _ in blank(STAPPEN[stap])["reden"].options}


@pytest.mark.parametrize(("stap", "redenen"), REDENEN.items())
def test_a_step_offers_its_own_reasons(stap: str, redenen: set[str]) -> None:
    assert offered(stap) == redenen


def test_every_reason_is_offered_somewhere() -> None:
    assert set[str]().union(*map(offered, REDENEN)) == {str(one) for one in Weigergrond}


def test_a_reason_of_another_step_is_refused_in_dutch() -> None:
    form = read(STAPPEN["vraag-intrekking"], {"reden": "geen-plaats"})
    assert form.model is None
    assert form.errors["reden"] == (
        "Kies uit: buiten-de-doelgroep, er-is-al-hulp-elders, een-andere-partij-past-beter of "
        "verkeerd-geadresseerd."
    )
