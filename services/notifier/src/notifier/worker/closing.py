"""Messages that end by what is done elsewhere: at the table, or on the other side."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session

from contracts.events.casusoverleg import OverdrachtstapVernomen
from contracts.events.notifier import Berichtsoort, OntvangstBevestigd
from contracts.vocabulary import Functie, OpaqueId
from infra.kernel import Emission
from notifier import store
from notifier.domain.antwoorden import (
    EigenDaad,
    beantwoord_door,
    over_terugkoppeling,
    vervallen_door,
)
from notifier.domain.bericht import Bericht
from notifier.domain.casus import Casus


def waiting(session: Session, casus: OpaqueId) -> Sequence[Bericht]:
    """What waits for somebody about this casus."""
    return [one for one in store.van_casus(session, casus) if one.staat_open]


def by_own_deed(session: Session, event: EigenDaad, op: date, topic: str) -> Sequence[Emission]:
    """Who does what messages asked has read them."""
    done = beantwoord_door(event, waiting(session, event.casus))
    return read(session, done, event.door, op, topic)


def by_feedback(session: Session, about: Bericht, op: date, topic: str) -> Sequence[Emission]:
    """Who dealt with feedback has read that it waited."""
    told = about.inhoud
    reminders = over_terugkoppeling(told.bericht, waiting(session, told.casus))
    return read(session, reminders, told.aan, op, topic)


def by_verdict(
    session: Session, known: Casus, door: Functie, op: date, topic: str
) -> Sequence[Emission]:
    """Who weighed the last of what was to be weighed has read it; others need not any more."""
    done = _weighed(session, known)
    by_himself = [one for one in done if one.inhoud.aan == door] or done
    _lapse(session, (one for one in done if one not in by_himself))
    return read(session, by_himself, door, op, topic)


def read(
    session: Session, berichten: Iterable[Bericht], door: Functie, op: date, topic: str
) -> Sequence[Emission]:
    """These were read, for what they asked was done."""
    emissions = []
    for bericht in berichten:
        store.save_bericht(session, bericht.beantwoord())
        told = OntvangstBevestigd(
            bericht=bericht.inhoud.bericht,
            casus=bericht.inhoud.casus,
            terugkoppeling=None,
            door=door,
            op=op,
        )
        emissions.append(Emission(topic, bericht.inhoud.casus, told))
    return emissions


def lapse_by_step(session: Session, event: OverdrachtstapVernomen) -> None:
    """What the other side made needless only tells something from now on."""
    _lapse(session, vervallen_door(event, waiting(session, event.casus)))


def lapse_weighing(session: Session, known: Casus) -> None:
    """Likewise where the end of the casus left nothing to be weighed."""
    _lapse(session, to_weigh(session, known))


def lapse_weighed(session: Session, known: Casus) -> None:
    """Likewise where the gate left nothing to be weighed by who was asked to."""
    _lapse(session, _weighed(session, known))


def to_weigh(session: Session, known: Casus) -> Sequence[Bericht]:
    """What asks somebody to weigh in this casus."""
    kind = Berichtsoort.BEOORDELING_GEVRAAGD
    return [one for one in waiting(session, known.casus) if one.inhoud.soort is kind]


def _weighed(session: Session, known: Casus) -> Sequence[Bericht]:
    """Of those, what has nothing left to weigh; who was asked before tables said who may, all."""
    said = {weger.aan for weger in known.wegers}
    left = known.gevraagde_wegers
    return [
        one
        for one in to_weigh(session, known)
        if not known.te_wegen or (one.inhoud.aan in said and one.inhoud.aan not in left)
    ]


def _lapse(session: Session, berichten: Iterable[Bericht]) -> None:
    for bericht in berichten:
        store.save_bericht(session, bericht.vervalt())
