"""The fact of who carries back what became of a casus."""

from datetime import date

from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Naam, OpaqueId


class DragersBepaald(Payload):
    """Who carries back what was decided, in the order in which they are asked."""

    casus: OpaqueId
    overleg: Naam
    weg: Naam
    dragers: tuple[Functie, ...]
    door: Functie
    op: date
