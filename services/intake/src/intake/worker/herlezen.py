"""Which reports are in, built anew from what intake said of them.

The vault is no part of it: no log knows a BSN, or which fingerprint a report had.
"""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from contracts.envelope import parse
from contracts.events.intake import CasusAangemeld
from contracts.events.registry import payload_of
from contracts.topics import facts
from contracts.vocabulary import Domein
from infra.log.records import Record
from infra.register import rebuild_register
from intake.store.aangemeld import forget_all, save

GEVOUWEN = 1
"""The version of what facts are folded into; raised whenever the same facts give another state."""


def herbouw(session: Session, log: Mapping[str, Sequence[Record]], domein: Domein) -> int:
    """Put the state that follows from these records in the place of what there was."""
    forget_all(session)
    gelezen = rebuild_register(session, log)
    for record in log.get(facts("intake", domein), ()):
        gelezen += 1
        feit = payload_of(parse(record.raw))
        if isinstance(feit, CasusAangemeld):
            save(session, feit)
    return gelezen
