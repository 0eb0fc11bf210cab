"""That somebody is away, as he or who directs a table says it there. No names, no medical words."""

from datetime import date

from pydantic import Field

from contracts.events.payload import Payload
from contracts.vocabulary import Afwezigheidsreden, Functie, OpaqueId


class AfwezigheidGemeld(Payload):
    """Somebody is away from `van` until and including `tot`."""

    afwezigheid: OpaqueId
    medewerker: OpaqueId
    van: date
    tot: date
    reden: Afwezigheidsreden
    door: Functie | None = Field(description="who directs a table where he sits; null: he himself")
    op: date


class AfwezigheidBeeindigd(Payload):
    """From `vanaf` on he is there again, or that absence did not come."""

    afwezigheid: OpaqueId
    medewerker: OpaqueId
    vanaf: date
    door: Functie | None = Field(description="who directs a table where he sits; null: he himself")
    op: date
