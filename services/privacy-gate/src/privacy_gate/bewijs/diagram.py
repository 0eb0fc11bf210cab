"""Decision diagrams: for every possible context an outcome, equal parts shared.

A node stands on a layer of the space; each child takes the combinations that lead to it. A
node whose combinations all lead to one child is left out, and equal nodes are one node: so
two diagrams over the same space are the same node exactly when no context tells them apart.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.ruimte import PERIODE, Ruimte

Uitslag = tuple[Uitkomst, Bewerking]
"""What a context ends in."""

Knoop = int
"""A node; below zero an end, see `EINDEN`."""

EINDEN: tuple[Uitslag | None, ...] = (
    None,
    (Uitkomst.GEWEIGERD, Bewerking.GEEN),
    (Uitkomst.BEOORDELING, Bewerking.GEEN),
    (Uitkomst.TOEGESTAAN, Bewerking.GEEN),
    *((Uitkomst.GEMINIMALISEERD, bewerking) for bewerking in Bewerking),
)
"""The ends: outside what was asked, or an outcome."""


def einde(uitslag: Uitslag | None) -> Knoop:
    """The end that stands for an outcome."""
    return -1 - EINDEN.index(uitslag)


def uitslag_van(knoop: Knoop) -> Uitslag | None:
    """The outcome that an end stands for."""
    return EINDEN[-1 - knoop]


BUITEN = einde(None)


@dataclass(frozen=True)
class Contextgroep:
    """How many contexts end alike, and one of them, as a choice in every layer."""

    aantal: int
    getuige: tuple[int, ...]


class Diagrammen:
    """All diagrams over one space."""

    def __init__(self, ruimte: Ruimte) -> None:
        self.ruimte = ruimte
        self._nodes: list[tuple[int, tuple[tuple[Knoop, int], ...]]] = []
        self._known: dict[tuple[int, tuple[tuple[Knoop, int], ...]], Knoop] = {}
        self._sizes = [len(laag.combinaties) for laag in ruimte.lagen]
        self._hashes: dict[Knoop, str] = {}

    def knoop(self, laag: int, kinderen: Mapping[Knoop, int]) -> Knoop:
        """The node on a layer with these children, each with its bitset of combinations."""
        if len(kinderen) == 1:
            return next(iter(kinderen))
        key = (laag, tuple(sorted(kinderen.items())))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return found

    def laag(self, knoop: Knoop) -> int:
        """The layer that a node stands on; an end stands below all."""
        return len(self._sizes) if knoop < 0 else self._nodes[knoop][0]

    def kinderen(self, knoop: Knoop, laag: int) -> tuple[tuple[Knoop, int], ...]:
        """The children at a layer, also of a node that passes over it."""
        if self.laag(knoop) > laag:
            return ((knoop, self.ruimte.lagen[laag].alle),)
        return self._nodes[knoop][1]

    def uitslag(self, knoop: Knoop, keuzes: tuple[int, ...]) -> Uitslag | None:
        """What one context ends in."""
        while knoop >= 0:
            laag, children = self._nodes[knoop]
            knoop = next(child for child, bits in children if bits >> keuzes[laag] & 1)
        return uitslag_van(knoop)

    def onder(self, knoop: Knoop) -> set[Knoop]:
        """The nodes of a diagram, without its ends."""
        found: set[Knoop] = set()
        todo = [knoop]
        while todo:
            one = todo.pop()
            if one >= 0 and one not in found:
                found.add(one)
                todo += [child for child, _ in self._nodes[one][1]]
        return found

    def samen(self, *knopen: Knoop) -> dict[tuple[Uitslag | None, ...], Contextgroep]:
        """For every way in which these diagrams end together: how many contexts, and one."""
        memo: dict[tuple[Knoop, ...], dict[tuple[Knoop, ...], Contextgroep]] = {}

        def walk(nodes: tuple[Knoop, ...]) -> dict[tuple[Knoop, ...], Contextgroep]:
            if nodes in memo:
                return memo[nodes]
            laag = min(map(self.laag, nodes))
            if laag == len(self._sizes):
                return {nodes: Contextgroep(1, ())}
            found: dict[tuple[Knoop, ...], Contextgroep] = {}
            for children, bits in self._gesplitst(nodes, laag):
                below = min(map(self.laag, children))
                skipped = self._sizes[laag + 1 : below]
                weight = bits.bit_count() * _product(skipped)
                path = ((bits & -bits).bit_length() - 1, *(0 for _ in skipped))
                for ends, groep in walk(children).items():
                    before = found.get(ends)
                    found[ends] = Contextgroep(
                        groep.aantal * weight + (before.aantal if before else 0),
                        before.getuige if before else path + groep.getuige,
                    )
            memo[nodes] = found
            return found

        top = self._sizes[: min(map(self.laag, knopen))]
        return {
            tuple(map(uitslag_van, ends)): Contextgroep(
                groep.aantal * _product(top), (*(0 for _ in top), *groep.getuige)
            )
            for ends, groep in walk(knopen).items()
        }

    def zoek(
        self,
        gezocht: Callable[[tuple[Uitslag | None, ...]], bool],
        kansloos: Callable[[tuple[Knoop, ...]], bool],
        *knopen: Knoop,
    ) -> tuple[int, ...] | None:
        """One context, as a choice in every layer, in which these diagrams end as is sought.

        Below nodes that are `kansloos` nothing is looked for.
        """
        empty: set[tuple[Knoop, ...]] = set()

        def walk(nodes: tuple[Knoop, ...]) -> tuple[int, ...] | None:
            if nodes in empty or kansloos(nodes):
                return None
            laag = min(map(self.laag, nodes))
            if laag == len(self._sizes):
                return () if gezocht(tuple(map(uitslag_van, nodes))) else None
            for children, bits in self._gesplitst(nodes, laag):
                found = walk(children)
                if found is not None:
                    skipped = min(map(self.laag, children)) - laag - 1
                    return ((bits & -bits).bit_length() - 1, *([0] * skipped), *found)
            empty.add(nodes)
            return None

        found = walk(knopen)
        return None if found is None else (*([0] * min(map(self.laag, knopen))), *found)

    def gecombineerd(
        self,
        einde_van: Callable[[tuple[Uitslag | None, ...]], Knoop],
        nergens: Knoop,
        *knopen: Knoop,
    ) -> Knoop:
        """The diagram whose end in every context follows from the ends of these.

        Where the first of them ends in `nergens`, so does it.
        """
        memo: dict[tuple[Knoop, ...], Knoop] = {}

        def walk(nodes: tuple[Knoop, ...]) -> Knoop:
            if nodes[0] == nergens:
                return nergens
            if nodes in memo:
                return memo[nodes]
            laag = min(map(self.laag, nodes))
            if laag == len(self._sizes):
                return einde_van(tuple(map(uitslag_van, nodes)))
            found: dict[Knoop, int] = {}
            for children, bits in self._gesplitst(nodes, laag):
                child = walk(children)
                found[child] = found.get(child, 0) | bits
            memo[nodes] = self.knoop(laag, found)
            return memo[nodes]

        return walk(knopen)

    def binnen(self, knoop: Knoop, vak: Sequence[int]) -> Knoop:
        """The diagram within a box (a bitset per layer); outside it every context is outside."""
        memo: dict[tuple[Knoop, int], Knoop] = {}
        open_ = [
            all(
                own == laag.alle for own, laag in zip(vak[at:], self.ruimte.lagen[at:], strict=True)
            )
            for at in range(len(self._sizes) + 1)
        ]

        def walk(node: Knoop, laag: int) -> Knoop:
            if open_[laag]:
                return node
            key = (node, laag)
            if key not in memo:
                outside = self.ruimte.lagen[laag].alle & ~vak[laag]
                found = {BUITEN: outside} if outside else {}
                for child, bits in self.kinderen(node, laag):
                    if both := bits & vak[laag]:
                        new = walk(child, laag + 1)
                        found[new] = found.get(new, 0) | both
                memo[key] = self.knoop(laag, found)
            return memo[key]

        return walk(knoop, 0)

    def bedekt(self, onder: Knoop, boven: Knoop) -> Knoop:
        """The first diagram, but where the second one is not outside: there the second."""
        memo: dict[tuple[Knoop, Knoop], Knoop] = {}

        def walk(under: Knoop, over: Knoop) -> Knoop:
            if over in (BUITEN, under):
                return under
            key = (under, over)
            if key not in memo:
                laag = min(self.laag(under), self.laag(over))
                if laag == len(self._sizes):
                    return over
                found: dict[Knoop, int] = {}
                for children, bits in self._gesplitst(key, laag):
                    child = walk(children[0], children[1])
                    found[child] = found.get(child, 0) | bits
                memo[key] = self.knoop(laag, found)
            return memo[key]

        return walk(onder, boven)

    def telling(self, knoop: Knoop) -> dict[Uitslag | None, int]:
        """How many contexts end in each outcome."""
        return {ends[0]: groep.aantal for ends, groep in self.samen(knoop).items()}

    def vertaald(self, knoop: Knoop, laag: int, naar: Mapping[int, int]) -> Knoop:
        """The diagram in which a context fares as the one with another choice on one layer.

        A choice that `naar` does not name falls outside.
        """
        memo: dict[Knoop, Knoop] = {}

        def walk(node: Knoop) -> Knoop:
            at = self.laag(node)
            if at > laag:
                return self._verlegd(node, laag, naar)
            if node not in memo:
                if at == laag:
                    memo[node] = self._verlegd(node, laag, naar)
                else:
                    found: dict[Knoop, int] = {}
                    for child, bits in self._nodes[node][1]:
                        new = walk(child)
                        found[new] = found.get(new, 0) | bits
                    memo[node] = self.knoop(at, found)
            return memo[node]

        return walk(knoop)

    def _verlegd(self, knoop: Knoop, laag: int, naar: Mapping[int, int]) -> Knoop:
        found: dict[Knoop, int] = {}
        children = self.kinderen(knoop, laag)
        for index in range(self._sizes[laag]):
            target = naar.get(index)
            new = BUITEN
            if target is not None:
                new = next(child for child, bits in children if bits >> target & 1)
            found[new] = found.get(new, 0) | 1 << index
        return self.knoop(laag, found)

    def _gesplitst(
        self, knopen: tuple[Knoop, ...], laag: int
    ) -> Iterator[tuple[tuple[Knoop, ...], int]]:
        """The ways down from several nodes at once, each with its combinations."""
        parts: list[tuple[tuple[Knoop, ...], int]] = [((), self.ruimte.lagen[laag].alle)]
        for knoop in knopen:
            children = self.kinderen(knoop, laag)
            parts = [
                ((*down, child), both)
                for down, bits in parts
                for child, own in children
                if (both := bits & own)
            ]
        return iter(parts)

    def afdruk(self, knoop: Knoop) -> str:
        """SHA-256, hex, of what the diagram says, in words; numbers and order do not count."""
        if knoop not in self._hashes:
            self._hashes[knoop] = hashlib.sha256(self._zin(knoop).encode()).hexdigest()
        return self._hashes[knoop]

    def _zin(self, knoop: Knoop) -> str:
        if knoop < 0:
            return json.dumps(uitslag_van(knoop))
        laag, children = self._nodes[knoop]
        names = self.ruimte.lagen[laag].namen
        parts = sorted([self.afdruk(child), self._woorden(laag, bits)] for child, bits in children)
        return json.dumps([names, parts])

    def _woorden(self, laag: int, bits: int) -> list[list[str]]:
        layer = self.ruimte.lagen[laag]
        if layer.namen == (PERIODE,):
            return self._tijdvakken(bits)
        return sorted(list(c) for i, c in enumerate(layer.combinaties) if bits >> i & 1)

    def _tijdvakken(self, bits: int) -> list[list[str]]:
        """Adjacent periods as one: where it was cut does not count."""
        found: list[list[str]] = []
        for number, one in enumerate(self.ruimte.tijd):
            if bits >> number & 1:
                if bits >> (number - 1) & 1 if number else False:
                    found[-1][1] = str(one.tot)
                else:
                    found.append([str(one.van), str(one.tot)])
        return found


def _product(sizes: list[int]) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total
