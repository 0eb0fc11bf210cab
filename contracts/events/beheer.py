"""Facts of the register: covenants, capacities and absence, dated. No names, no addresses."""

from datetime import date

from contracts.covenant import Convenant
from contracts.events.payload import Payload
from contracts.vocabulary import Afwezigheidsreden, Functie, OpaqueId


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


class AfwezigheidVastgesteld(Payload):
    """Someone is away from `van` until and including `tot`; the later one on a day counts."""

    medewerker: OpaqueId
    van: date
    tot: date
    reden: Afwezigheidsreden


class AfwezigheidVervallen(Payload):
    """That absence did not come, or ended early: from `vanaf` on the person is there."""

    medewerker: OpaqueId
    van: date
    tot: date
    vanaf: date
