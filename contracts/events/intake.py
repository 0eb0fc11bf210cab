"""Facts of intake."""

from typing import Literal

from contracts.elements import Element, Verzegeld
from contracts.events.payload import Payload
from contracts.events.verstrekking import Overdrachtsvraag, Toestemming
from contracts.vocabulary import Frozen, Functie, Leeftijdsband, Naam, OpaqueId


class GezinslidAangemeld(Frozen):
    """Another person in the case, by the id of this domain only."""

    betrokkene: OpaqueId
    relatie: Literal["ouder", "partner", "broer-of-zus", "ander"]


class CasusAangemeld(Payload):
    """A case was reported to a table. `houder` is responsible from this moment on."""

    casus: OpaqueId
    betrokkene: OpaqueId
    gezin: OpaqueId
    overleg: Naam
    convenant: str
    weg: Naam | None
    door: Functie
    houder: Naam
    school: Naam | None
    leeftijdsband: Leeftijdsband
    reden_leeftijd: bool = False
    vraag: Overdrachtsvraag
    elementen: tuple[Element, ...]
    gezinsleden: tuple[GezinslidAangemeld, ...] = ()
    toestemmingen: tuple[Toestemming, ...] = ()


class VerwijstokenVerzegeld(Payload):
    """By what the verwijsindex knows a child again, sealed for the gate: a keyed digest of the BSN.

    Only the intakes have its key, so that the gate can compare tokens and make none.
    """

    casus: OpaqueId
    betrokkene: OpaqueId
    token: Verzegeld
