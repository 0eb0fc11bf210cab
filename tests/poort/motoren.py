"""Three engines beside each other: the gate's own, the naive oracle, and Cedar.

Cedar's policies are made by `chain/bench/cedar.py`, which knows nothing of bitmasks. What it
answers is laid beside the outcome, the reduction and the rules that decided.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import cedarpy

from chain.bench.cedar import cedar
from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.domain.kenmerken import KENMERKEN, Kenmerken, Over
from privacy_gate.domain.regels import Gevolg, Regel, Regelset
from privacy_gate.domain.toetser import Oordeel, Toetser
from tests.poort.omstandigheden import steekproef
from tests.poort.orakel import STRENG, orakel, plichten

BATCH = 2000
Gemeten = tuple[Uitkomst, Bewerking, frozenset[str]]


def vragen(regels: Sequence[Regel], aantal: int, seed: int) -> Iterator[Kenmerken]:
    """Circumstances: most near the edges of the rules, one in eight wholly at random."""
    chance = random.Random(seed)
    words = KENMERKEN[Over.ELEMENT]
    near = steekproef(regels, aantal // len(regels) + 1, seed)
    for number, one in enumerate(islice(near, aantal)):
        yield one if number % 8 else {name: chance.choice(v) for name, v in words.items()}


class Cedar:
    """Cedar with the rules of one kind and day."""

    def __init__(self, regels: Sequence[Regel]) -> None:
        silent = (Gevolg.UITZONDERING, Gevolg.VERPLICHT)
        speaking = [regel for regel in regels if regel.gevolg not in silent]
        self._regels = {f"policy{n}": regel for n, regel in enumerate(speaking)}
        self._policies = cedarpy.PolicySet.from_str(cedar(regels))
        self._entities = cedarpy.Entities.from_json_str("[]")

    def oordelen(self, vragen: Sequence[Kenmerken]) -> Iterator[Gemeten]:
        """The outcome, the reduction, and the rules (no exceptions) that decided."""
        requests = [
            {
                "principal": 'Zetel::"een"',
                "action": 'Action::"verstrek"',
                "resource": 'Gegeven::"een"',
                "context": {name: str(value) for name, value in one.items()},
            }
            for one in vragen
        ]
        for answer in cedarpy.is_authorized_batch(requests, self._policies, self._entities):
            if answer.diagnostics.errors:
                raise AssertionError(answer.diagnostics.errors)
            yield self._gelezen(answer)

    def _gelezen(self, answer: Any) -> Gemeten:
        reasons = [self._regels[name] for name in answer.diagnostics.reasons]
        kinds = {regel.gevolg for regel in reasons}
        if Gevolg.VERBIED in kinds:
            bans = (regel.id for regel in reasons if regel.gevolg is Gevolg.VERBIED)
            return Uitkomst.GEWEIGERD, Bewerking.GEEN, frozenset(bans)
        names = frozenset(regel.id for regel in reasons)
        if Gevolg.LAAT_BEOORDELEN in kinds:
            return Uitkomst.BEOORDELING, Bewerking.GEEN, names
        if Gevolg.STA_TOE not in kinds:
            return Uitkomst.GEWEIGERD, Bewerking.GEEN, frozenset()
        if not answer.allowed:
            raise AssertionError("Cedar weigert zonder reden")
        reductions = [r.bewerking for r in reasons if r.gevolg is Gevolg.MINIMALISEER]
        strictest = max(reductions, key=STRENG.index, default=Bewerking.GEEN)
        outcome = Uitkomst.GEMINIMALISEERD if reductions else Uitkomst.TOEGESTAAN
        return outcome, strictest, names


def van_de_poort(oordeel: Oordeel) -> Gemeten:
    """A judgement of the gate, in the same form."""
    rules = (r.id for r in oordeel.regels if r.gevolg is not Gevolg.UITZONDERING)
    return oordeel.uitkomst, oordeel.bewerking, frozenset(rules)


def met_orakel(regelset: Regelset, op: date, aantal: int, seed: int) -> int:
    """How often gate and oracle differ, in anything, on so many circumstances."""
    regels = regelset.geldend(Over.ELEMENT, op)
    toetser, different = Toetser(Over.ELEMENT, regels), 0
    for one in vragen(regels, aantal, seed):
        different += not als_het_orakel(toetser.toets(one), regels, one)
    return different


def als_het_orakel(oordeel: Oordeel, regels: Sequence[Regel], kenmerken: Kenmerken) -> bool:
    """Is a judgement what the oracle says, in everything?"""
    decided = {regel.id for regel in oordeel.regels}
    mine = (oordeel.uitkomst, oordeel.bewerking, decided, set(oordeel.gemist))
    passes = oordeel.uitkomst in (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)
    duties = plichten(regels, kenmerken) if passes else set[str]()
    found = {regel.id for regel in oordeel.verplichtingen}
    return mine == orakel(regels, kenmerken) and found == duties


def met_cedar(regelset: Regelset, op: date, aantal: int, seed: int) -> int:
    """How often gate and Cedar differ on so many circumstances."""
    regels = regelset.geldend(Over.ELEMENT, op)
    toetser, other, different = Toetser(Over.ELEMENT, regels), Cedar(regels), 0
    asked = vragen(regels, aantal, seed)
    while batch := list(islice(asked, BATCH)):
        for one, answer in zip(batch, other.oordelen(batch), strict=True):
            different += van_de_poort(toetser.toets(one)) != answer
    return different
