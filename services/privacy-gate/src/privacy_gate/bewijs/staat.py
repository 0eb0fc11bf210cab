"""What is left to know while folding, as bits: one for each rule, and flags for what is certain.

What can no longer make a difference to the outcome is struck out, so that contexts that fare
alike end up in the same state.
"""

from collections.abc import Iterable, Iterator, Sequence

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.diagram import Knoop, einde
from privacy_gate.domain.regels import Gevolg, Regel

STRENG = (
    Bewerking.GEEN,
    Bewerking.WOONPLAATS,
    Bewerking.GEBOORTEJAAR,
    Bewerking.ZONDER_NAMEN,
    Bewerking.JA,
    Bewerking.TERUGKEER,
)
"""Of several reductions the last one counts."""

GEWEIGERD = einde((Uitkomst.GEWEIGERD, Bewerking.GEEN))
BEOORDELING = einde((Uitkomst.BEOORDELING, Bewerking.GEEN))
TOEGESTAAN = einde((Uitkomst.TOEGESTAAN, Bewerking.GEEN))


class Staat:
    """The states of a fold over these rules."""

    def __init__(self, regels: Sequence[Regel]) -> None:
        self._regels = regels
        count = len(regels)
        self._doubt, self._permit = 1 << count, 1 << (count + 1)
        self._reduced = count + 2
        reductions = ((1 << len(STRENG)) - 1) << self._reduced
        self.vlaggen = self._doubt | self._permit | reductions
        having = dict.fromkeys(Gevolg, 0)
        place: dict[str, int] = {}
        for number, regel in enumerate(regels):
            having[regel.gevolg] |= 1 << number
            place[regel.id] = place.get(regel.id, 0) | 1 << number
        self._bans, self._exceptions = having[Gevolg.VERBIED], having[Gevolg.UITZONDERING]
        self._doubts, self._permits = having[Gevolg.LAAT_BEOORDELEN], having[Gevolg.STA_TOE]
        self._reducing = having[Gevolg.MINIMALISEER]
        self._lifts: dict[int, int] = {}
        self._lifters = dict.fromkeys(_enen(self._bans), 0)
        for exception in _enen(self._exceptions):
            named = regels[exception.bit_length() - 1].uitzondering_op
            lifted = self._bans & sum(place.get(name, 0) for name in set(named))
            self._lifts[exception] = lifted
            for ban in _enen(lifted):
                self._lifters[ban] |= exception
        self._unliftable = sum(ban for ban, lifters in self._lifters.items() if not lifters)
        self._up_to = [0] * len(STRENG)
        for one in plaatsen(self._reducing):
            for rank in range(STRENG.index(regels[one].bewerking), len(STRENG)):
                self._up_to[rank] |= 1 << one

    def einde(self, mask: int) -> Knoop | None:
        """The outcome, once nothing can change it."""
        if mask & ~self.vlaggen:
            return None
        if mask & self._doubt:
            return BEOORDELING
        if mask & self._permit:
            rank = (mask >> self._reduced).bit_length() - 1
            return TOEGESTAAN if rank < 0 else einde((Uitkomst.GEMINIMALISEERD, STRENG[rank]))
        return GEWEIGERD

    def normaal(self, mask: int, closed: int) -> int:
        """The state without what no longer matters; 0 is refused for certain.

        The rules in `closed` have no condition left: what of them is in `mask`, is met.
        """
        rest = self._verboden(mask, closed)
        if rest is None:
            return 0
        doubts, permits = mask & self._doubts, mask & self._permits
        if mask & self._doubt or doubts & closed:
            return rest | self._doubt
        if mask & self._permit or permits & closed:
            rest |= self._permit
        elif not doubts | permits:
            return 0
        else:
            rest |= permits
        return rest | doubts | self._reducties(mask, closed)

    def _verboden(self, mask: int, closed: int) -> int | None:
        """The prohibitions that may yet count, with what may lift them; None: one does count."""
        bans, exceptions = mask & self._bans, mask & self._exceptions
        certain = bans & closed
        if certain & self._unliftable:
            return None
        while certain:
            ban = certain & -certain
            if not exceptions & self._lifters[ban]:
                return None
            certain ^= ban
        rest = 0
        for exception in _enen(exceptions):
            if exception & closed:
                bans &= ~self._lifts[exception]
        for exception in _enen(exceptions) if bans else ():
            if self._lifts[exception] & bans:
                rest |= exception
        return bans | rest

    def _reducties(self, mask: int, closed: int) -> int:
        """The strictest reduction that is certain, and the stricter ones that may come."""
        still = mask & self._reducing
        ranks = mask >> self._reduced
        if not ranks and not still & closed:
            return still
        for one in plaatsen(still & closed):
            ranks |= 1 << STRENG.index(self._regels[one].bewerking)
        rank = ranks.bit_length() - 1
        return still & ~self._up_to[rank] | 1 << (self._reduced + rank)


def _enen(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest


def plaatsen(mask: int) -> Iterable[int]:
    """The places of the ones in a bitset."""
    return (one.bit_length() - 1 for one in _enen(mask))
