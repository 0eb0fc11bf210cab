"""What an instance has said in each of its sources, as its own database knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from contracts.envelope import hash_of, parse
from infra.log.records import Place
from infra.statements import execute


@dataclass
class Said:
    """One source of this instance.

    Attributes:
        last: the number of the last event.
        published: the number of the last event that certainly lies in the log; 0 for none.
        hashes: of that one and of all that follow, by number.
    """

    last: int = 0
    published: int = 0
    hashes: dict[int, str] = field(default_factory=dict)


_HEADS = "SELECT topic, partition, sequence, hash FROM head"
_WAITING = "SELECT topic, partition, sequence, raw FROM outbox ORDER BY ordinal DESC"


def said(session: Session) -> Mapping[Place, Said]:
    """Every source in which something was said."""
    found = {
        (topic, partition): Said(last, last, {last: digest})
        for topic, partition, last, digest in execute(session, _HEADS).fetchall()
    }
    for topic, partition, sequence, raw in execute(session, _WAITING).fetchall():
        source = found[topic, partition]
        source.hashes[sequence] = hash_of(bytes(raw))
        source.published = sequence - 1
        source.hashes[sequence - 1] = parse(bytes(raw)).previoushash
    return found
