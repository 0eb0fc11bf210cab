"""What was asked of other tables or by them, and who consented to what."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from casusoverleg.domain.overdragen.overdracht import Kant
from contracts.events.verstrekking import Navraagsoort, Toestemming
from contracts.vocabulary import Naam, OpaqueId


@dataclass(frozen=True)
class Navraagstand:
    """A typed question that was put to another table, or came from one."""

    id: OpaqueId
    kant: Kant
    ander_overleg: Naam
    vraag: Navraagsoort
    op: date
    beantwoord: bool = False


@dataclass(frozen=True)
class Vastlegstand:
    """The inquiries and the consents of a casus."""

    navragen: tuple[Navraagstand, ...] = ()
    toestemmingen: tuple[Toestemming, ...] = ()

    def wachtende_navraag(self, id_: str | None) -> Navraagstand | None:
        """The inquiry from another table that waits here: the one meant, else the first."""
        wachtend = (n for n in self.navragen if n.kant is Kant.ONTVANGER and not n.beantwoord)
        return next((n for n in wachtend if id_ in (None, n.id)), None)

    def beantwoord(self, navraag: OpaqueId) -> Self:
        """The same after an inquiry was answered."""
        na = (replace(n, beantwoord=True) if n.id == navraag else n for n in self.navragen)
        return replace(self, navragen=tuple(na))

    def ingetrokken(self, toestemming: OpaqueId, op: date) -> Self:
        """The same after a consent was withdrawn."""
        weg = {"ingetrokken_op": op}
        na = (t.model_copy(update=weg) if t.id == toestemming else t for t in self.toestemmingen)
        return replace(self, toestemmingen=tuple(na))
