"""Facts of the register: covenants and functions, dated. No names, no mail addresses."""

from datetime import date

from contracts.covenant import Convenant
from contracts.events.payload import Payload
from contracts.vocabulary import Functie, OpaqueId


class ConvenantVastgesteld(Payload):
    """A version of a covenant holds from `convenant.geldig_van`."""

    convenant: Convenant


class FunctieToegekend(Payload):
    """Someone acts for an organisation in a role; the name stands in the address book only."""

    medewerker: OpaqueId
    functie: Functie
    vanaf: date


class FunctieIngetrokken(Payload):
    """From this date on the person no longer has the function."""

    medewerker: OpaqueId
    functie: Functie
    vanaf: date
