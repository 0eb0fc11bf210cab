"""From an envelope to its typed payload."""

from contracts.envelope import Envelope
from contracts.events import beheer, casusoverleg, intake, notifier, privacy_gate, verstrekking
from contracts.events.payload import PAYLOADS, Payload

OWNERS = (beheer, intake, casusoverleg, privacy_gate, notifier, verstrekking)
"""The modules that define payloads."""


class UnknownType(ValueError):
    """An event of a type that this version of the contracts does not know."""


def payload_of(envelope: Envelope) -> Payload:
    """The typed payload of an event.

    Raises:
        UnknownType: no such type.
        pydantic.ValidationError: the data does not fit its type.
    """
    kind = PAYLOADS.get(envelope.type)
    if kind is None:
        raise UnknownType(envelope.type)
    return kind.model_validate(envelope.data)
