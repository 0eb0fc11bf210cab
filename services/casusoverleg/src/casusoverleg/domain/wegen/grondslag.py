"""On what a provision rests, and what was asked of the gate on that."""

from datetime import date
from typing import Literal

from contracts.events.verstrekking import (
    Bronbesluit,
    Doorbreking,
    Informeren,
    Ontheffing,
    Overdrachtsvraag,
)
from contracts.vocabulary import Doel, Frozen, Functie, Grond, Naam, OpaqueId


class Grondslag(Frozen):
    """On what a provision rests; what is not stated counts as not there."""

    doel: Doel
    grond: Grond
    doorbreking: Doorbreking = Doorbreking.GEEN
    bronbesluit: Bronbesluit = Bronbesluit.GEEN
    acuut_gevaar: bool = False
    gevaar_voor: Literal["jeugdige", "ander"] = "jeugdige"
    toestemming_onmogelijk: bool = False
    wilsonbekwaam: bool = False
    informeren: Informeren = Informeren.NIET_VASTGESTELD


class Verzoek(Frozen):
    """A request to the gate that was made for this casus."""

    verstrekking: OpaqueId
    naar_overleg: Naam
    soort: str
    vraag: Overdrachtsvraag | None
    overdracht: OpaqueId | None
    elementen: tuple[OpaqueId, ...]
    grondslag: Grondslag
    ontheffingen: tuple[Ontheffing, ...] = ()
    door: Functie
    op: date
