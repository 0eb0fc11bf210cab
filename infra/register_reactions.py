"""What every instance does with the register's events: it keeps them, and can hear them again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sqlmodel import Session

from contracts.envelope import Envelope, parse
from contracts.events.afwezigheid import AfwezigheidBeeindigd, AfwezigheidGemeld
from contracts.events.beheer import (
    AfwezigheidVastgesteld,
    AfwezigheidVervallen,
    ConvenantVastgesteld,
    FunctieIngetrokken,
    FunctieToegekend,
)
from contracts.events.registry import payload_of
from contracts.topics import REGISTER
from infra.documents import get, put, remove, remove_kind
from infra.kernel.emission import Emission, Moment, Reactions
from infra.log.records import Record
from infra.register import (
    AFWEZIG,
    CONVENANT,
    FUNCTIE,
    GEMELD,
    STAND,
    Afwezigheid,
    Functieverloop,
    Gemeld,
    Periode,
    TakenIn,
    Wijziging,
)


def _changed(session: Session, last: str) -> None:
    stand = get(session, STAND, "", TakenIn) or TakenIn()
    put(session, STAND, "", TakenIn(wijzigingen=stand.wijzigingen + 1, laatste=last))


def _on_convenant(
    session: Session, envelope: Envelope, event: ConvenantVastgesteld, _moment: Moment
) -> Sequence[Emission]:
    _take_covenant(session, envelope, event)
    return ()


def _take_covenant(session: Session, envelope: Envelope, event: ConvenantVastgesteld) -> None:
    _changed(session, envelope.id)
    put(session, CONVENANT, event.convenant.verwijzing, event.convenant)


def _on_functie(
    session: Session,
    envelope: Envelope,
    event: FunctieToegekend | FunctieIngetrokken,
    _moment: Moment,
) -> Sequence[Emission]:
    _take_capacity(session, envelope, event)
    return ()


def _take_capacity(
    session: Session, envelope: Envelope, event: FunctieToegekend | FunctieIngetrokken
) -> None:
    _changed(session, envelope.id)
    key = f"{event.medewerker}/{event.functie}"
    known = get(session, FUNCTIE, key, Functieverloop) or Functieverloop(
        medewerker=event.medewerker, functie=event.functie
    )
    change = Wijziging(vanaf=event.vanaf, heeft=isinstance(event, FunctieToegekend))
    grown = known.model_copy(update={"wijzigingen": (*known.wijzigingen, change)})
    put(session, FUNCTIE, key, grown)


def _on_afwezigheid(
    session: Session,
    envelope: Envelope,
    event: AfwezigheidVastgesteld | AfwezigheidVervallen,
    _moment: Moment,
) -> Sequence[Emission]:
    _take_absence(session, envelope, event)
    return ()


def _take_absence(
    session: Session, envelope: Envelope, event: AfwezigheidVastgesteld | AfwezigheidVervallen
) -> None:
    _changed(session, envelope.id)
    before = get(session, AFWEZIG, event.medewerker, Afwezigheid)
    period = Periode(van=event.van, tot=event.tot)
    periods = [one for one in (before.perioden if before else ()) if one != period]
    if isinstance(event, AfwezigheidVastgesteld):
        periods.append(period)
    elif event.vanaf > event.van:
        # It ended early: what was before that day stays so.
        periods.append(Periode(van=event.van, tot=event.vanaf - timedelta(days=1)))
    found = Afwezigheid(medewerker=event.medewerker, perioden=tuple(periods))
    put(session, AFWEZIG, event.medewerker, found)


def take_said_absence(session: Session, event: AfwezigheidGemeld | AfwezigheidBeeindigd) -> None:
    """Keep what was said at a table of this domain about somebody's absence.

    The last event of the register stays what it was: between topics there is no order.
    """
    stand = get(session, STAND, "", TakenIn) or TakenIn()
    _changed(session, stand.laatste)
    if isinstance(event, AfwezigheidGemeld):
        said = Gemeld(
            id=event.afwezigheid, medewerker=event.medewerker, van=event.van, tot=event.tot
        )
        put(session, GEMELD, said.id, said)
        return
    known = get(session, GEMELD, event.afwezigheid, Gemeld)
    remove(session, GEMELD, event.afwezigheid)
    if known is not None and event.vanaf > known.van:
        until = event.vanaf - timedelta(days=1)
        put(session, GEMELD, known.id, known.model_copy(update={"tot": until}))


def hear_again(session: Session, events: Iterable[Envelope]) -> None:
    """Put the register that follows from these events in the place of what there was."""
    for kind in (CONVENANT, FUNCTIE, AFWEZIG, STAND):
        remove_kind(session, kind)
    for envelope in events:
        event = payload_of(envelope)
        if isinstance(event, ConvenantVastgesteld):
            _take_covenant(session, envelope, event)
        elif isinstance(event, FunctieToegekend | FunctieIngetrokken):
            _take_capacity(session, envelope, event)
        elif isinstance(event, AfwezigheidVastgesteld | AfwezigheidVervallen):
            _take_absence(session, envelope, event)


def rebuild_register(session: Session, log: Mapping[str, Sequence[Record]]) -> int:
    """The same from the records of all topics; gives how many events of the register there are."""
    events = [parse(record.raw) for record in log.get(REGISTER, ())]
    hear_again(session, events)
    return len(events)


REGISTER_REACTIONS: Reactions = {
    ConvenantVastgesteld: _on_convenant,
    FunctieToegekend: _on_functie,
    FunctieIngetrokken: _on_functie,
    AfwezigheidVastgesteld: _on_afwezigheid,
    AfwezigheidVervallen: _on_afwezigheid,
}
"""What every instance does with the register's events; merge them into its own reactions."""
