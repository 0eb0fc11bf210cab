"""The fact that other evidence than was asked for is accepted, with the reason."""

from datetime import date

from contracts.events.payload import Payload
from contracts.events.verstrekking import Bewijssoort
from contracts.overdracht import Bewijsreden
from contracts.vocabulary import Functie, Naam, OpaqueId


class AnderBewijsAanvaard(Payload):
    """Why who offered a hand-off closes it on other evidence than was asked for."""

    casus: OpaqueId
    overleg: Naam
    overdracht: OpaqueId
    gevraagd: Bewijssoort
    gegeven: Bewijssoort
    waarom: Bewijsreden
    door: Functie
    op: date
