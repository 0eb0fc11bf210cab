"""What the gate says: to receivers, back to senders, to auditors, and to itself."""

from datetime import date
from typing import Literal

from pydantic import Field

from contracts.elements import Bewerking, Categorie, GedeeldElement, Verzegeld
from contracts.events.payload import Payload
from contracts.events.verstrekking import Elementuitkomst, Inhoud
from contracts.vocabulary import (
    Domein,
    Frozen,
    Functie,
    Leeftijdsband,
    Naam,
    OpaqueId,
    Uitkomst,
    Zetelsoort,
)


class VerstrekkingBezorgd(Payload):
    """In the receiver's postbus: what passed, under the receiver's own ids.

    It does not name what was refused: that is information too.
    """

    verstrekking: OpaqueId
    casus: OpaqueId
    betrokkene: OpaqueId
    leeftijdsband: Leeftijdsband
    convenant: str
    van_overleg: Naam
    naar_overleg: Naam
    door: Functie
    inhoud: Inhoud
    elementen: tuple[GedeeldElement, ...]
    deel_van: OpaqueId | None = Field(
        default=None, description="the provision that this one is a further part of"
    )
    besluit: OpaqueId
    op: date


class Verplichting(Frozen):
    """An obligation that follows from a decision."""

    soort: Literal["informeren", "bewaren-tot", "vastleggen-bij-bron"]
    artikel: str
    uiterlijk: date | None


class VerstrekkingAfgehandeld(Payload):
    """In the sender's postbus: what became of the request, element by element."""

    verstrekking: OpaqueId
    casus: OpaqueId
    naar_overleg: Naam
    doorgelaten: bool
    uitkomsten: tuple[Elementuitkomst, ...]
    regels: tuple[str, ...]
    verplichtingen: tuple[Verplichting, ...] = ()
    deel_van: OpaqueId | None = Field(
        default=None, description="the provision that this one is a further part of"
    )
    besluit: OpaqueId
    op: date


class Zetelbesluit(Frozen):
    """The outcome for one kind of seat: by which rules, on which articles, and why not."""

    zetel: Zetelsoort
    uitkomst: Uitkomst
    bewerking: Bewerking
    regels: tuple[str, ...]
    artikelen: tuple[str, ...]
    gemist: tuple[str, ...] = Field(default=(), description="what a permit lacked")


class Elementbesluit(Frozen):
    """The decision about one element, seat by seat. Cites an id, never a value or its hash."""

    element: OpaqueId
    categorie: Categorie
    uitkomst: Uitkomst
    zetels: tuple[Zetelbesluit, ...]


class VerstrekkingBesloten(Payload):
    """The decision record, for auditors: under the sender's ids, without values."""

    besluit: OpaqueId
    verstrekking: OpaqueId
    casus: OpaqueId
    verzoek: str = Field(description="the id of the event that asked")
    van_domein: Domein
    van_overleg: Naam
    naar_domein: Domein
    naar_overleg: Naam
    soort: str
    doorgelaten: bool
    uitkomst: Uitkomst
    elementen: tuple[Elementbesluit, ...]
    omstandigheden: dict[str, str] = Field(description="the attribute values that were decided on")
    regels: tuple[str, ...]
    artikelen: tuple[str, ...]
    regelset: str = Field(description="fingerprint of the rules in force")
    convenant: str
    toestemmingen: tuple[OpaqueId, ...]
    wegingen: tuple[OpaqueId, ...]
    ontheffingen: tuple[OpaqueId, ...] = ()
    verplichtingen: tuple[Verplichting, ...]
    spoor: str = Field(
        description="what was decided before anything was opened, by which rules and on which "
        "attributes, element by element; made from the request alone, the same bytes each time"
    )
    op: date


class MatchGemeld(Payload):
    """In the postbus of a table that reported a child: another table reported it too.

    It says whom to call there and nothing else, not even which table that is.
    """

    casus: OpaqueId
    overleg: Naam
    melding: OpaqueId
    match: OpaqueId
    contact: Functie
    regisseur: Functie | None = Field(description="who gets this match too, as the region agreed")
    besluit: OpaqueId = Field(description="the decision on the other table's report")
    op: date


class VertalingVastgelegd(Payload):
    """The links between ids of two domains that one request made, sealed for the gate alone."""

    vertaling: OpaqueId
    koppelingen: Verzegeld
