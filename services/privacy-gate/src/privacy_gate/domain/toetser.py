"""Matching and resolving: the rules that are met, and which of them prevails.

Every rule is a box, so the rules that match are the AND, over the attributes, of the bitset
of rules that admit the value at hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.domain.kenmerken import KENMERKEN, Kenmerken, Over
from privacy_gate.domain.regels import Gevolg, Regel

STRICTEST_LAST = (
    Bewerking.GEEN,
    Bewerking.WOONPLAATS,
    Bewerking.GEBOORTEJAAR,
    Bewerking.ZONDER_NAMEN,
    Bewerking.JA,
    Bewerking.TERUGKEER,
)


@dataclass(frozen=True)
class Oordeel:
    """What the rules say about one set of attributes.

    Attributes:
        regels: the rules that decided.
        gemist: permits that failed on one attribute only, as 'rule: attribute'.
    """

    uitkomst: Uitkomst
    bewerking: Bewerking
    regels: tuple[Regel, ...]
    gemist: tuple[str, ...] = ()
    verplichtingen: tuple[Regel, ...] = ()


class Toetser:
    """The rules of one kind in force on one date, made ready for matching."""

    def __init__(self, over: Over, regels: Sequence[Regel]) -> None:
        self._regels = tuple(regels)
        self._all = (1 << len(self._regels)) - 1
        self._masks = {
            name: {value: self._admitting(name, value) for value in values}
            for name, values in KENMERKEN[over].items()
        }
        self._silent = {name: self._all & ~self._asking(name) for name in self._masks}
        self._having = {
            gevolg: sum(1 << i for i, r in enumerate(self._regels) if r.gevolg is gevolg)
            for gevolg in Gevolg
        }
        self._lifted_by = {
            1 << i: sum(1 << j for j, r in enumerate(self._regels) if r.id in one.uitzondering_op)
            for i, one in enumerate(self._regels)
            if one.gevolg is Gevolg.UITZONDERING
        }

    def toets(self, kenmerken: Kenmerken) -> Oordeel:
        """Forbid, less named exceptions > a human > default deny > minimise > permit."""
        met, missed = self._match(kenmerken)
        banned = met & self._having[Gevolg.VERBIED]
        exceptions = self._exceptions(met, banned)
        forbidden = banned & ~self._lifted(exceptions)
        doubted = met & self._having[Gevolg.LAAT_BEOORDELEN]
        permitted = met & self._having[Gevolg.STA_TOE]
        if forbidden or not (doubted or permitted):
            return Oordeel(
                Uitkomst.GEWEIGERD,
                Bewerking.GEEN,
                self._of(forbidden),
                () if forbidden else self._near(missed, kenmerken),
            )
        if doubted:
            return Oordeel(Uitkomst.BEOORDELING, Bewerking.GEEN, self._of(doubted))
        return self._passing(met, permitted | exceptions)

    def _passing(self, met: int, relied_on: int) -> Oordeel:
        reducing = met & self._having[Gevolg.MINIMALISEER]
        rules = self._of(relied_on | reducing)
        reduction = max((r.bewerking for r in rules), key=STRICTEST_LAST.index)
        return Oordeel(
            Uitkomst.GEMINIMALISEERD if reducing else Uitkomst.TOEGESTAAN,
            reduction,
            rules,
            verplichtingen=self._of(met & self._having[Gevolg.VERPLICHT]),
        )

    def _match(self, kenmerken: Kenmerken) -> tuple[int, int]:
        """The rules that are met, and those that fail on exactly one attribute.

        A value that is not there, or that no vocabulary has, meets no condition.
        """
        met, missed = self._all, 0
        for name, masks in self._masks.items():
            admitting = masks.get(kenmerken.get(name, ""), self._silent[name])
            missed = (missed & admitting) | (met & ~admitting)
            met &= admitting
        return met, missed

    def _exceptions(self, met: int, banned: int) -> int:
        """The exceptions that are met and lift something."""
        return sum(one for one, lifts in self._lifted_by.items() if met & one and banned & lifts)

    def _lifted(self, exceptions: int) -> int:
        lifted = 0
        for one in _bits(exceptions):
            lifted |= self._lifted_by[1 << one]
        return lifted

    def _near(self, missed: int, kenmerken: Kenmerken) -> tuple[str, ...]:
        permits = self._of(missed & self._having[Gevolg.STA_TOE])
        return tuple(
            f"{regel.id}: {name}"
            for regel in permits
            for name, values in regel.voorwaarden
            if kenmerken.get(name) not in values
        )

    def _admitting(self, name: str, value: str) -> int:
        return sum(
            1 << i
            for i, regel in enumerate(self._regels)
            if all(value in values for attribute, values in regel.voorwaarden if attribute == name)
        )

    def _asking(self, name: str) -> int:
        """The rules with a condition on an attribute."""
        return sum(
            1 << i
            for i, regel in enumerate(self._regels)
            if any(attribute == name for attribute, _ in regel.voorwaarden)
        )

    def _of(self, mask: int) -> tuple[Regel, ...]:
        return tuple(self._regels[i] for i in _bits(mask))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
