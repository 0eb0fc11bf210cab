"""What every payload is."""

from contracts.vocabulary import Frozen


class Payload(Frozen):
    """The data of an event; `table` says what it is called, in which version, and who says it."""
