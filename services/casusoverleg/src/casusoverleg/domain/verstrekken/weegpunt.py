"""What the gate left to a person: an element, for a table, until somebody weighed it."""

from collections.abc import Iterable
from datetime import date

from casusoverleg.domain.verstrekken.state import Gewogen
from contracts.events.privacy_gate import VerstrekkingAfgehandeld
from contracts.events.verstrekking import Weegvraag
from contracts.vocabulary import Frozen, Naam, OpaqueId, Uitkomst


class Weegpunt(Frozen):
    """An element that a person must weigh before a table may get it."""

    verstrekking: OpaqueId
    element: OpaqueId
    naar_overleg: Naam
    vraag: Weegvraag | None
    op: date


def te_wegen(
    afgehandeld: Iterable[VerstrekkingAfgehandeld], gewogen: Iterable[Gewogen]
) -> tuple[Weegpunt, ...]:
    """What waits for a verdict: the gate's last word, per table and element."""
    laatste: dict[tuple[Naam, OpaqueId], Weegpunt | None] = {}
    for a in afgehandeld:
        for u in a.uitkomsten:
            punt = Weegpunt(
                verstrekking=a.verstrekking,
                element=u.element,
                naar_overleg=a.naar_overleg,
                vraag=u.vraag,
                op=a.op,
            )
            vraagt = u.uitkomst is Uitkomst.BEOORDELING
            laatste[a.naar_overleg, u.element] = punt if vraagt else None
    gedaan = {(g.verstrekking, g.element) for g in gewogen}
    return tuple(p for p in laatste.values() if p and (p.verstrekking, p.element) not in gedaan)
