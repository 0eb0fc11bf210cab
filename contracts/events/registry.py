"""From an envelope to its typed payload, in the newest form whatever the age of the event."""

from pydantic import ValidationError

from contracts.envelope import Envelope
from contracts.events.payload import Payload
from contracts.events.table import newest
from contracts.events.upcasting import READABLE, upcast


class UnknownType(ValueError):
    """An event of which the table has no row."""


class NewerType(UnknownType):
    """An event in a version, or with a word, that this code does not know yet.

    Whoever wrote it was upgraded before us.
    """


def kind_of(type_: str) -> type[Payload]:
    """The class that events of this type are read into.

    Raises:
        NewerType: of this event, but in a later version.
        UnknownType: no such event, or no such version of it.
    """
    found = READABLE.get(type_)
    if found:
        return found.kind
    form = newest(type_)
    version = type_.rpartition(".v")[2]
    if form and version.isdecimal() and int(version) > form.version:
        raise NewerType(type_)
    raise UnknownType(type_)


def payload_of(envelope: Envelope) -> Payload:
    """The typed payload of an event.

    Raises:
        NewerType: see `kind_of`; or nothing is wrong with it but words that no vocabulary has.
        UnknownType: see `kind_of`.
        pydantic.ValidationError: the data does not fit its form.
    """
    kind = kind_of(envelope.type)
    try:
        return kind.model_validate(upcast(envelope.type, envelope.data))
    except ValidationError as error:
        if all(one["type"] == "enum" for one in error.errors(include_input=False)):
            raise NewerType(envelope.type) from None
        raise
