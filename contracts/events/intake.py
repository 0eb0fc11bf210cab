"""Facts of intake."""

from typing import Literal

from contracts.elements import Element
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
