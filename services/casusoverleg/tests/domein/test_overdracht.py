"""The table of transitions, checked for every state, step, side and actor."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from casusoverleg.domain.overdragen.overdracht import (
    KRUISINGEN,
    OVERGANGEN,
    STAND_IN_WOORDEN,
    Kant,
    Overdracht,
    Stand,
    Wie,
    maak,
    verneem,
)
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events.verstrekking import Bewijssoort, Overdrachtsvraag, Stap

A, R = Kant.AANBIEDER, Kant.ONTVANGER

INTREKKING_NA = "intrekking-gevraagd-na-acceptatie"

# The table of the design, written out once more: (side, from, step, to).
ONTWERP = {
    (R, "aangeboden", "geaccepteerd", "geaccepteerd"),
    (R, "aangeboden", "geweigerd", "geweigerd"),
    (R, "aangeboden", "vraag-terug", "aangeboden"),
    (A, "aangeboden", "vraag-beantwoord", "aangeboden"),
    (A, "aangeboden", "intrekking-gevraagd", "intrekking-gevraagd-voor-acceptatie"),
    (A, "geaccepteerd", "intrekking-gevraagd", "intrekking-gevraagd-na-acceptatie"),
    (R, "intrekking-gevraagd-voor-acceptatie", "intrekking-bevestigd", "ingetrokken"),
    (R, "intrekking-gevraagd-na-acceptatie", "intrekking-bevestigd", "ingetrokken"),
    (R, "intrekking-gevraagd-voor-acceptatie", "intrekking-bestreden", "aangeboden"),
    (R, "intrekking-gevraagd-na-acceptatie", "intrekking-bestreden", "geaccepteerd"),
    (R, "intrekking-gevraagd-na-acceptatie", "actie-bevestigd", "actie-bevestigd"),
    (R, "geaccepteerd", "tussenbericht", "geaccepteerd"),
    (R, "geaccepteerd", "actie-bevestigd", "actie-bevestigd"),
    (R, "geaccepteerd", "doorverwezen", "geaccepteerd"),
    (R, "geaccepteerd", "teruggave-gevraagd", "geaccepteerd"),
    (A, "geaccepteerd", "teruggave-geaccepteerd", "teruggegeven"),
    (A, "intrekking-gevraagd-na-acceptatie", "teruggave-geaccepteerd", "teruggegeven"),
    (A, "actie-bevestigd", "afgesloten", "afgesloten"),
    (A, "actie-bevestigd", "heropend", "geaccepteerd"),
    (A, "afgesloten", "heropend", "geaccepteerd"),
    (R, "geaccepteerd", "bevinding-gemeld", "geaccepteerd"),
    (R, "intrekking-gevraagd-na-acceptatie", "bevinding-gemeld", INTREKKING_NA),
    (R, "actie-bevestigd", "bevinding-gemeld", "actie-bevestigd"),
    (R, "afgesloten", "bevinding-gemeld", "afgesloten"),
}
ELKE_ZETEL = {Stap.TUSSENBERICHT, Stap.ACTIE_BEVESTIGD, Stap.BEVINDING_GEMELD}


def kopie(stand: Stand, kant: Kant) -> Overdracht:
    return Overdracht(
        id="0" * 26,
        kant=kant,
        ander_overleg="cjg",
        vraag=Overdrachtsvraag.ADVIES,
        gewenst_bewijs=Bewijssoort.HULP_BEGONNEN,
        convenant="oefenstad@1",
        houder_bij_aanbod="het-baken",
        aangeboden_op=date(2026, 3, 2),
        uiterlijk=date(2026, 3, 9),
        stand=stand,
        open_vragen=1,
    )


@pytest.mark.parametrize(("stand", "stap", "kant", "wie"), [*product(Stand, Stap, Kant, Wie)])
def test_a_step_is_possible_exactly_where_the_design_says_so(
    stand: Stand, stap: Stap, kant: Kant, wie: Wie
) -> None:
    naar = {n for k, van, s, n in ONTWERP if (k, van, s) == (kant, stand, stap)}
    mag = wie is Wie.REGIE or stap in ELKE_ZETEL
    uitkomst = maak(kopie(stand, kant), stap, wie)
    if naar and mag:
        assert {uitkomst} == naar
    else:
        assert isinstance(uitkomst, Weigering)
        assert uitkomst.reden.endswith(".")


@pytest.mark.parametrize(("stand", "stap", "kant"), [*product(Stand, Stap, Kant)])
def test_a_copy_hears_only_what_the_other_side_can_have_done(
    stand: Stand, stap: Stap, kant: Kant
) -> None:
    ander = R if kant is A else A
    naar = {n for k, van, s, n in ONTWERP if (k, van, s) == (ander, stand, stap)}
    if OVERGANGEN[stap].kant is ander and (stap, stand) in KRUISINGEN:
        naar = {KRUISINGEN[stap, stand]}
    uitkomst = verneem(kopie(stand, kant), stap)
    assert {uitkomst} == naar if naar else isinstance(uitkomst, Weigering)


def test_a_crossing_is_never_a_transition_too() -> None:
    assert not [key for key in KRUISINGEN if key[1] in OVERGANGEN[key[0]].standen]


def test_an_answer_needs_a_question() -> None:
    zonder = replace(kopie(Stand.AANGEBODEN, A), open_vragen=0)
    assert isinstance(maak(zonder, Stap.VRAAG_BEANTWOORD, Wie.REGIE), Weigering)


def test_every_step_stands_in_the_table_and_every_state_has_words() -> None:
    assert set(OVERGANGEN) == set(Stap)
    assert all("acceptatie" not in words for words in STAND_IN_WOORDEN.values())
