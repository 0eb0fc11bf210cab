"""What a table discussed and decided of a casus, agreed, and plans itself."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.vergadering import Afloop, Afspraaksoort, Betrokkenheid, Veiligheidsreden
from contracts.vocabulary import Functie, OpaqueId


@dataclass(frozen=True)
class Besproken:
    """The casus was discussed in a meeting, with what the table then decided."""

    op: date
    aanwezig: tuple[Functie, ...]
    jeugdige: Betrokkenheid
    ouders: Betrokkenheid
    veiligheidsreden: Veiligheidsreden | None
    uitkomst: Besprekingsuitkomst | None = None


@dataclass(frozen=True)
class Afspraak:
    """An agreement: who helps, from when and until when; what was agreed is the element."""

    id: OpaqueId
    soort: Afspraaksoort
    uitvoerder: Functie
    start: date
    beoogd_einde: date
    element: OpaqueId
    op: date
    afloop: Afloop | None = None


@dataclass(frozen=True)
class Plan:
    """The table's own plan."""

    uitvoerder: Functie
    start: date
    beoogd_einde: date
    geevalueerd_op: date | None = None


@dataclass(frozen=True)
class Bespreekstand:
    """Where the meeting is with a casus.

    Attributes:
        dragers: who carries back what was decided, in order, where a road names more than one.
    """

    vergadering: date | None = None
    besproken_op: date | None = None
    besprekingen: tuple[Besproken, ...] = ()
    afspraken: tuple[Afspraak, ...] = ()
    uitkomst: Besprekingsuitkomst | None = None
    terugkoppeling_nodig: bool | None = None
    plan: Plan | None = None
    dragers: tuple[Functie, ...] = ()

    @property
    def lopende_afspraken(self) -> tuple[Afspraak, ...]:
        """Agreements of which nobody said yet what became of them."""
        return tuple(a for a in self.afspraken if a.afloop is None)

    def besproken(self, bespreking: Besproken) -> Self:
        """The same after one more discussion."""
        alle = (*self.besprekingen, bespreking)
        return replace(self, besproken_op=bespreking.op, besprekingen=alle)

    def met_uitkomst(self, uitkomst: Besprekingsuitkomst) -> Self:
        """The same with what was decided, also after the latest discussion; a desk has none."""
        if not self.besprekingen:
            return replace(self, uitkomst=uitkomst)
        *eerder, laatste = self.besprekingen
        alle = (*eerder, replace(laatste, uitkomst=uitkomst))
        return replace(self, uitkomst=uitkomst, besprekingen=alle)

    def afgerond(self, afspraak: OpaqueId, afloop: Afloop) -> Self:
        """The same after somebody said what became of an agreement."""
        na = (replace(a, afloop=afloop) if a.id == afspraak else a for a in self.afspraken)
        return replace(self, afspraken=tuple(na))
