"""Who is asked to weigh: the seats that can, and who directs only where no seat can."""

from typing import Any

import pytest

from contracts.envelope import parse
from contracts.events.registry import payload_of
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.events.wegen import WegingGevraagd
from contracts.vocabulary import Domein, Uitkomst

ZAT, MW = "het-baken/zat-coordinator", "mw/schoolmaatschappelijk-werker"
SCHOOL = "het-baken/zorgcoordinator-school"


def van(zat: Any, soort: type[Any]) -> list[Any]:
    return [feit for feit in zat.gezegd() if isinstance(feit, soort)]


@pytest.mark.parametrize("wie", [ZAT, SCHOOL, MW])
def test_who_recorded_it_is_asked_and_who_cannot_read_it_is_not(instantie: Any, wie: str) -> None:
    zat = instantie(Domein.ONDERWIJS)
    zat.meld_aan("zat", SCHOOL)
    zat.gezegd()
    velden = {"veld": "verzuim", "doel": "onderwijsbegeleiding", "tekst": "Vaak te laat."}
    zat.stap(wie, "zat", "voeg-informatie-toe", **velden)
    (vraag,) = van(zat, VerstrekkingGevraagd)
    zat.handel_af(vraag, Uitkomst.BEOORDELING)
    (gevraagd,) = van(zat, WegingGevraagd)
    assert str(gevraagd.aan) == wie
    assert gevraagd.elementen == tuple(e.id for e in vraag.elementen)
    zat.handel_af(vraag, Uitkomst.BEOORDELING)
    assert van(zat, WegingGevraagd) == []


@pytest.mark.parametrize("vroeg", [True, False])
def test_what_nobody_can_read_is_asked_of_who_directs(instantie: Any, *, vroeg: bool) -> None:
    """Whether the gate answers before or after the casus is opened."""
    elders, zat = instantie(Domein.ONDERWIJS), instantie(Domein.ONDERWIJS)
    feit = elders.meld_aan("zat", "rmc/rmc-coordinator", toelichting="Komt vaak te laat.")
    gevraagd = payload_of(parse(elders.vraag_als_intake(feit).raw))
    stappen = [
        lambda: zat.meld_aan("zat", "rmc/rmc-coordinator", toelichting="Komt vaak te laat."),
        lambda: zat.handel_af(gevraagd, Uitkomst.BEOORDELING),
    ]
    for stap in reversed(stappen) if vroeg else stappen:
        stap()
    assert [str(een.aan) for een in van(zat, WegingGevraagd)] == [ZAT]
