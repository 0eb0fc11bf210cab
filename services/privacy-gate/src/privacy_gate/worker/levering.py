"""Delivering: the receiver's copy of the elements that pass, each for the seats it passes to."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.elements import Bewerking, Element, GedeeldElement
from contracts.vocabulary import OpaqueId, Zetelsoort
from privacy_gate.domain.beslissen import DOORGELATEN, Besluit, Elementoordeel
from privacy_gate.store.vertaling import Adres, Vertaling
from privacy_gate.worker.resealer import Mislukt, Resealer


@dataclass(frozen=True)
class Levering:
    """What goes along, and what was allowed and yet could not go."""

    elementen: tuple[GedeeldElement, ...]
    mislukt: dict[tuple[OpaqueId, Bewerking], str]


def lever(besluit: Besluit, vertaling: Vertaling, resealer: Resealer) -> Levering:
    """Reseal every element that passes, once per reduction that was decided on."""
    van, naar = Adres(domein=besluit.verzoek.van_domein), Adres(domein=besluit.naar_domein)
    shared: list[GedeeldElement] = []
    failed: dict[tuple[OpaqueId, Bewerking], str] = {}
    for one in besluit.elementen:
        for bewerking, seats in _per_bewerking(one):
            new = _onder_nieuwe_ids(one.element, bewerking, vertaling, van, naar)
            copy = resealer.herverzegel(one.element, new, van.domein, naar.domein, bewerking)
            if isinstance(copy, Mislukt):
                failed[one.element.id, bewerking] = copy.reden
            else:
                shared.append(GedeeldElement(element=copy, bewerking=bewerking, zetels=seats))
    return Levering(tuple(shared), failed)


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
