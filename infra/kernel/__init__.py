"""The kernel: inbox, decide, outbox and next offset in one transaction."""

from infra.kernel.emission import (
    Checkpoint,
    Deed,
    Emission,
    Moment,
    NotYet,
    Poison,
    Reaction,
    Reactions,
    TooLarge,
)
from infra.kernel.ids import derived_id, shard_of
from infra.kernel.kernel import Kernel
from infra.kernel.outbox import Fenced
from infra.kernel.parking import ParkedEvent, Why
from infra.kernel.relay import Relay
from infra.kernel.sources import Gap
from infra.kernel.withholding import WithheldEvent
from infra.log.records import Record

__all__ = [
    "Checkpoint",
    "Deed",
    "Emission",
    "Fenced",
    "Gap",
    "Kernel",
    "Moment",
    "NotYet",
    "ParkedEvent",
    "Poison",
    "Reaction",
    "Reactions",
    "Record",
    "Relay",
    "TooLarge",
    "Why",
    "WithheldEvent",
    "derived_id",
    "shard_of",
]
