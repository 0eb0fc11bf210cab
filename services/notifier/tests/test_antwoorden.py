"""What a table does itself answers the messages that asked for it, and no others."""

from datetime import date, timedelta

from contracts.events.casusoverleg import OverdrachtGewijzigd
from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.events.verstrekking import Stap
from contracts.vocabulary import Functie, Wanneer
from notifier.domain.antwoorden import beantwoord_door
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
