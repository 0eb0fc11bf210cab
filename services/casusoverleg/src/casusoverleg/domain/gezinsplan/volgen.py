"""What a file that is opened, or opened again, takes over from those of brothers and sisters."""

from collections.abc import Iterable
from dataclasses import dataclass

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.plan import Plandoel
from casusoverleg.domain.gezinsplan.zorgregisseur import benoemd
from casusoverleg.domain.stappen.circumstances import ELEMENT, Omstandigheden
from casusoverleg.domain.verstrekken.verzoeken import voor_eigen_overleg
from contracts.elements import Element, Verzegeld
from contracts.events.gezinsplan import DoelBijgesteld, DoelGeevalueerd, DoelGesteld
from contracts.events.payload import Payload
from contracts.events.verstrekking import Bronbesluit
from contracts.vocabulary import OpaqueId, Relatie


@dataclass(frozen=True)
class Gezinsdoel:
    """A goal of a family as it is put now, with what one of its files holds of it.

    Attributes:
        versies: how often it was put.
        bronbesluit: on which decision at the source it rested there that seats may open it.
    """

    doel: Plandoel
    versies: int
    element: Element
    bronbesluit: Bronbesluit

    def over(self, casus: Casus) -> OpaqueId:
        """Whom it is about in another child's file."""
        van_kind = self.element.relatie is Relatie.JEUGDIGE
        return casus.betrokkene if van_kind else self.element.over

    def staat_in(self, casus: Casus) -> bool:
        """Does this file hold it as it is put now? One that was reached before is not needed."""
        eigen = [d for d in casus.gezinsplan.doelen if d.id == self.doel.id]
        return len(eigen) >= self.versies or not (eigen or self.doel.loopt)


def gezinsdoelen(gezin: Iterable[Casus]) -> tuple[Gezinsdoel, ...]:
    """The goals of a family, each once."""
    gevonden: dict[OpaqueId, Gezinsdoel] = {}
    for lid in gezin:
        elementen = {e.id: e for e in lid.elementen}
        for doel in lid.gezinsplan.huidig:
            if doel.leefgebied.van_gezin:
                rust_op = lid.verstrekken.grondslag_aan_tafel(doel.element)
                besluit = rust_op.bronbesluit if rust_op else Bronbesluit.GEEN
                versies = sum(d.id == doel.id for d in lid.gezinsplan.doelen)
                eerder = gevonden.get(doel.id)
                if eerder is None or versies > eerder.versies:
                    element = elementen[doel.element]
                    gevonden[doel.id] = Gezinsdoel(doel, versies, element, besluit)
    return tuple(gevonden.values())


def volg_doel(
    casus: Casus, gezinsdoel: Gezinsdoel, waarde: Verzegeld, omst: Omstandigheden
) -> tuple[Payload, ...]:
    """The goal in this file; what it says is `waarde`, sealed for this child."""
    doel, was = gezinsdoel.doel, casus.gezinsplan.doel(gezinsdoel.doel.id)
    eigen = {"id": omst.nieuw(ELEMENT, doel.id), "over": gezinsdoel.over(casus), "waarde": waarde}
    element = gezinsdoel.element.model_copy(update=eigen)
    gesteld = DoelGesteld(
        casus=casus.id,
        overleg=casus.overleg,
        plandoel=doel.id,
        leefgebied=doel.leefgebied,
        uitvoerder=doel.uitvoerder,
        start=doel.start,
        streefdatum=doel.streefdatum,
        element=element,
        door=doel.door,
        op=omst.op,
    )
    anders = DoelBijgesteld(**gesteld.model_dump(exclude={"leefgebied"})) if was else gesteld
    gevraagd = voor_eigen_overleg(casus, omst, doel.door, (element,), gezinsdoel.bronbesluit)
    # Requests of one casus differ by what they carry; these carry the same but for the element.
    apart = {"verstrekking": omst.nieuw("verstrekking", element.id)}
    return (anders, gevraagd.model_copy(update=apart))


def volg_oordeel(casus: Casus, gezinsdoel: Gezinsdoel) -> tuple[Payload, ...]:
    """What was last found of a goal, if this file does not say so."""
    hier, daar = casus.gezinsplan.doel(gezinsdoel.doel.id), gezinsdoel.doel.laatst
    if daar is None or hier is None or hier.laatst == daar:
        return ()
    gevonden = DoelGeevalueerd(
        casus=casus.id,
        overleg=casus.overleg,
        plandoel=gezinsdoel.doel.id,
        oordeel=daar.oordeel,
        door=daar.door,
        op=daar.op,
    )
    return (gevonden,)


def volg_coordinator(
    casus: Casus, gezin: tuple[Casus, ...], omst: Omstandigheden
) -> tuple[Payload, ...]:
    """Who coordinates for the family does so for this child too, unless Bureau Jeugdzorg does."""
    eigen = casus.gezinsplan
    plan = next((lid.gezinsplan for lid in gezin if lid.gezinsplan.coordinator), eigen)
    jeugdzorg = any(een.opschalen.jeugdzorg for een in (casus, *gezin))
    wie = None if jeugdzorg else plan.coordinator
    if wie == eigen.coordinator:
        return ()
    return (
        benoemd(casus, wie, plan.benoemd_door or omst.convenant.regie_van(casus.overleg), omst),
    )
