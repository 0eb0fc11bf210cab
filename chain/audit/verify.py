"""The auditor's proof: nothing missing, nothing altered, nothing passed without a decision."""

from dataclasses import dataclass

from chain.audit.databases import reconcile
from chain.audit.delivered import Delivered
from chain.audit.event import Fault
from chain.audit.order import Order
from chain.audit.reading import Chain


@dataclass(frozen=True)
class Verdict:
    """What was looked at, and every fault in the order in which it was met."""

    events: int
    sources: int
    decisions: int
    links: bool
    faults: tuple[Fault, ...]


def verified(chain: Chain) -> Verdict:
    """Read the log once; hold the links, the deliveries and the databases against it."""
    order, delivered = Order(), Delivered(chain.links)
    chain.read(order, (delivered,))
    stored = reconcile(chain.databases, order)
    return Verdict(
        events=len(order.ids),
        sources=len(order.lengths),
        decisions=delivered.decisions,
        links=chain.links.known,
        faults=(
            *order.faults,
            *chain.links.faults,
            *(delivered.found() if chain.links.known else ()),
            *stored.faults,
        ),
    )
