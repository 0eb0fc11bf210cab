"""What must still be done after a decision of the gate, and who objected."""

from dataclasses import dataclass

from casusoverleg.domain.nakomen.plichten import Plicht
from contracts.events.naleving import Verzet
from contracts.vocabulary import OpaqueId


@dataclass(frozen=True)
class Naleefstand:
    """The obligations and the objections of a casus.

    Attributes:
        gegrond_verzet: the persons whose objection was found justified.
    """

    plichten: tuple[Plicht, ...] = ()
    verzetten: tuple[Verzet, ...] = ()
    gegrond_verzet: tuple[OpaqueId, ...] = ()

    def plicht(self, naam: str) -> Plicht | None:
        """An obligation by how commands name it."""
        return next((p for p in self.plichten if p.naam == naam), None)
