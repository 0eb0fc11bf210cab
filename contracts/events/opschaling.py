"""Facts of the clocks and the ladder: who was reminded, who was called in, and how it came down."""

from datetime import date
from typing import Literal

from pydantic import Field

from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Klokstap, Naam, OpaqueId, Opschalingsgrond


class HerinneringGegeven(Payload):
    """A term went by; who must act, or waits for it, is reminded."""

    casus: OpaqueId
    overleg: Naam
    klok: Klokstap
    over: OpaqueId = Field(description="the hand-off, the message or the casus that it is about")
    aan: Functie
    vervangt: Functie | None = Field(default=None, description="the seat that was empty")
    uiterlijk: date
    op: date


class InPlaatsGedaan(Payload):
    """Somebody did a step for a seat on which nobody was; what he did stands beside this."""

    casus: OpaqueId
    overleg: Naam
    stap: str = Field(description="the step, or what was done with a message")
    zetel: Functie = Field(description="the seat that it was done for")
    door: Functie = Field(description="in which capacity of his own")
    afwezig_tot: date | None = Field(
        description="the last day on which whoever holds the seat is away; null: nobody holds it"
    )
    op: date


class CasusOpgeschaald(Payload):
    """A step of the ladder is called in: by the clock, or by somebody (`door`)."""

    casus: OpaqueId
    overleg: Naam
    grond: Opschalingsgrond
    klok: Klokstap | None
    over: OpaqueId
    trede: int = Field(ge=1, description="counted from below")
    naam: Naam
    aan: Functie
    vervangt: Functie | None = None
    uiterlijk: date
    door: Functie | None
    op: date


class CasusAfgeschaald(Payload):
    """The casus is back at the level below: by a decision, or because what was due was done."""

    casus: OpaqueId
    overleg: Naam
    reden: Literal["weer-op-gang", "lichtere-hulp", "terug-naar-het-gezin", "alsnog-gedaan"]
    klok: Klokstap | None = None
    over: OpaqueId | None = Field(default=None, description="nothing: whatever was scaled up")
    door: Functie | None
    op: date


class OnveiligheidGemeld(Payload):
    """A family does not cooperate and the child is in danger: reported, not scaled up."""

    casus: OpaqueId
    overleg: Naam
    aan: Functie
    vervangt: Functie | None = None
    door: Functie
    op: date


class JeugdzorgCoordineert(Payload):
    """Bureau Jeugdzorg coordinates, for there is an indication or a measure; or does no longer."""

    casus: OpaqueId
    overleg: Naam
    coordinator: Functie | None
    door: Functie
    op: date


class PlanGeevalueerd(Payload):
    """The table looked whether its plan works."""

    casus: OpaqueId
    overleg: Naam
    oordeel: Literal["op-koers", "bijstellen", "doelen-bereikt"]
    door: Functie
    op: date


class NazorgAfgesproken(Payload):
    """Who keeps an eye on the family after the plan, and until when."""

    casus: OpaqueId
    overleg: Naam
    wie: Functie
    tot: date
    door: Functie
    op: date
