"""Who logs in at the broker, and how."""

from contracts.topics import AUDITOR, INSTANCES

ADMIN = "broker"
"""The broker's own principal, as in `server.properties`. No process of the chain has it."""

MECHANISM = "SCRAM-SHA-512"

PRINCIPALS: tuple[str, ...] = (*INSTANCES, AUDITOR)
"""Everybody else."""
