"""All subjects, and what follows from them: the steps there are, who decides, folds and tells."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from casusoverleg.domain.bespreken.onderwerp import ONDERWERP as BESPREKEN
from casusoverleg.domain.gezinsplan.onderwerp import ONDERWERP as GEZINSPLAN
from casusoverleg.domain.nakomen.onderwerp import ONDERWERP as NAKOMEN
from casusoverleg.domain.opschalen.onderwerp import ONDERWERP as OPSCHALEN
from casusoverleg.domain.overdragen.onderwerp import ONDERWERP as OVERDRAGEN
from casusoverleg.domain.school.onderwerp import ONDERWERP as SCHOOL
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.onderwerp import Onderwerp, controleer, elk_een
from casusoverleg.domain.vastleggen.onderwerp import ONDERWERP as VASTLEGGEN
from casusoverleg.domain.vernietigen.onderwerp import ONDERWERP as VERNIETIGEN
from casusoverleg.domain.verstrekken.onderwerp import ONDERWERP as VERSTREKKEN
from casusoverleg.domain.verwijsindex.onderwerp import ONDERWERP as VERWIJSINDEX
from contracts.events.afwezigheid import AfwezigheidBeeindigd, AfwezigheidGemeld
from contracts.events.casusoverleg import (
    CasusGeopend,
    CommandoGeweigerd,
    GroepBesproken,
    GroepGeagendeerd,
)
from contracts.events.opnemen import GebeurtenisOpgenomen
from contracts.events.opschaling import InPlaatsGedaan
from contracts.events.payload import Payload
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.events.wegen import WegingGevraagd

ONDERWERPEN: tuple[Onderwerp, ...] = (
    OVERDRAGEN,
    VASTLEGGEN,
    VERWIJSINDEX,
    NAKOMEN,
    VERSTREKKEN,
    BESPREKEN,
    SCHOOL,
    GEZINSPLAN,
    OPSCHALEN,
    VERNIETIGEN,
)
"""In the order in which they fold a fact of which several take something.

Obligations come before what the gate takes away, for they look at who had it.
"""

NIET_GEVOUWEN: Mapping[type[Payload], str] = MappingProxyType(
    {
        AfwezigheidBeeindigd: "folded into the register",
        AfwezigheidGemeld: "folded into the register",
        CasusGeopend: "opens the casus itself",
        CommandoGeweigerd: "nothing changed",
        GebeurtenisOpgenomen: "names what is folded at its place",
        GroepBesproken: "folded into a group",
        GroepGeagendeerd: "folded into a group",
        InPlaatsGedaan: "what was done in its place is folded",
        WegingGevraagd: "follows from what the gate answered, which is folded",
    }
)
NIET_VERTELD: Mapping[type[Payload], str] = MappingProxyType(
    {
        AfwezigheidBeeindigd: "about a person and no casus",
        AfwezigheidGemeld: "likewise",
        CasusGeopend: "the road by which it came here is told",
        CommandoGeweigerd: "who was refused was told so",
        GebeurtenisOpgenomen: "what was taken in is told, not that it was",
        GroepBesproken: "a group has no history of its own",
        GroepGeagendeerd: "likewise",
        WegingGevraagd: "what the gate answered is told",
        VerstrekkingGevraagd: "what came of it is told",
    }
)
"""What the tables say and no subject takes, each with its reason."""

BESLISSERS = MappingProxyType(elk_een(chain(*(o.commandos().items() for o in ONDERWERPEN))))
"""What decides on each command."""

VERTELLERS = elk_een((feit, o.vertel) for o in ONDERWERPEN for feit in o.verteld())
GEVOUWEN = {onderwerp: frozenset(onderwerp.gevouwen()) for onderwerp in ONDERWERPEN}

controleer(frozenset().union(*GEVOUWEN.values()), NIET_GEVOUWEN, "folds")
controleer(VERTELLERS.keys(), NIET_VERTELD, "tells")

STAPPEN: Mapping[str, type[Commando]] = MappingProxyType(
    {soort.stap: soort for soort in sorted(BESLISSERS, key=lambda soort: soort.rubriek)}
)
"""The steps by their name, in the order in which a page shows them."""
