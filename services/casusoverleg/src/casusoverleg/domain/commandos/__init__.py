"""One command model per step, for the API and for the forms of the pages alike."""

from collections.abc import Mapping
from types import MappingProxyType

from casusoverleg.domain.commandos.bespreking import (
    Agendeer,
    BesluitTerugkoppeling,
    Bespreek,
    HeropenCasus,
    SluitCasus,
    StelPlanVast,
    StelUitkomstVast,
)
from casusoverleg.domain.commandos.commando import Commando
from casusoverleg.domain.commandos.informatie import (
    BeantwoordNavraag,
    LegToestemmingVast,
    MeldBekendheid,
    StelNavraag,
    TrekToestemmingIn,
    VoegInformatieToe,
)
from casusoverleg.domain.commandos.overdracht import (
    Accepteer,
    BeantwoordVraag,
    BestrijdIntrekking,
    BevestigActie,
    BevestigIntrekking,
    BrengIn,
    DraagOver,
    GeefTerug,
    GeefTussenbericht,
    HeropenOverdracht,
    SluitOverdracht,
    VerwijsDoor,
    VraagIntrekking,
    VraagTerug,
    Weiger,
)
from casusoverleg.domain.commandos.weging import LegWegingVast

_IN_ORDER: tuple[type[Commando], ...] = (
    Accepteer,
    Weiger,
    VraagTerug,
    BeantwoordVraag,
    BevestigActie,
    GeefTussenbericht,
    BevestigIntrekking,
    BestrijdIntrekking,
    BeantwoordNavraag,
    LegWegingVast,
    MeldBekendheid,
    VoegInformatieToe,
    Agendeer,
    Bespreek,
    StelUitkomstVast,
    StelPlanVast,
    BrengIn,
    DraagOver,
    VerwijsDoor,
    GeefTerug,
    VraagIntrekking,
    SluitOverdracht,
    HeropenOverdracht,
    StelNavraag,
    LegToestemmingVast,
    TrekToestemmingIn,
    BesluitTerugkoppeling,
    SluitCasus,
    HeropenCasus,
)

STAPPEN: Mapping[str, type[Commando]] = MappingProxyType({c.stap: c for c in _IN_ORDER})
"""The steps by their name, in the order in which a page shows them: what waits comes first."""

__all__ = [
    "STAPPEN",
    "Accepteer",
    "Agendeer",
    "BeantwoordNavraag",
    "BeantwoordVraag",
    "BesluitTerugkoppeling",
    "Bespreek",
    "BestrijdIntrekking",
    "BevestigActie",
    "BevestigIntrekking",
    "BrengIn",
    "Commando",
    "DraagOver",
    "GeefTerug",
    "GeefTussenbericht",
    "HeropenCasus",
    "HeropenOverdracht",
    "LegToestemmingVast",
    "LegWegingVast",
    "MeldBekendheid",
    "SluitCasus",
    "SluitOverdracht",
    "StelNavraag",
    "StelPlanVast",
    "StelUitkomstVast",
    "TrekToestemmingIn",
    "VerwijsDoor",
    "VoegInformatieToe",
    "VraagIntrekking",
    "VraagTerug",
    "Weiger",
]
