"""The figures of a chain: what happened, and whether anything was lost, doubled or let go of."""

from dataclasses import dataclass

from chain.audit.closing import Closing
from chain.audit.counts import Counts
from chain.audit.databases import Reconciled, reconcile
from chain.audit.doubles import Doubles
from chain.audit.event import Fault
from chain.audit.lost import Lost
from chain.audit.order import Order
from chain.audit.reading import AuditedChain
from chain.audit.responsible import Responsible

MUST_BE_ZERO = (
    "zonder_verantwoordelijke",
    "afgesloten_zonder_actie",
    "afgesloten_zonder_terugkoppeling",
    "dubbel",
    "verloren",
    "tegengehouden",
)


@dataclass(frozen=True)
class Audited:
    """The figures by their Dutch names, and what stands behind those that must be zero."""

    figures: dict[str, object]
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Is everything zero that must be?"""
        return not any(self.figures[name] for name in MUST_BE_ZERO) and not self.faults


def audited(chain: AuditedChain) -> Audited:
    """Read the log once and hold it against the databases beside it."""
    order, counts = Order(), Counts(chain.links)
    responsible, closing = Responsible(chain.links), Closing(chain.links)
    doubles, lost = Doubles(), Lost(chain.links, order.ids)
    chain.read(order, (counts, responsible, closing, doubles, lost))
    stored = reconcile(chain.instances, order)
    missing = tuple(lost.faults(chain.instances))
    must_be_zero = {
        "zonder_verantwoordelijke": len(responsible.offending),
        "afgesloten_zonder_actie": len(closing.without_action),
        "afgesloten_zonder_terugkoppeling": len(closing.without_feedback()),
        "dubbel": order.double + len(doubles.faults),
        "verloren": order.missing + len(missing) + stored.gone,
        "tegengehouden": stored.withheld,
    }
    return Audited(
        {**counts.figures(), **must_be_zero, **_waiting(lost, stored)},
        (*order.faults, *responsible.faults, *doubles.faults, *missing, *stored.faults),
    )


def _waiting(lost: Lost, stored: Reconciled) -> dict[str, object]:
    """Not lost, but not at rest either."""
    return {
        "onderweg": lost.under_way + stored.unpublished,
        "geparkeerd": stored.parked,
        "achterstand": stored.unread,
    }
