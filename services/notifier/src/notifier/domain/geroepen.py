"""What a step of the ladder can do with feedback for which it was called in."""

from contracts.events.notifier import Berichtsoort
from contracts.vocabulary import Klokstap
from notifier.domain.bericht import TERUG_TE_KOPPELEN, Bericht


def kan_overbrengen(geroepen: Bericht, wacht: Bericht, *, zit_iemand: bool) -> bool:
    """May who was called in pass this feedback on? Only while nobody acts for its carrier's seat.

    It is codes without content, and is passed on in the place of that seat.
    """
    called = geroepen.inhoud
    return (
        called.soort is Berichtsoort.OPGESCHAALD
        and called.klok is Klokstap.TERUGKOPPELEN
        and geroepen.over == wacht.inhoud.bericht
        and wacht.inhoud.soort in TERUG_TE_KOPPELEN
        and geroepen.staat_open
        and wacht.staat_open
        and not zit_iemand
    )
