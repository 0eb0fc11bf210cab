"""Facts of the notifier: who was told what, and whether it arrived."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from contracts.events.payload import Payload
from contracts.events.verstrekking import Besprekingsuitkomst, Bewijssoort, Stap
from contracts.vocabulary import Functie, Klokstap, Naam, OpaqueId, Wanneer


class Berichtsoort(StrEnum):
    """What can wait for somebody."""

    UITKOMST_TERUGKOPPELEN = "uitkomst-terugkoppelen"
    ACTIE_TERUGKOPPELEN = "actie-terugkoppelen"
    VERTEGENWOORDIGDE_TERUGKOPPELEN = "vertegenwoordigde-terugkoppelen"
    TERUGKOPPELING_ONTVANGEN = "terugkoppeling-ontvangen"
    ONTVANGST_BEVESTIGD = "ontvangst-bevestigd"
    ACTIE_BEVESTIGD = "actie-bevestigd"
    OVERDRACHT_ONTVANGEN = "overdracht-ontvangen"
    OVERDRACHT_BEANTWOORD = "overdracht-beantwoord"
    OVERDRACHT_GEWIJZIGD = "overdracht-gewijzigd"
    AANVULLING_ONTVANGEN = "aanvulling-ontvangen"
    BEOORDELING_GEVRAAGD = "beoordeling-gevraagd"
    VERSTREKKING_TEGENGEHOUDEN = "verstrekking-tegengehouden"
    HERINNERING = "herinnering"
    OPGESCHAALD = "opgeschaald"
    ONVEILIGHEID_GEMELD = "onveiligheid-gemeld"
    COORDINATIE = "coordinatie"
    ZORGCOORDINATOR_GEZIN = "zorgcoordinator-gezin"
    MATCH_GEVONDEN = "match-gevonden"
    MATCH_VOOR_REGISSEUR = "match-voor-regisseur"
    ZETEL_ONBEREIKBAAR = "zetel-onbereikbaar"


class BerichtKlaargezet(Payload):
    """Something waits for a function. Codes only; who that is, the address book knows."""

    bericht: OpaqueId
    casus: OpaqueId
    overleg: Naam
    aan: Functie
    soort: Berichtsoort
    wanneer: Wanneer
    uitkomst: Besprekingsuitkomst | None = None
    bewijs: Bewijssoort | None = None
    stap: Stap | None = None
    door: Functie | None = None
    contact: Functie | None = Field(default=None, description="whom to call about it")
    terugkoppeling: OpaqueId | None = None
    klok: Klokstap | None = Field(default=None, description="which term went by")
    trede: Naam | None = Field(default=None, description="as which step of the ladder")
    match: OpaqueId | None = None
    uiterlijk: date | None = None
    overdracht: OpaqueId | None = Field(default=None, description="the hand-off it is about")


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
