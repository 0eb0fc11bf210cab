"""The state of the tables of a domain, built anew from the log alone.

What a table said tells in which order everything was folded, also what it heard: see `opnemen`.
Nothing is decided and nothing is said meanwhile.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.reactions.opnemen import herlees
from contracts.envelope import Envelope, parse
from contracts.events.afwezigheid import AfwezigheidBeeindigd, AfwezigheidGemeld
from contracts.events.opnemen import GebeurtenisOpgenomen
from contracts.events.registry import payload_of
from contracts.topics import REGISTER, facts, instance, read_by, vernietigingen
from contracts.vocabulary import Domein
from infra.clock import day_of
from infra.documents import remove_kind
from infra.log import Record
from infra.register import GEMELD
from infra.register_reactions import hear_again, take_said_absence

GEVOUWEN = 5
"""The version of what facts are folded into; raised whenever the same facts give another state."""


def herbouw(session: Session, log: Mapping[str, Sequence[Record]], domein: Domein) -> int:
    """Put the state that follows from these records in the place of what there was.

    Args:
        session: on the database of the tables.
        log: what was said, and what was heard and taken in, by topic and in order.
        domein: whose tables they are.

    Returns:
        The number of events that were folded.
    """
    store.forget_all(session)
    remove_kind(session, GEMELD)
    hear_again(session, [parse(record.raw) for record in log.get(REGISTER, ())])
    gehoord = _gehoord(domein, log)
    elders = _elders(domein, log)
    gevouwen = 0
    for record in log.get(facts("casusoverleg", domein), ()):
        hier = parse(record.raw)
        feit = payload_of(hier)
        if isinstance(feit, AfwezigheidGemeld | AfwezigheidBeeindigd):
            take_said_absence(session, feit)
            gevouwen += 1
            continue
        wat = [hier]
        if isinstance(feit, GebeurtenisOpgenomen):
            oorzaak = (hier.subject, feit.gebeurtenis)
            wat = elders[oorzaak] if feit.zelf else [gehoord[feit.gebeurtenis]]
        for envelope in wat:
            herlees(session, hier.subject, payload_of(envelope), day_of(hier.time), envelope)
        gevouwen += len(wat)
    return gevouwen


def _gehoord(domein: Domein, log: Mapping[str, Sequence[Record]]) -> dict[str, Envelope]:
    topics = read_by(instance("casusoverleg", domein))
    return {event.id: event for topic in topics for event in _events(log.get(topic, ()))}


def _elders(
    domein: Domein, log: Mapping[str, Sequence[Record]]
) -> dict[tuple[str, str], list[Envelope]]:
    """What the tables said on another topic, by casus and cause."""
    gezegd: dict[tuple[str, str], list[Envelope]] = {}
    for event in _events(log.get(vernietigingen(domein), ())):
        gezegd.setdefault((event.subject, event.causationid), []).append(event)
    return gezegd


def _events(records: Sequence[Record]) -> Iterator[Envelope]:
    return (parse(record.raw) for record in records)
