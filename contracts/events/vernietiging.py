"""Erasure: somebody asked for it, a table prepared it, and it was done. No value, and no name."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Naam, OpaqueId


class Vernietigingsgrond(StrEnum):
    """Why the values of a casus must go."""

    TERMIJN = "bewaartermijn-voorbij"
    VERZOEK = "verzoek-van-betrokkene"
    NIET_OVERGENOMEN = "aanbod-niet-overgenomen"


class VernietigingGevraagd(Payload):
    """The person concerned asks for destruction (Wet op de jeugdzorg 56, AVG 17)."""

    casus: OpaqueId
    overleg: Naam
    verzoek: OpaqueId
    gevraagd_door: Literal["jeugdige", "vertegenwoordiger"]
    gevraagd_op: date
    uiterlijk: date = Field(description="the last day to destroy, or to refuse with a reason")
    door: Functie
    op: date


class VernietigingVoorbereid(Payload):
    """The first of two steps: it may be done, and nothing is gone yet."""

    casus: OpaqueId
    overleg: Naam
    grond: Vernietigingsgrond
    door: Functie
    op: date


class GegevensVernietigd(Payload):
    """The second step: from now on these keys are gone, for good.

    Whoever keeps something about this casus, or about these persons, forgets it.
    """

    casus: OpaqueId
    overleg: Naam
    grond: Vernietigingsgrond
    personen: tuple[OpaqueId, ...] = Field(
        description="of whom nothing need be kept in this domain; whoever is in another casus "
        "that stays is not among them"
    )
    sleutels: tuple[OpaqueId, ...] = Field(description="the keys about them, as seals name them")
    door: Functie
    op: date
