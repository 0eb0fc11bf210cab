"""Messages for the seats that can do what is asked, because they can read what it is about."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from contracts.events.notifier import Berichtsoort
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.verstrekking import Aanvulling, Stap
from contracts.vocabulary import Functie
from notifier.domain.aanleiding import Aanleiding, berichten_on_aanvulling
from notifier.domain.bericht import Bericht
from notifier.domain.casus import Vraag

_S = Berichtsoort


def berichten_on_te_wegen(bij: Aanleiding, before: Collection[Functie]) -> tuple[Bericht, ...]:
    """Who may weigh what the gate leaves to a person is asked to; nobody else is.

    `before`: who was asked already. One message stands for all that a seat is to weigh in a casus.
    """
    return tuple(
        replace(bij, new_id=partial(bij.new_id, str(seat))).bericht(_S.BEOORDELING_GEVRAAGD, seat)
        for seat in bij.casus.gevraagde_wegers
        if seat not in before
    )


def berichten_on_vraag(
    bij: Aanleiding, vraag: Vraag, event: VerstrekkingBezorgd
) -> tuple[Bericht, ...]:
    """Who can read what is asked back is told to answer; who directs is, by the step itself."""
    later = berichten_on_aanvulling(bij) if isinstance(event.inhoud, Aanvulling) else ()
    shown = {kind for shared in event.elementen for kind in shared.zetels}
    seats = bij.convenant.overleggen[bij.casus.overleg].functies()
    asked = (
        replace(bij, new_id=partial(bij.new_id, str(seat))).bericht(
            _S.OVERDRACHT_BEANTWOORD,
            seat,
            stap=Stap.VRAAG_TERUG,
            door=event.door,
            overdracht=vraag.overdracht,
        )
        for seat in seats
        if seat != bij.regie and bij.convenant.zetelsoort(seat) in shown
    )
    return (*later, *asked)
