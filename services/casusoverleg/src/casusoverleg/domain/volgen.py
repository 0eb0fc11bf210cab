"""What a new file takes over from those of brothers and sisters: one family, one plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from casusoverleg.domain.besluit_zorgregisseur import benoemd
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan import Doel
from casusoverleg.domain.omstandigheden import ELEMENT, Omstandigheden
from casusoverleg.domain.verzoeken import voor_eigen_overleg
from contracts.elements import Element, Verzegeld
from contracts.events.gezinsplan import DoelGesteld
from contracts.events.payload import Payload
from contracts.events.verstrekking import Bronbesluit
from contracts.vocabulary import OpaqueId, Relatie


@dataclass(frozen=True)
class Gezinsdoel:
    """A running goal of a family, as one of its files holds it.

    Attributes:
        bronbesluit: on which decision at the source it rested there that seats may open it.
    """

    doel: Doel
    element: Element
    bronbesluit: Bronbesluit

    def van(self, nieuw: Casus) -> OpaqueId:
        """Whom it is about in another child's file."""
        eigen = self.element.relatie is Relatie.JEUGDIGE
        return nieuw.betrokkene if eigen else self.element.over


def gezinsdoelen(gezin: Iterable[Casus]) -> tuple[Gezinsdoel, ...]:
    """The running goals of a family, each once."""
    gevonden: dict[OpaqueId, Gezinsdoel] = {}
    for lid in gezin:
        elementen = {e.id: e for e in lid.elementen}
        for doel in lid.gezinsplan.lopend:
            if doel.leefgebied.van_gezin:
                rust_op = lid.grondslag_aan_tafel(doel.element)
                besluit = rust_op.bronbesluit if rust_op else Bronbesluit.GEEN
                gevonden.setdefault(doel.id, Gezinsdoel(doel, elementen[doel.element], besluit))
    return tuple(gevonden.values())


def volg_doel(
    nieuw: Casus, gezinsdoel: Gezinsdoel, waarde: Verzegeld, omst: Omstandigheden
) -> tuple[Payload, ...]:
    """The goal in the new file; what it says is `waarde`, sealed for this child."""
    doel = gezinsdoel.doel
    eigen = {"id": omst.nieuw(ELEMENT, doel.id), "over": gezinsdoel.van(nieuw), "waarde": waarde}
    element = gezinsdoel.element.model_copy(update=eigen)
    gesteld = DoelGesteld(
        casus=nieuw.id,
        overleg=nieuw.overleg,
        plandoel=doel.id,
        leefgebied=doel.leefgebied,
        wie=doel.wie,
        start=doel.start,
        streefdatum=doel.streefdatum,
        element=element,
        door=doel.door,
        op=omst.op,
    )
    gevraagd = voor_eigen_overleg(nieuw, omst, doel.door, (element,), gezinsdoel.bronbesluit)
    # Requests of one casus differ by what they carry; these carry the same but for the element.
    apart = {"verstrekking": omst.nieuw("verstrekking", element.id)}
    return (gesteld, gevraagd.model_copy(update=apart))


def volg_coordinator(
    nieuw: Casus, gezin: Iterable[Casus], omst: Omstandigheden
) -> tuple[Payload, ...]:
    """Who coordinates for the family does so for this child too."""
    for plan in (lid.gezinsplan for lid in gezin):
        if plan.coordinator and plan.benoemd_door:
            return (benoemd(nieuw, plan.coordinator, plan.benoemd_door, omst),)
    return ()
