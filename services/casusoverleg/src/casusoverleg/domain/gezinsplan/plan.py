"""What a file holds of the plan: goals with their history, coordinator, agreement to closing."""

from dataclasses import dataclass
from datetime import date

from contracts.gezinsplan import Doeloordeel, Leefgebied
from contracts.vocabulary import Functie, OpaqueId

_KLAAR = (Doeloordeel.BEHAALD, Doeloordeel.VERVALLEN)


@dataclass(frozen=True)
class Doelevaluatie:
    """Somebody looked whether a goal is reached."""

    oordeel: Doeloordeel
    door: Functie
    op: date


@dataclass(frozen=True)
class Plandoel:
    """A goal as it was put once; what is aimed at, and how one sees it reached, is the element.

    Attributes:
        bijgesteld_op: since when another version of it, with the same id, counts.
    """

    id: OpaqueId
    leefgebied: Leefgebied
    uitvoerder: Functie
    start: date
    streefdatum: date
    element: OpaqueId
    door: Functie
    gesteld_op: date
    bijgesteld_op: date | None = None
    evaluaties: tuple[Doelevaluatie, ...] = ()

    @property
    def laatst(self) -> Doelevaluatie | None:
        """The last evaluation."""
        return self.evaluaties[-1] if self.evaluaties else None

    @property
    def loopt(self) -> bool:
        """Is it still worked at? What is reached, lapsed or was put otherwise, is not."""
        klaar = self.laatst is not None and self.laatst.oordeel in _KLAAR
        return self.bijgesteld_op is None and not klaar

    @property
    def vervallen(self) -> bool:
        """Did somebody find that it does not hold, or is not needed any more?"""
        return self.laatst is not None and self.laatst.oordeel is Doeloordeel.VERVALLEN


@dataclass(frozen=True)
class Gezinsplan:
    """The goals of a child and its family, in this child's file.

    Attributes:
        doelen: every version of every goal, in the order in which they were put.
        coordinator: the zorgcoordinator-gezin, and the zorgregisseur who named him.
        ingestemd_op: when the zorgregisseur agreed to closing; undone by whatever goes on.
    """

    doelen: tuple[Plandoel, ...] = ()
    coordinator: Functie | None = None
    benoemd_door: Functie | None = None
    ingestemd_op: date | None = None

    @property
    def huidig(self) -> tuple[Plandoel, ...]:
        """The goals as they are put now."""
        return tuple(d for d in self.doelen if d.bijgesteld_op is None)

    @property
    def lopend(self) -> tuple[Plandoel, ...]:
        """The goals that are worked at."""
        return tuple(d for d in self.doelen if d.loopt)

    def doel(self, id_: OpaqueId) -> Plandoel | None:
        """A goal as it is put now."""
        return next((d for d in self.huidig if d.id == id_), None)

    @property
    def vervallen_elementen(self) -> frozenset[OpaqueId]:
        """The elements of goals that lapsed, in every version: nobody needs to read them."""
        ids = {d.id for d in self.doelen if d.vervallen}
        return frozenset(d.element for d in self.doelen if d.id in ids)

    def elementen_van(self, functie: Functie) -> frozenset[OpaqueId]:
        """What someone knows because it is he who works at it."""
        return frozenset(d.element for d in self.doelen if d.uitvoerder == functie)
