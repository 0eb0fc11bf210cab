"""Facts of a plan: its goals, who coordinates for the family, and the agreement to closing.

A goal of the family stands in the file of each of its children at the table, under the same id;
what it says is sealed for each apart.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from contracts.elements import Element
from contracts.events.payload import Payload
from contracts.gezinsplan import Doeloordeel, Leefgebied
from contracts.vocabulary import Frozen, Functie, Naam, OpaqueId


class Verder(Frozen):
    """A goal of a family that a file left, and the id under which it goes on in that file alone."""

    plandoel: OpaqueId
    als: OpaqueId


class GezinVastgesteld(Payload):
    """The table found of which family a child is; the file takes over the goals of that family."""

    casus: OpaqueId
    overleg: Naam
    gezin: OpaqueId
    met: OpaqueId | None = Field(
        description="the file of a brother or sister; none, where the child is of another family"
    )
    verder: tuple[Verder, ...] = ()
    door: Functie
    op: date


class DoelGesteld(Payload):
    """A goal of the plan; the sealed element says what is aimed at and how one sees it reached."""

    casus: OpaqueId
    overleg: Naam
    plandoel: OpaqueId
    leefgebied: Leefgebied
    uitvoerder: Functie
    start: date
    streefdatum: date
    element: Element
    door: Functie
    op: date


class DoelBijgesteld(Payload):
    """A goal was put otherwise; what it was before stays known."""

    casus: OpaqueId
    overleg: Naam
    plandoel: OpaqueId
    uitvoerder: Functie
    start: date
    streefdatum: date
    element: Element
    door: Functie
    op: date


class DoelGeevalueerd(Payload):
    """Somebody looked whether a goal is reached."""

    casus: OpaqueId
    overleg: Naam
    plandoel: OpaqueId
    oordeel: Doeloordeel
    door: Functie
    op: date


class ZorgcoordinatorGezinBenoemd(Payload):
    """The zorgregisseur named who coordinates for the family; the one before him does no longer."""

    casus: OpaqueId
    overleg: Naam
    coordinator: Functie | None = Field(
        description="nobody, where Bureau Jeugdzorg coordinates for a child of this family"
    )
    door: Functie
    op: date


class AfsluitingIngestemd(Payload):
    """The zorgregisseur agrees that this casus is closed, and to what it is scaled down."""

    casus: OpaqueId
    overleg: Naam
    reden: Literal["lichtere-hulp", "terug-naar-het-gezin"]
    door: Functie
    op: date
