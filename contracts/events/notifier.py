"""Facts of the notifier: who was told what, and whether it arrived."""

from datetime import date
from typing import Literal

from contracts.events.payload import Payload
from contracts.events.verstrekking import Besprekingsuitkomst, Bewijssoort
from contracts.vocabulary import Functie, Naam, OpaqueId, Wanneer


class BerichtKlaargezet(Payload):
    """Something waits for a function. Codes only; who that is, the address book knows."""

    bericht: OpaqueId
    casus: OpaqueId
    overleg: Naam
    aan: Functie
    soort: Literal[
        "uitkomst-terugkoppelen",
        "actie-terugkoppelen",
        "terugkoppeling-ontvangen",
        "actie-bevestigd",
        "overdracht-ontvangen",
        "overdracht-beantwoord",
        "ontvangst-bevestigd",
        "aanvulling-ontvangen",
        "beoordeling-gevraagd",
    ]
    wanneer: Wanneer
    uitkomst: Besprekingsuitkomst | None = None
    bewijs: Bewijssoort | None = None
    door: Functie | None = None
    terugkoppeling: OpaqueId | None = None
    uiterlijk: date | None = None


class BerichtGemaild(Payload):
    """A mail without personal data went out, under a message id that never changes."""

    bericht: OpaqueId
    casus: OpaqueId
    message_id: str


class TerugkoppelingDoorgegeven(Payload):
    """The carrier passed the feedback on towards the school."""

    bericht: OpaqueId
    casus: OpaqueId
    terugkoppeling: OpaqueId
    over: Literal["uitkomst", "actie"]
    door: Functie
    op: date


class TerugkoppelingNietNodig(Payload):
    """The recorded decision that, on this road, the school need not be told."""

    bericht: OpaqueId
    casus: OpaqueId
    door: Functie
    op: date


class OntvangstBevestigd(Payload):
    """A person acknowledged a message."""

    bericht: OpaqueId
    casus: OpaqueId
    terugkoppeling: OpaqueId | None
    door: Functie
    op: date
