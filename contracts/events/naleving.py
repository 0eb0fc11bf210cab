"""What tables do about what follows from a decision: obligations, corrections, objections."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from contracts.elements import Element, Verzegeld
from contracts.events.payload import Payload
from contracts.events.verstrekking import Belang
from contracts.vocabulary import Frozen, Functie, Naam, OpaqueId


class Plichtsoort(StrEnum):
    """What a table must do after a decision, a correction, an objection or a request."""

    INFORMEREN = "informeren"
    BEWAREN = "bewaren-tot"
    VASTLEGGEN = "vastleggen-bij-bron"
    CORRECTIE = "correctie-melden"
    VERZET = "verzet-beoordelen"
    STOPPEN = "verzet-melden"
    VERNIETIGEN = "vernietigen-op-verzoek"


class VerplichtingAfgehandeld(Payload):
    """An obligation was met, or there is a recorded reason why it will not be.

    For not informing the subject that is an interest of Wbp 43, with its words under seal.
    """

    casus: OpaqueId
    overleg: Naam
    afdoening: OpaqueId
    verstrekking: OpaqueId = Field(description="from which provision or objection it followed")
    soort: Plichtsoort
    stand: Literal["gedaan", "vervallen"]
    op: date
    belang: Belang | None = None
    reden: Verzegeld | None = None
    door: Functie


class InformatieGecorrigeerd(Payload):
    """An element was corrected (Wbp 36): the same id, another value."""

    casus: OpaqueId
    overleg: Naam
    element: Element
    door: Functie


class Verzet(Frozen):
    """An objection on personal grounds (Wbp 40), to be decided on within four weeks."""

    id: OpaqueId
    over: OpaqueId
    aangetekend_op: date
    uiterlijk: date


class VerzetAangetekend(Payload):
    """Somebody objects to provisions about himself on grounds e or f."""

    casus: OpaqueId
    overleg: Naam
    verzet: Verzet
    gronden: Verzegeld
    door: Functie


class VerzetBeoordeeld(Payload):
    """The objection was decided on; if it is justified, provisions stop at once."""

    casus: OpaqueId
    overleg: Naam
    verzet: OpaqueId
    gegrond: bool
    motivering: Verzegeld
    door: Functie
    op: date
