"""Who is asked to weigh what the gate left to a person."""

from datetime import date

from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Naam, OpaqueId


class WegingGevraagd(Payload):
    """The gate left elements to a person: this seat can read them, and may weigh."""

    casus: OpaqueId
    overleg: Naam
    verstrekking: OpaqueId
    elementen: tuple[OpaqueId, ...]
    aan: Functie
    op: date
