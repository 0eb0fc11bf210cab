"""What every payload has: a type name derived from its owner and its class."""

from typing import ClassVar

from contracts.vocabulary import Frozen

PAYLOADS: dict[str, type["Payload"]] = {}
"""Payload classes by type name; filled as the owners' modules are imported."""


class Payload(Frozen):
    """The data of an event. Its owner is the module that it is defined in."""

    type_name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        owner = cls.__module__.rsplit(".", 1)[-1].replace("_", "-")
        cls.type_name = f"nl.jeugdketen.{owner}.{cls.__name__}.v1"
        PAYLOADS[cls.type_name] = cls
