"""The exact census: the rules folded layer by layer over all possible contexts.

A state is the bitset of the rules that can still be met, together with what is certain already
(see `staat.py`). Contexts that leave the same state meet, and are counted together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from privacy_gate.bewijs.diagram import BUITEN, Diagrammen, Knoop
from privacy_gate.bewijs.ruimte import Ruimte
from privacy_gate.bewijs.staat import GEWEIGERD, Staat, plaatsen
from privacy_gate.domain.regels import Regel

KLASSENBUDGET = 60_000
"""So many classes a fold may take; more, and the rules have become too entangled to count."""

Vak = Sequence[int]
"""A box: for each layer of the space a bitset of combinations."""


class TeVeelKlassen(RuntimeError):
    """The fold went over the class budget."""


@dataclass(frozen=True)
class Vouw:
    """A census: the diagram of all outcomes, and in how many classes the contexts fell."""

    knoop: Knoop
    klassen: int


class Opstelling:
    """Rules, made ready for folding: per layer, for each combination, the rules that admit it."""

    def __init__(self, ruimte: Ruimte, regels: Iterable[Regel]) -> None:
        self.ruimte = ruimte
        self.regels = tuple(regels)
        self.vakken = [ruimte.vak(regel.voorwaarden, regel.geldig) for regel in self.regels]
        self.maskers: list[list[int]] = []
        for laag, layer in enumerate(ruimte.lagen):
            masks = [0] * len(layer.combinaties)
            for number, box in enumerate(self.vakken):
                for index in plaatsen(box[laag]):
                    masks[index] |= 1 << number
            self.maskers.append(masks)

    def met(self, nummer: int, regel: Regel) -> "Opstelling":
        """The same with one rule replaced."""
        other = object.__new__(Opstelling)
        other.ruimte = self.ruimte
        other.regels = (*self.regels[:nummer], regel, *self.regels[nummer + 1 :])
        box = self.ruimte.vak(regel.voorwaarden, regel.geldig)
        other.vakken = [*self.vakken[:nummer], box, *self.vakken[nummer + 1 :]]
        other.maskers = [
            masks
            if new == old
            else [
                mask & ~(1 << nummer) | (new >> at & 1) << nummer for at, mask in enumerate(masks)
            ]
            for masks, new, old in zip(self.maskers, box, self.vakken[nummer], strict=True)
        ]
        return other


def vouw(diagrammen: Diagrammen, regels: Opstelling | Iterable[Regel], vak: Vak = ()) -> Vouw:
    """The outcome of every context; with `vak` of those within it only, the others `BUITEN`.

    Raises:
        TeVeelKlassen: it takes more than `KLASSENBUDGET` classes.
    """
    ready = regels if isinstance(regels, Opstelling) else Opstelling(diagrammen.ruimte, regels)
    return _Vouwer(diagrammen, ready, vak).vouw()


class _Vouwer:
    def __init__(self, diagrammen: Diagrammen, regels: Opstelling, vak: Vak) -> None:
        self._diagrammen = diagrammen
        self._alle = [laag.alle for laag in diagrammen.ruimte.lagen]
        self._vak = tuple(vak) or tuple(self._alle)
        self._staat = Staat(regels.regels)
        self._masks = [self._samengenomen(n, masks) for n, masks in enumerate(regels.maskers)]
        self._closed = self._gesloten(regels.vakken)
        self._mogelijk = sum(
            1 << number
            for number, box in enumerate(regels.vakken)
            if all(map(int.__and__, box, self._vak))
        )
        self._open = [
            all(a == b for a, b in zip(self._vak[at:], self._alle[at:], strict=True))
            for at in range(len(self._alle) + 1)
        ]
        self._memo: list[dict[int, Knoop]] = [{} for _ in self._alle]
        self._klassen = 0

    def vouw(self) -> Vouw:
        begin = self._staat.normaal(self._mogelijk, 0)
        return Vouw(self._neer(begin, 0), self._klassen)

    def _samengenomen(self, laag: int, masks: list[int]) -> list[tuple[int, int]]:
        """The combinations of a layer within the box, by the rules that they leave."""
        found: dict[int, int] = {}
        for index in plaatsen(self._vak[laag]):
            rules = masks[index] | self._staat.vlaggen
            found[rules] = found.get(rules, 0) | 1 << index
        return list(found.items())

    def _gesloten(self, vakken: Sequence[Vak]) -> list[int]:
        """After each layer, the rules that have no condition left within the box."""
        found = [0] * len(self._vak)
        for number, box in enumerate(vakken):
            at = len(self._vak) - 1
            while at > 0 and not self._vak[at] & ~box[at]:
                at -= 1
            found[at] |= 1 << number
        for at in range(1, len(found)):
            found[at] |= found[at - 1]
        return found

    def _neer(self, mask: int, laag: int) -> Knoop:
        if self._open[laag]:
            end = self._staat.einde(mask)
            if end is not None:
                return end
            if laag == len(self._vak):
                return GEWEIGERD
        known = self._memo[laag].get(mask)
        if known is not None:
            return known
        self._klassen += 1
        if self._klassen > KLASSENBUDGET:
            raise TeVeelKlassen(f"meer dan {KLASSENBUDGET} klassen: de regels zijn te verweven")
        outside = self._alle[laag] & ~self._vak[laag]
        children = {BUITEN: outside} if outside else {}
        normaal, closed = self._staat.normaal, self._closed[laag]
        for rules, bits in self._masks[laag]:
            child = self._neer(normaal(mask & rules, closed), laag + 1)
            children[child] = children.get(child, 0) | bits
        node = self._memo[laag][mask] = self._diagrammen.knoop(laag, children)
        return node
