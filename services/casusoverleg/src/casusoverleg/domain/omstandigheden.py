"""What a decision is taken under; all of it comes in from outside, so that the decision is pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdracht import Wie
from contracts.covenant import Convenant, Overleg
from contracts.elements import Verzegeld
from contracts.vocabulary import Domein, Functie, Leeftijdsband, OpaqueId, Zetelsoort

ELEMENT, WEGING, MOTIVERING = "element", "weging", "motivering"
"""What a command can bring in words: a new element, a written necessity, why so was decided."""


Termijn: TypeAlias = Callable[[date, int], date]


class NieuwId(Protocol):
    """Derives an id from these parts: the same ones, the same id."""

    def __call__(self, *parts: str) -> OpaqueId:
        """The id."""


@dataclass(frozen=True)
class Omstandigheden:
    """The circumstances of a decision.

    Attributes:
        op: the calendar day.
        convenant: the version in force.
        leeftijdsband: on this day, where this domain holds the birth date.
        leeftijd: in years, likewise.
        na_werkdagen: the last day of a term of so many working days from a date.
        verzegeld: what the command said in words, sealed: by `ELEMENT` and the like.
    """

    op: date
    domein: Domein
    convenant: Convenant
    nieuw: NieuwId
    na_werkdagen: Termijn
    leeftijdsband: Leeftijdsband | None = None
    leeftijd: int | None = None
    verzegeld: Mapping[str, Verzegeld] = field(default_factory=dict)


@dataclass(frozen=True)
class Zetel:
    """Someone at a table: in which function, of which kind, and whether he directs it."""

    functie: Functie
    soort: Zetelsoort
    wie: Wie
    overleg: Overleg


def functie_van(zetelnaam: str) -> Functie:
    """The function that a covenant calls `organisation/role`."""
    organisatie, rol = zetelnaam.split("/")
    return Functie(organisatie=organisatie, rol=rol)


def zetel_aan(convenant: Convenant, overleg: str, functie: Functie) -> Zetel | None:
    """The seat of this function at a table; None if it has none there."""
    tafel = convenant.overleggen.get(overleg)
    if tafel is None or functie not in tafel.functies():
        return None
    wie = Wie.REGIE if str(functie) == tafel.regie else Wie.ZETEL
    return Zetel(functie, convenant.zetelsoort(functie), wie, tafel)


@dataclass(frozen=True)
class Situatie:
    """A casus, the seat that wants to do something with it, and the circumstances."""

    casus: Casus
    zetel: Zetel
    omst: Omstandigheden
