"""What a decision is taken under; all of it comes in from outside, so that the decision is pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.opschalen.klok import Bepalingen, Werkdagen
from casusoverleg.domain.opschalen.ladder import Rooster
from casusoverleg.domain.overdragen.overdracht import Wie
from contracts.covenant import Convenant
from contracts.covenant_text import Overleg
from contracts.elements import Verzegeld
from contracts.vocabulary import Domein, Functie, Leeftijdsband, OpaqueId, Zetelsoort

ELEMENT, WEGING, MOTIVERING = "element", "weging", "motivering"
"""What a command can bring in words: a new element, a written necessity, why so was decided."""

VERZET = "verzet"
"""The id of an objection is derived from this, and its words are sealed under it."""

DOEL = "doel"
"""The id of a goal is derived from this: that of a family's goal is the same in every file."""


class NieuwId(Protocol):
    """Derives an id from these parts: the same ones, the same id."""

    def __call__(self, *parts: str) -> OpaqueId:
        """The id."""


def _iedereen(_functie: Functie) -> bool:
    return True


def _geen_sleutels(_persoon: OpaqueId) -> tuple[OpaqueId, ...]:
    return ()


def _geen_ander(_overleg: str, _op: date) -> Convenant | None:
    return None


@dataclass(frozen=True)
class Omstandigheden:
    """The circumstances of a decision.

    Attributes:
        op: the calendar day.
        convenant: the version in force.
        leeftijdsband: on this day, where this domain holds the birth date.
        leeftijd: in years, likewise.
        na_werkdagen, bij: as in `klok.Bepalingen`.
        bezet: as in `ladder.Rooster`.
        gezin: the other files of the family at this table; the open ones, unless said otherwise.
        verzegeld: what the command said in words, sealed: by `ELEMENT` and the like.
        andere: the other casussen of the domain, for who wants to erase one; for who brings two
            families together, the files of the other one.
        sleutels: likewise, gives the keys about a person.
    """

    op: date
    domein: Domein
    convenant: Convenant
    nieuw: NieuwId
    na_werkdagen: Werkdagen
    bezet: Callable[[Functie], bool] = _iedereen
    bij: Callable[[str, date], Convenant | None] = _geen_ander
    leeftijdsband: Leeftijdsband | None = None
    leeftijd: int | None = None
    gezin: tuple[Casus, ...] = ()
    verzegeld: Mapping[str, Verzegeld] = field(default_factory=dict)
    andere: tuple[Casus, ...] = ()
    sleutels: Callable[[OpaqueId], tuple[OpaqueId, ...]] = _geen_sleutels

    def te_beantwoorden(self, op: date, ontvanger: str, ander: str, school: str | None) -> date:
        """By when an offer must be answered: in the working days of the table that receives it.

        `ander`: the table of the two that is not this one.
        """
        convenant = self.rooster.bepalingen.regelt("termijnen", ander, school, op)
        tafel = self.convenant.overleggen.get(ontvanger)
        stil = convenant.stille_dagen(tafel.domein if tafel else self.domein)
        return self.na_werkdagen(op, convenant.termijnen.accepteren, stil)

    @property
    def rooster(self) -> Rooster:
        """What the covenant lays down now, and who is there."""
        bepalingen = Bepalingen(
            self.domein, lambda _op: self.convenant, self.na_werkdagen, self.bij
        )
        return Rooster(bepalingen, self.bezet)


@dataclass(frozen=True)
class Zetel:
    """Someone at a table: in which capacity, of which kind, and whether he directs it.

    Attributes:
        verwijsindex: does this table report to the verwijsindex?
    """

    functie: Functie
    soort: Zetelsoort
    wie: Wie
    overleg: Overleg
    verwijsindex: bool = False


def functie_van(zetelnaam: str) -> Functie:
    """The capacity that a covenant calls `organisation/role`."""
    organisatie, rol = zetelnaam.split("/")
    return Functie(organisatie=organisatie, rol=rol)


def zetel_aan(convenant: Convenant, overleg: str, functie: Functie) -> Zetel | None:
    """The seat of this capacity at a table; None if it has none there."""
    tafel = convenant.overleggen.get(overleg)
    if tafel is None or functie not in tafel.functies():
        return None
    wie = Wie.REGIE if str(functie) == tafel.regie else Wie.ZETEL
    index = convenant.verwijsindex
    meldt = index is not None and index.geldt_voor(overleg)
    return Zetel(functie, convenant.zetelsoort(functie), wie, tafel, meldt)


@dataclass(frozen=True)
class Situatie:
    """A casus, the seat that wants to do something with it, and the circumstances."""

    casus: Casus
    zetel: Zetel
    omst: Omstandigheden
