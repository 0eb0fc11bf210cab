"""Who may act for a seat today: whoever holds it, else who stands in for it by the covenant.

It does not cascade: only who holds a seat himself stands in for another. Where nobody does, the
seat is empty. Who is there on a day comes in from outside.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from contracts.covenant_text import functie_van
from contracts.vocabulary import Functie, Zetelnaam

Vervanging = Mapping[Zetelnaam, Sequence[Zetelnaam]]
"""By seat who stands in for it, in the order in which they are asked."""


@dataclass(frozen=True)
class Zetelkeuze:
    """The seat that acts: the one that was meant, or who stands in for it."""

    aan: Functie
    vervangt: Functie | None = None
    bezet: bool = True

    @property
    def zetel(self) -> Functie:
        """The seat that was meant, whoever acts for it."""
        return self.vervangt or self.aan


@dataclass(frozen=True)
class Waarneming:
    """A seat that is acted for, and in which capacity of one's own."""

    zetel: Functie
    door: Functie


def wie_handelt(
    zetel: Functie, vervanging: Vervanging, bezet: Callable[[Functie], bool]
) -> Zetelkeuze:
    """Give the seat itself or, if nobody is there for it, the first that stands in and is there."""
    if bezet(zetel):
        return Zetelkeuze(zetel)
    for naam in vervanging.get(str(zetel), ()):
        ander = functie_van(naam)
        if bezet(ander):
            return Zetelkeuze(ander, zetel)
    return Zetelkeuze(zetel, bezet=False)


def wie_draagt(
    dragers: Sequence[Functie], vervanging: Vervanging, bezet: Callable[[Functie], bool]
) -> Zetelkeuze:
    """Give the first carrier that is there or, if none is, the first for whom somebody stands in.

    Where nobody can, it lies at the first, whose seat is empty.
    """
    er_is = (Zetelkeuze(een) for een in dragers if bezet(een))
    keuzes = (wie_handelt(een, vervanging, bezet) for een in dragers)
    vervangen = (een for een in keuzes if een.bezet)
    return next(chain(er_is, vervangen), Zetelkeuze(dragers[0], bezet=False))


def waargenomen(
    eigen: Collection[Functie], vervanging: Vervanging, bezet: Callable[[Functie], bool]
) -> Iterator[Waarneming]:
    """Find the seats that somebody with these capacities of his own acts for now."""
    for naam, vervangers in vervanging.items():
        if any(functie_van(een) in eigen for een in vervangers):
            keuze = wie_handelt(functie_van(naam), vervanging, bezet)
            if keuze.vervangt is not None and keuze.aan in eigen:
                yield Waarneming(keuze.vervangt, keuze.aan)


def waarneming_van(zetel: Functie, neemt_waar: Collection[Waarneming]) -> Waarneming | None:
    """By what right somebody acts for a seat that is not his own; None for one that is."""
    return next((een for een in neemt_waar if een.zetel == zetel), None)
