"""What may never be, looked for with the auditor's own eyes: the log, and what lies beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from chain.audit.closing import Closing
from chain.audit.databases import reconcile
from chain.audit.delivered import Delivered
from chain.audit.doubles import Doubles
from chain.audit.event import DomainId, Event, Fault, Spot, casus_of
from chain.audit.links import Links
from chain.audit.lost import Lost
from chain.audit.order import Order
from chain.audit.reading import AuditedChain
from chain.audit.responsible import Responsible


class Breach(StrEnum):
    """What can be wrong; the names of the figures that must be zero."""

    LOST = "verloren"
    DOUBLE = "dubbel"
    LET_GO = "losgelaten"
    LEAKED = "gelekt"
    STUCK = "vastgelopen"
    UNLIKE = "ongelijk"
    REBUILT = "anders_herbouwd"
    CLOSED = "gesloten_zonder_actie"
    MISHEARD = "verkeerd_gehoord"
    BROKEN = "bezweken"


@dataclass(frozen=True)
class Finding:
    """Something that may never be; `casus` is the one that it is about, if there is one."""

    kind: Breach
    text: str
    casus: DomainId | None = None


class Cases:
    """Remembers which casus an event at a place is about."""

    def __init__(self) -> None:
        self._at: dict[Spot, DomainId | None] = {}

    def take(self, event: Event) -> None:
        """See one event."""
        self._at[event.place] = casus_of(event)

    def found(self, kind: Breach, faults: Iterable[Fault]) -> Iterator[Finding]:
        """Faults as findings about their casus."""
        for fault in faults:
            yield Finding(kind, str(fault), self._at.get(fault.place))


def audited(chain: AuditedChain) -> Iterator[Finding]:
    """What the auditor's own readers find in a chain that has come to rest."""
    order, cases, delivered = Order(), Cases(), Delivered(chain.links)
    responsible, closing = Responsible(chain.links), Closing(chain.links)
    doubles, lost = Doubles(), Lost(chain.links, order.ids)
    chain.read(order, (cases, responsible, closing, doubles, lost, delivered))
    yield from cases.found(Breach.LOST, order.faults)
    yield from cases.found(Breach.LET_GO, responsible.faults)
    yield from cases.found(Breach.DOUBLE, doubles.faults)
    yield from cases.found(Breach.LEAKED, delivered.faults)
    yield from cases.found(Breach.LEAKED, delivered.unpaired())
    for casus in sorted(closing.without_action):
        yield Finding(Breach.CLOSED, "gesloten voordat er iets gedaan was", casus)
    yield from cases.found(Breach.LOST, lost.faults(chain.instances))
    yield from cases.found(Breach.LOST, chain.links.faults)
    stored = reconcile(chain.instances, order)
    yield from cases.found(Breach.LOST, stored.faults)
    waiting = {
        "niet gepubliceerd": stored.unpublished,
        "niet gelezen": stored.unread,
        "onbeantwoord": lost.under_way,
        "geparkeerd": stored.parked,
    }
    for what, count in waiting.items():
        if count:
            yield Finding(Breach.STUCK, f"{count} gebeurtenissen {what} terwijl alles tot rust is")


def together(links: Links, casus: DomainId) -> set[str]:
    """The ids of the casussen of the zaak that this one belongs to."""
    for members in links.together("casus").values():
        if casus in members:
            return {id_ for _, id_ in members}
    return {casus[1]}
