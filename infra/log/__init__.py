"""Logs: what one instance writes in order, and others read in order."""

from infra.log.records import (
    Inlet,
    Log,
    NotAllowed,
    Outgoing,
    Place,
    Record,
    Refused,
    Unavailable,
    check_reads,
    check_writes,
)

__all__ = [
    "Inlet",
    "Log",
    "NotAllowed",
    "Outgoing",
    "Place",
    "Record",
    "Refused",
    "Unavailable",
    "check_reads",
    "check_writes",
]
