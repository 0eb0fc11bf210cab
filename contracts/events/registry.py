"""From an envelope to its typed payload."""

from contracts.envelope import Envelope
from contracts.events import (
    beheer,
    casusoverleg,
    gezinsplan,
    intake,
    naleving,
    notifier,
    opschaling,
    privacy_gate,
    vernietiging,
    verstrekking,
    verwijsindex,
)
from contracts.events.payload import PAYLOADS, Payload
from contracts.topics import (
    BESLUITEN,
    DOMAIN_SERVICES,
    REGISTER,
    VERTALING,
    facts,
    postbus,
    vernietigingen,
)
from contracts.vocabulary import Domein

OWNERS = (
    beheer,
    intake,
    casusoverleg,
    opschaling,
    gezinsplan,
    naleving,
    vernietiging,
    verwijsindex,
    privacy_gate,
    notifier,
    verstrekking,
)
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


def _of_owner(owner: str) -> tuple[type[Payload], ...]:
    return tuple(kind for kind in PAYLOADS.values() if kind.owner() == owner)


_ALSO: dict[str, tuple[type[Payload], ...]] = {
    "casusoverleg": (
        *_of_owner("opschaling"),
        *_of_owner("gezinsplan"),
        *_of_owner("naleving"),
        *_of_owner("verwijsindex"),
        vernietiging.VernietigingGevraagd,
        vernietiging.VernietigingVoorbereid,
    )
}
"""What a service says beside the facts under its own name."""

WRITTEN_TO: dict[str, tuple[type[Payload], ...]] = {
    **{
        facts(service, domain): (
            *_of_owner(service),
            *_ALSO.get(service, ()),
            verstrekking.VerstrekkingGevraagd,
        )
        for domain in Domein
        for service in DOMAIN_SERVICES
    },
    **{
        postbus(domain): (
            privacy_gate.VerstrekkingBezorgd,
            privacy_gate.VerstrekkingAfgehandeld,
            privacy_gate.MatchGemeld,
        )
        for domain in Domein
    },
    **{vernietigingen(domain): (vernietiging.GegevensVernietigd,) for domain in Domein},
    BESLUITEN: (privacy_gate.VerstrekkingBesloten,),
    VERTALING: (privacy_gate.VertalingVastgelegd,),
    REGISTER: _of_owner("beheer"),
}
"""Which types of event stand on which topic."""
