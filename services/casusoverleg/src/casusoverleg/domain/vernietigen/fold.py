"""Folding erasure: a request opens an obligation; what is left after it is a stub."""

from typing import Any

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.plan import Gezinsplan
from casusoverleg.domain.nakomen.plichten import Plicht, artikel_van
from casusoverleg.domain.vernietigen.wat import hiermee_gedaan
from casusoverleg.domain.verwijsindex.verwijzing import Verwijzing
from contracts.events import vernietiging
from contracts.events.naleving import Plichtsoort
from contracts.events.payload import Payload
from contracts.vocabulary import Leeftijdsband

_LEEG = (
    "besprekingen",
    "afspraken",
    "klokstanden",
    "navragen",
    "personen",
    "elementen",
    "gedeeld",
    "toestemmingen",
    "wegingen",
    "gewogen",
    "oordelen",
    "verzoeken",
    "afgehandeld",
    "verzetten",
    "gegrond_verzet",
)
_NIETS = ("plan", "nazorg", "jeugdzorg", "onveilig_gemeld_op")
"""What a casus knows of people, and what was decided about it: none of it is left."""


def met_vernietiging(casus: Casus, feit: Payload) -> dict[str, Any]:
    """What changes by a request for destruction, by preparing it, and by doing it."""
    match feit:
        case vernietiging.VernietigingGevraagd():
            plicht = Plicht(
                uit=feit.verzoek,
                soort=Plichtsoort.VERNIETIGEN,
                artikel=artikel_van(Plichtsoort.VERNIETIGEN, feit.op),
                eigenaar=None,
                naar_overleg=None,
                sinds=feit.gevraagd_op,
                uiterlijk=feit.uiterlijk,
            )
            return {"plichten": (*casus.plichten, plicht)}
        case vernietiging.VernietigingVoorbereid():
            return {"vernietiging_voorbereid_op": feit.op}
        case vernietiging.GegevensVernietigd():
            gedaan = {"stand": "gedaan", "afgehandeld_op": feit.op}
            return {
                **dict.fromkeys(_LEEG, ()),
                **dict.fromkeys(_NIETS),
                "gezinsplan": Gezinsplan(),
                "leeftijdsband": Leeftijdsband.ONBEKEND,
                "verwijzing": Verwijzing(),
                "vernietigd": casus.vernietigd or feit,
                "plichten": tuple(
                    p.model_copy(update=gedaan) if p.open and hiermee_gedaan(casus, p) else p
                    for p in casus.plichten
                ),
            }
        case _:
            return {}
