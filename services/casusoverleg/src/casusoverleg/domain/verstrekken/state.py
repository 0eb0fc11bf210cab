"""What was asked of the gate and on what it rests, what it decided, and what people weighed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.events.casusoverleg import WegingVastgelegd
from contracts.events.privacy_gate import VerstrekkingAfgehandeld
from contracts.events.verstrekking import (
    Bronbesluit,
    Doorbreking,
    Informeren,
    Ontheffing,
    Overdrachtsvraag,
    Weging,
)
from contracts.vocabulary import Doel, Functie, Grond, Naam, OpaqueId, Uitkomst

GING = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)
"""The outcomes with which an element passed."""


@dataclass(frozen=True)
class Grondslag:
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


@dataclass(frozen=True)
class Verzoek:
    """A request to the gate that was made for this casus."""

    verstrekking: OpaqueId
    naar_overleg: Naam
    soort: str
    vraag: Overdrachtsvraag | None
    overdracht: OpaqueId | None
    elementen: tuple[OpaqueId, ...]
    grondslag: Grondslag
    door: Functie
    op: date
    ontheffingen: tuple[Ontheffing, ...] = ()


@dataclass(frozen=True)
class Gewogen:
    """An element of a provision on which a person gave a verdict."""

    verstrekking: OpaqueId
    element: OpaqueId


@dataclass(frozen=True)
class Verstrekstand:
    """What was asked of the gate for a casus, how it answered, and what people weighed then.

    Attributes:
        wegingen: the verdicts that let something pass.
        gewogen: the elements on which a person gave a verdict, whatever it was.
    """

    verzoeken: tuple[Verzoek, ...] = ()
    afgehandeld: tuple[VerstrekkingAfgehandeld, ...] = ()
    wegingen: tuple[Weging, ...] = ()
    gewogen: tuple[Gewogen, ...] = ()
    oordelen: tuple[WegingVastgelegd, ...] = ()

    def verzoek(self, verstrekking: str) -> Verzoek | None:
        """A request to the gate by its id."""
        return next((v for v in self.verzoeken if v.verstrekking == verstrekking), None)

    def grondslag_aan_tafel(self, element: str) -> Grondslag | None:
        """On what it first rested that seats of this table may open an element."""
        eerder = (v for v in self.verzoeken if v.soort == "bespreking" and element in v.elementen)
        return next((v.grondslag for v in eerder), None)

    def ontvangers_van(
        self, elementen: Iterable[OpaqueId], *, behalve: Naam
    ) -> dict[Naam, Verzoek]:
        """The other tables that got one of these elements, each with the last request it got by.

        `behalve`: the own table.
        """
        gezocht = set(elementen)
        gevonden: dict[Naam, Verzoek] = {}
        for a in self.afgehandeld:
            ging = {u.element for u in a.uitkomsten if u.uitkomst in GING}
            verzoek = self.verzoek(a.verstrekking)
            if verzoek and a.naar_overleg != behalve and ging & gezocht:
                gevonden[a.naar_overleg] = verzoek
        return gevonden

    def bereikt(self, *, behalve: Naam) -> dict[Naam, Verzoek]:
        """The other tables that the casus went to, each with the last request that passed."""
        ging = {a.verstrekking for a in self.afgehandeld if a.doorgelaten}
        verzoeken = (v for v in self.verzoeken if v.verstrekking in ging)
        return {v.naar_overleg: v for v in verzoeken if v.naar_overleg != behalve}

    def onderweg_naar(self, *, behalve: Naam) -> dict[Naam, Verzoek]:
        """The other tables that got the casus or will, each with the last request for it."""
        geweigerd = {a.verstrekking for a in self.afgehandeld if not a.doorgelaten}
        gingen = (
            v
            for v in self.verzoeken
            if v.soort in ("inbreng", "overdrachtsaanbod") and v.verstrekking not in geweigerd
        )
        return {v.naar_overleg: v for v in gingen if v.naar_overleg != behalve}
