"""The gate's decisions, read anew from the log. None is taken anew: a decision is what it was.

The translation of ids, the verwijsindex and what was shown are no part of it: between the topics
that the gate hears there is no order, and a token cannot be opened once its child is forgotten.
"""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from contracts.envelope import parse
from contracts.events.privacy_gate import VerstrekkingBesloten
from contracts.events.registry import payload_of
from contracts.topics import BESLUITEN
from infra.log.records import Record
from infra.register import rebuild_register
from privacy_gate.store.besluiten import forget_all, save

GEVOUWEN = 1
"""The version of what is kept; raised whenever the same log would give another state."""


def herlees(session: Session, log: Mapping[str, Sequence[Record]]) -> int:
    """Put what follows from these records in the place of what there was of it."""
    forget_all(session)
    gelezen = rebuild_register(session, log)
    for record in log.get(BESLUITEN, ()):
        gelezen += 1
        besluit = payload_of(parse(record.raw))
        if isinstance(besluit, VerstrekkingBesloten):
            save(session, besluit)
    return gelezen
