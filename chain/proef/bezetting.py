"""Who works in a region that is played: one person on every seat, but for those left empty."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from chain.setup.rollen import zetels_van
from contracts.covenant import Convenant
from contracts.vocabulary import Functie, OpaqueId
from infra.register import Functieverloop, Register, Wijziging


class Leeg(Collection[str]):
    """The seats on which nobody is, which remembers about which it was asked.

    What nobody asked about cannot have changed an answer: so much need not be played again.
    """

    def __init__(self) -> None:
        self.begin(())

    def begin(self, zetels: Collection[str]) -> None:
        """Leave these empty from now on, and forget about which it was asked."""
        self.zetels = frozenset(zetels)
        self.gevraagd: set[str] = set()

    def __contains__(self, zetel: object) -> bool:
        self.gevraagd.add(str(zetel))
        return zetel in self.zetels

    def __iter__(self) -> Iterator[str]:
        return iter(self.zetels)

    def __len__(self) -> int:
        return len(self.zetels)


@dataclass(frozen=True, eq=False)
class Bezetting(Register):
    """The register of that region. `leeg` is changed between two plays."""

    leeg: Leeg = field(default_factory=Leeg)

    def medewerkers_met(self, functie: Functie, op: date) -> tuple[OpaqueId, ...]:
        """Who has this capacity: the one person there, unless it is left empty."""
        return () if str(functie) in self.leeg else super().medewerkers_met(functie, op)


def bezetting(convenant: Convenant, leeg: Leeg) -> Bezetting:
    """One person for every capacity that the covenant names, but those left empty."""
    having = Wijziging(vanaf=date.min, heeft=True)
    people = [
        Functieverloop(medewerker=f"{number:026d}", functie=seat, wijzigingen=(having,))
        for number, seat in enumerate(zetels(convenant))
    ]
    return Bezetting([convenant], people, leeg=leeg)


def zetels(convenant: Convenant) -> tuple[Functie, ...]:
    """Every capacity that the covenant names, each once."""
    return tuple(dict.fromkeys(zetels_van(convenant)))
