"""What every payload has: a type name derived from its owner and its class."""

from typing import ClassVar

from contracts.vocabulary import Frozen

PAYLOADS: dict[str, type["Payload"]] = {}
"""Payload classes by type name; filled as the owners' modules are imported."""


class Payload(Frozen):
    """The data of an event. Its owner is the module that it is defined in."""

    type_name: ClassVar[str]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.type_name = f"nl.jeugdketen.{cls.owner()}.{cls.__name__}.v1"
        PAYLOADS[cls.type_name] = cls

    @classmethod
    def owner(cls) -> str:
        """The part of the chain whose word this is, as it stands in the type name."""
        return cls.__module__.rsplit(".", 1)[-1].replace("_", "-")
