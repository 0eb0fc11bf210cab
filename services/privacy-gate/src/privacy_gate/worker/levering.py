"""Delivering: the receiver's copy of the elements that pass, each for the seats it passes to."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from contracts.elements import Bewerking, Element, GedeeldElement
from contracts.proef import LEEG
from contracts.vocabulary import Functie, OpaqueId, Zetelsoort
from privacy_gate.domain.beslissen import DOORGELATEN, Besluit, Elementoordeel
from privacy_gate.domain.overbrengen import verminderd
from privacy_gate.store.getoond import save_getoond
from privacy_gate.store.vertaling import Adres, Vertaling
from privacy_gate.worker.resealer import Mislukt, Resealer


@dataclass(frozen=True)
class Levering:
    """What goes along, and what was allowed and yet could not go.

    Attributes:
        kopieen: by element, the receiver's id of each copy that was allowed.
    """

    elementen: tuple[GedeeldElement, ...] = ()
    mislukt: dict[tuple[OpaqueId, Bewerking], str] = field(default_factory=dict)
    kopieen: dict[OpaqueId, dict[Bewerking, OpaqueId]] = field(default_factory=dict)


def lever(besluit: Besluit, regie: Functie, vertaling: Vertaling, resealer: Resealer) -> Levering:
    """Reseal every element that passes, once per reduction that was decided on.

    Args:
        besluit: decided what passes.
        regie: runs the sending table; stands in for a source that is not named.
        vertaling: gives the receiver's ids.
        resealer: opens and seals.
    """
    van, naar = Adres(domein=besluit.verzoek.van_domein), Adres(domein=besluit.naar_domein)
    shared: list[GedeeldElement] = []
    failed: dict[tuple[OpaqueId, Bewerking], str] = {}
    copies: dict[OpaqueId, dict[Bewerking, OpaqueId]] = {}
    for one in besluit.elementen:
        copies[one.element.id] = {}
        for bewerking, seats in _per_bewerking(one):
            bare = verminderd(one.element, bewerking, regie)
            new = _onder_nieuwe_ids(bare, bewerking, vertaling, van, naar)
            copies[one.element.id][bewerking] = new.id
            copy = resealer.herverzegel(one.element, new, van.domein, naar.domein, bewerking)
            if isinstance(copy, Mislukt):
                failed[one.element.id, bewerking] = copy.reden
            else:
                shared.append(GedeeldElement(element=copy, bewerking=bewerking, zetels=seats))
    return Levering(tuple(shared), failed, copies)


def met_teruggenomen(
    session: Session, besluit: Besluit, levering: Levering, persoon: OpaqueId
) -> Levering:
    """At the own table: a copy that was shown and may be no longer, comes with no seats, and bare.

    So consent that is withdrawn takes back what it had opened (Wbp 5(2)).
    """
    verzoek = besluit.verzoek
    if verzoek.van_overleg != verzoek.naar_overleg:
        return levering
    shown = {shared.element.id for shared in levering.elementen}
    taken_back = []
    for one in besluit.elementen:
        now = {b: name for b, name in levering.kopieen[one.element.id].items() if name in shown}
        shown_before = save_getoond(session, verzoek.naar_overleg, one.element.id, now, persoon)
        for bewerking, gone in shown_before.items():
            copy = one.element.model_copy(update={"id": gone, "waarde": LEEG})
            taken_back.append(GedeeldElement(element=copy, bewerking=bewerking, zetels=()))
    return replace(levering, elementen=(*levering.elementen, *taken_back))


def _per_bewerking(one: Elementoordeel) -> Iterator[tuple[Bewerking, tuple[Zetelsoort, ...]]]:
    passing = [(seat, o.bewerking) for seat, o in one.zetels if o.uitkomst in DOORGELATEN]
    for bewerking in dict.fromkeys(reduction for _, reduction in passing):
        yield bewerking, tuple(seat for seat, reduction in passing if reduction is bewerking)


def _onder_nieuwe_ids(
    element: Element, bewerking: Bewerking, vertaling: Vertaling, van: Adres, naar: Adres
) -> Element:
    return element.model_copy(
        update={
            "id": vertaling.vertaal_element(element.id, van, naar, bewerking),
            "over": vertaling.vertaal("betrokkene", element.over, van, naar),
        }
    )
