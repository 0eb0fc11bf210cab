"""What a table does itself answers the messages that asked for it, and no others."""

from datetime import date, timedelta

import pytest

from contracts.events.casusoverleg import (
    CasusAfgesloten,
    OverdrachtGewijzigd,
    OverdrachtstapVernomen,
)
from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.events.verstrekking import Stap
from contracts.vocabulary import Functie, Klokstap, Wanneer
from notifier.domain.antwoorden import beantwoord_door, vervallen_door
from notifier.domain.bericht import Bericht

OP = date(2026, 3, 2)
MANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
EEN, ANDER = "d" * 26, "e" * 26


def bericht(id_: str, overdracht: str, stap: Stap, *, dagen: int = 0) -> Bericht:
    """A message that the other side made a step."""
    actie = stap is Stap.ACTIE_BEVESTIGD
    inhoud = BerichtKlaargezet(
        bericht=id_ * 26,
        casus="c" * 26,
        overleg="hco",
        aan=MANAGER,
        soort=Berichtsoort.ACTIE_BEVESTIGD if actie else Berichtsoort.OVERDRACHT_BEANTWOORD,
        wanneer=Wanneer.ALTIJD,
        stap=stap,
        overdracht=overdracht,
    )
    return Bericht(inhoud=inhoud, sinds=OP + timedelta(days=dagen))


def gedaan(stap: Stap) -> OverdrachtGewijzigd:
    """A step that the table makes in the first hand-off."""
    return OverdrachtGewijzigd(
        casus="c" * 26,
        overdracht=EEN,
        overleg="hco",
        stap=stap,
        door=MANAGER,
        houder="cjg",
        op=OP,
        reden=None,
        bewijs=None,
        actiedatum=None,
    )


def test_closing_one_hand_off_leaves_the_message_about_the_other() -> None:
    een = bericht("x", EEN, Stap.ACTIE_BEVESTIGD)
    ander = bericht("y", ANDER, Stap.ACTIE_BEVESTIGD)
    assert beantwoord_door(gedaan(Stap.AFGESLOTEN), [ander, een]) == [een]


def test_an_answer_is_to_the_oldest_question() -> None:
    later = bericht("x", EEN, Stap.VRAAG_TERUG, dagen=1)
    eerst = bericht("y", EEN, Stap.VRAAG_TERUG)
    assert beantwoord_door(gedaan(Stap.VRAAG_BEANTWOORD), [later, eerst]) == [eerst]


HERINNERD = [
    Bericht(
        inhoud=BerichtKlaargezet(
            bericht=f"{nummer:026}",
            casus="c" * 26,
            overleg="hco",
            aan=MANAGER,
            soort=Berichtsoort.HERINNERING,
            wanneer=Wanneer.ALTIJD,
            klok=klok,
        ),
        sinds=OP,
        over=EEN,
    )
    for nummer, klok in enumerate(Klokstap)
]
"""A reminder of each term, all about the first hand-off."""

BESPREKEN, PLAN = {Klokstap.BESPREKEN}, {Klokstap.PLAN_EVALUEREN, Klokstap.DOEL_EVALUEREN}


@pytest.mark.parametrize(
    ("stap", "termijnen"),
    [
        (Stap.GEACCEPTEERD, {Klokstap.ACCEPTEREN} | PLAN),
        (Stap.GEWEIGERD, {Klokstap.ACCEPTEREN}),
        (Stap.TUSSENBERICHT, set()),
        (Stap.DOORVERWEZEN, set()),
        (Stap.ACTIE_BEVESTIGD, {Klokstap.ACTIE_BEVESTIGEN}),
        (Stap.INTREKKING_BEVESTIGD, {Klokstap.ACCEPTEREN, Klokstap.ACTIE_BEVESTIGEN}),
    ],
)
def test_a_step_of_the_other_side_makes_needless_what_it_did(
    stap: Stap, termijnen: set[Klokstap]
) -> None:
    vernomen = OverdrachtstapVernomen.model_validate(gedaan(stap).model_dump())
    vervallen = {one.inhoud.klok for one in vervallen_door(vernomen, HERINNERD)}
    assert vervallen == termijnen | BESPREKEN


def test_a_casus_that_is_closed_leaves_what_is_between_tables() -> None:
    gesloten = CasusAfgesloten(
        casus="c" * 26, overleg="hco", reden="geen-vervolg", houder="cjg", door=MANAGER, op=OP
    )
    blijft = set(Klokstap) - {one.inhoud.klok for one in beantwoord_door(gesloten, HERINNERD)}
    assert blijft == {Klokstap.MATCH_OPVOLGEN, Klokstap.TERUGKOPPELEN}
