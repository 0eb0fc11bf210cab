"""Both copies of a hand-off, with all news that can cross: they end alike, whatever happens."""

from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest

from casusoverleg.domain.overdragen import overdracht as protocol
from casusoverleg.domain.overdragen.overdracht import (
    KRUISINGEN,
    OVERGANGEN,
    Kant,
    Overdracht,
    Stand,
    Wie,
    maak,
    verneem,
)
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events.verstrekking import Bewijssoort, Overdrachtsvraag, Stap
from contracts.vocabulary import Functie

ONDERWEG = 3
"""How many pieces of news may be on their way to one side at the same time."""

MEESTE_VRAGEN = 2
"""How many questions back may be open, to the knowledge of who asks: else there is no end to it."""

TERUGGAVE_GEWEIGERD = "teruggave-geweigerd"
"""A step of another hand-off, the one back; until then what is offered back does not move."""

WACHT_OP_TERUGGAVE = (
    Stap.ACTIE_BEVESTIGD,
    Stap.DOORVERWEZEN,
    Stap.TERUGGAVE_GEVRAAGD,
    Stap.INTREKKING_BEVESTIGD,
)

OP = date(2026, 3, 2)
IEMAND = Functie(organisatie="mw", rol="maatschappelijk-werker")


class Kopie(NamedTuple):
    """What of a copy says what can happen next."""

    kant: Kant
    stand: Stand = Stand.AANGEBODEN
    open_vragen: int = 0
    teruggave_gevraagd: bool = False

    def heel(self) -> Overdracht:
        return Overdracht(
            id="0" * 26,
            kant=self.kant,
            ander_overleg="cjg",
            vraag=Overdrachtsvraag.ADVIES,
            gewenst_bewijs=Bewijssoort.HULP_BEGONNEN,
            convenant="oefenstad@1",
            houder_bij_aanbod="het-baken",
            aangeboden_op=OP,
            uiterlijk=OP,
            stand=self.stand,
            open_vragen=self.open_vragen,
            teruggave_gevraagd=self.teruggave_gevraagd,
        )

    def na(self, stap: Stap | str, naar: Stand) -> "Kopie":
        if not isinstance(stap, Stap):
            return self._replace(teruggave_gevraagd=False)
        gewijzigd = self.heel().na(stap, naar, IEMAND, OP)
        return Kopie(self.kant, naar, gewijzigd.open_vragen, gewijzigd.teruggave_gevraagd)


class Paar(NamedTuple):
    """The two copies, and the news that is on its way from each side."""

    aanbieder: Kopie = Kopie(Kant.AANBIEDER)
    ontvanger: Kopie = Kopie(Kant.ONTVANGER)
    van_aanbieder: tuple[Stap | str, ...] = ()
    van_ontvanger: tuple[Stap | str, ...] = ()


def gemaakt(kopie: Kopie) -> Iterator[tuple[Stap | str, Kopie]]:
    """What this side can do now."""
    if kopie.kant is Kant.AANBIEDER and kopie.teruggave_gevraagd:
        yield TERUGGAVE_GEWEIGERD, kopie.na(TERUGGAVE_GEWEIGERD, kopie.stand)
    for stap in Stap:
        if stap is Stap.TERUGGAVE_GEACCEPTEERD and not kopie.teruggave_gevraagd:
            continue
        if kopie.kant is Kant.ONTVANGER and kopie.teruggave_gevraagd and stap in WACHT_OP_TERUGGAVE:
            continue
        if stap is Stap.VRAAG_TERUG and kopie.open_vragen == MEESTE_VRAGEN:
            continue
        naar = maak(kopie.heel(), stap, Wie.REGIE)
        if not isinstance(naar, Weigering):
            yield stap, kopie.na(stap, naar)


def vernomen(kopie: Kopie, stap: Stap | str) -> Kopie:
    if not isinstance(stap, Stap):
        return kopie.na(stap, kopie.stand)
    naar = verneem(kopie.heel(), stap)
    assert not isinstance(naar, Weigering), (kopie, stap)
    return kopie.na(stap, naar)


def vervolgen(paar: Paar) -> Iterator[Paar]:
    """Every next situation: one side does something, or hears the oldest news."""
    if len(paar.van_aanbieder) < ONDERWEG:
        for stap, kopie in gemaakt(paar.aanbieder):
            yield paar._replace(aanbieder=kopie, van_aanbieder=(*paar.van_aanbieder, stap))
    if len(paar.van_ontvanger) < ONDERWEG:
        for stap, kopie in gemaakt(paar.ontvanger):
            yield paar._replace(ontvanger=kopie, van_ontvanger=(*paar.van_ontvanger, stap))
    if paar.van_aanbieder:
        eerste, *rest = paar.van_aanbieder
        kopie = vernomen(paar.ontvanger, eerste)
        yield paar._replace(ontvanger=kopie, van_aanbieder=tuple(rest))
    if paar.van_ontvanger:
        eerste, *rest = paar.van_ontvanger
        kopie = vernomen(paar.aanbieder, eerste)
        yield paar._replace(aanbieder=kopie, van_ontvanger=tuple(rest))


def doorzocht() -> set[Paar]:
    """Every situation that can come about."""
    gezien = {Paar()}
    te_doen = deque(gezien)
    while te_doen:
        for volgende in vervolgen(te_doen.popleft()):
            if volgende not in gezien:
                gezien.add(volgende)
                te_doen.append(volgende)
    return gezien


def oneens(paren: set[Paar]) -> list[Paar]:
    """All news is in, and the copies differ."""
    stil = (p for p in paren if not p.van_aanbieder and not p.van_ontvanger)
    return [p for p in stil if p.aanbieder._replace(kant=Kant.ONTVANGER) != p.ontvanger]


def test_no_news_is_impossible_and_when_all_is_in_the_copies_agree() -> None:
    paren = doorzocht()
    assert oneens(paren) == []
    bereikt = {p.ontvanger.stand for p in paren}
    assert bereikt == set(Stand) - {Stand.NIET_BEZORGD}
    gemist = {(stap, stand) for stap, stand in KRUISINGEN} - _gekruist(paren)
    assert gemist == set()


def _gekruist(paren: set[Paar]) -> set[tuple[Stap, Stand]]:
    """The crossings that some history needs."""
    onderweg = [
        *((p.van_aanbieder[0], p.ontvanger.stand) for p in paren if p.van_aanbieder),
        *((p.van_ontvanger[0], p.aanbieder.stand) for p in paren if p.van_ontvanger),
    ]
    return {
        (stap, stand)
        for stap, stand in onderweg
        if isinstance(stap, Stap) and stand not in OVERGANGEN[stap].standen
    }


@pytest.mark.parametrize("kruising", KRUISINGEN)
def test_without_any_one_crossing_it_goes_wrong(
    kruising: tuple[Stap, Stand], monkeypatch: pytest.MonkeyPatch
) -> None:
    minder = {k: v for k, v in KRUISINGEN.items() if k != kruising}
    monkeypatch.setattr(protocol, "KRUISINGEN", minder)
    with pytest.raises(AssertionError):
        doorzocht()


def test_a_crossing_that_leads_elsewhere_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    anders = {**KRUISINGEN, (Stap.INTREKKING_GEVRAAGD, Stand.GEWEIGERD): Stand.INTREKKING_VOOR}
    monkeypatch.setattr(protocol, "KRUISINGEN", anders)
    with pytest.raises(AssertionError):
        assert oneens(doorzocht()) == []
