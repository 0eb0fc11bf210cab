"""The fact that a young person goes to another school than was known."""

from datetime import date

from contracts.events.payload import Payload
from contracts.school import Schooltijd
from contracts.vocabulary import Functie, Naam, OpaqueId


class SchoolGewijzigd(Payload):
    """To which school the young person goes from a day on, to none, or that this is not clear."""

    casus: OpaqueId
    overleg: Naam
    tijd: Schooltijd
    door: Functie
    op: date
