"""The auditor's proof: nothing missing, nothing altered, nothing passed without a decision."""

from dataclasses import dataclass

from chain.audit.databases import reconcile
from chain.audit.delivered import Delivered
from chain.audit.erased import KIND as ERASED
from chain.audit.event import Event, Fault
from chain.audit.order import Order
from chain.audit.reading import AuditedChain


@dataclass(frozen=True)
class Verdict:
    """What was looked at, and every fault in the order in which it was met.

    `unpaired`: how much of what was decided or delivered could not be held against the other,
    because the gate's keys are not there, or were lawfully destroyed. `erased`: how often the log
    says that something was destroyed.
    """

    events: int
    sources: int
    decisions: int
    unpaired: int
    erased: int
    faults: tuple[Fault, ...]


class _Erased:
    """Counts."""

    count = 0

    def take(self, event: Event) -> None:
        """See one event."""
        self.count += event.kind == ERASED


def verified(chain: AuditedChain) -> Verdict:
    """Read the log once; hold the links, the deliveries and the databases against it."""
    order, delivered, erased = Order(), Delivered(chain.links), _Erased()
    chain.read(order, (delivered, erased))
    unpaired = delivered.unpaired()
    excused = not chain.links.known or chain.links.unopened > 0
    stored = reconcile(chain.instances, order)
    return Verdict(
        events=len(order.ids),
        sources=len(order.lengths),
        decisions=delivered.decisions,
        unpaired=len(unpaired) if excused else 0,
        erased=erased.count,
        faults=(
            *order.faults,
            *chain.links.faults,
            *delivered.faults,
            *(() if excused else unpaired),
            *stored.faults,
        ),
    )
