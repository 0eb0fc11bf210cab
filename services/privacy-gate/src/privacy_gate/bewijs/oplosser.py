"""The same proofs by a solver (z3): it is asked for a context that breaks a property.

It shares nothing with the counting but the vocabulary, what can go together in it, and the rules.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import z3

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.diagram import Uitslag
from privacy_gate.bewijs.eigenschappen import Belofte, Eigenschap
from privacy_gate.bewijs.ruimte import PERIODE, VERBANDEN, Voorwaarden
from privacy_gate.bewijs.staat import STRENG
from privacy_gate.domain.kenmerken import KENMERKEN, Over
from privacy_gate.domain.regels import Gevolg, Regel, Tijdvak

Formule = Any
"""The solver ships no types."""


class Onbeslist(RuntimeError):
    """The solver did not come to an answer."""


class Oplosser:
    """Asks the solver about rules of one kind, in these periods."""

    def __init__(self, over: Over, tijd: Sequence[Tijdvak]) -> None:
        self._over, self._tijd = over, tijd
        self._context = z3.Context()
        words = {**KENMERKEN[over], PERIODE: tuple(str(n) for n in range(len(tijd)))}
        self._is: dict[str, dict[str, Formule]] = {}
        for name, values in words.items():
            unique = [f"{name}:{value}" for value in values]
            sort, constants = z3.EnumSort(name, unique, ctx=self._context)
            unknown = z3.Const(f"?{name}", sort)
            self._is[name] = {v: unknown == c for v, c in zip(values, constants, strict=True)}
        self._possible = [
            self._verband(one.namen, one.bestaat) for one in VERBANDEN if one.over is over
        ]
        self._boxes: dict[tuple[object, Tijdvak], Formule] = {}

    def weerlegd(self, regels: Iterable[Regel], eigenschap: Eigenschap) -> bool:
        """Is there a context that breaks the property; or, for `KAN`, a period without one?

        Raises:
            Onbeslist: the solver gave up.
        """
        rules = tuple(regels)
        area = self._gebied(eigenschap)
        if eigenschap.belofte is not Belofte.KAN:
            broken = self._een_van(rules, eigenschap.fout)
            return self._bestaat(area, broken) or not self._bestaat(area)
        kept = self._een_van(rules, eigenschap.uitslagen)
        return not all(
            self._bestaat(area, kept, self._is[PERIODE][str(number)])
            for number, span in enumerate(self._tijd)
            if eigenschap.geldig.omvat(span.van)
        )

    def _bestaat(self, *formulas: Formule) -> bool:
        solver = z3.SolverFor("QF_FD", ctx=self._context)
        solver.add(*self._possible, *formulas)
        answer = solver.check()
        if answer == z3.unknown:
            raise Onbeslist("de oplosser kwam er niet uit")
        return bool(answer == z3.sat)

    def _verband(self, names: tuple[str, ...], exists: Callable[..., bool]) -> Formule:
        words = [KENMERKEN[self._over][name] for name in names]
        return self._and(
            z3.Not(self._and(self._is[n][v] for n, v in zip(names, values, strict=True)))
            for values in itertools.product(*words)
            if not exists(*values)
        )

    def _gebied(self, eigenschap: Eigenschap) -> Formule:
        span = eigenschap.geldig
        unless = self._or(self._vak(box, span) for box in eigenschap.tenzij)
        return self._and([self._vak(eigenschap.als, span), z3.Not(unless)])

    def _een_van(self, regels: Sequence[Regel], uitslagen: Iterable[Uitslag]) -> Formule:
        """The outcome is one of these."""
        forbidden = self._or(self._verboden(regels))
        doubted = self._or(self._van(regels, Gevolg.LAAT_BEOORDELEN))
        permitted = self._or(self._van(regels, Gevolg.STA_TOE))
        refused = z3.Or(forbidden, z3.Not(z3.Or(doubted, permitted)))
        passes = self._and([z3.Not(forbidden), z3.Not(doubted), permitted])
        found = []
        for uitkomst, bewerking in uitslagen:
            match uitkomst:
                case Uitkomst.GEWEIGERD:
                    found.append(refused)
                case Uitkomst.BEOORDELING:
                    found.append(self._and([z3.Not(forbidden), doubted]))
                case Uitkomst.TOEGESTAAN:
                    reduced = self._or(self._van(regels, Gevolg.MINIMALISEER))
                    found.append(z3.And(passes, z3.Not(reduced)))
                case Uitkomst.GEMINIMALISEERD:
                    found.append(z3.And(passes, self._strengste(regels, bewerking)))
        return self._or(found)

    def _verboden(self, regels: Sequence[Regel]) -> Iterator[Formule]:
        for regel in regels:
            if regel.gevolg is Gevolg.VERBIED:
                lifted = self._or(
                    self._vak(one.voorwaarden, one.geldig)
                    for one in regels
                    if one.gevolg is Gevolg.UITZONDERING and regel.id in one.uitzondering_op
                )
                yield z3.And(self._vak(regel.voorwaarden, regel.geldig), z3.Not(lifted))

    def _strengste(self, regels: Sequence[Regel], bewerking: Bewerking) -> Formule:
        """This reduction is asked for, and no stricter one."""
        stricter = STRENG[STRENG.index(bewerking) + 1 :]
        reducing = [regel for regel in regels if regel.gevolg is Gevolg.MINIMALISEER]
        asked = self._or(
            self._vak(r.voorwaarden, r.geldig) for r in reducing if r.bewerking is bewerking
        )
        more = self._or(
            self._vak(r.voorwaarden, r.geldig) for r in reducing if r.bewerking in stricter
        )
        return z3.And(asked, z3.Not(more))

    def _van(self, regels: Sequence[Regel], gevolg: Gevolg) -> Iterator[Formule]:
        return (self._vak(r.voorwaarden, r.geldig) for r in regels if r.gevolg is gevolg)

    def _vak(self, voorwaarden: Voorwaarden, geldig: Tijdvak) -> Formule:
        key = (tuple(voorwaarden), geldig)
        if key not in self._boxes:
            periods = [str(n) for n, one in enumerate(self._tijd) if geldig.omvat(one.van)]
            named = [(PERIODE, periods), *((n, sorted(values)) for n, values in key[0])]
            self._boxes[key] = self._and(
                self._or(self._is[name][value] for value in values) for name, values in named
            )
        return self._boxes[key]

    def _or(self, formulas: Iterable[Formule]) -> Formule:
        found = list(formulas)
        return z3.Or(found) if found else z3.BoolVal(False, ctx=self._context)

    def _and(self, formulas: Iterable[Formule]) -> Formule:
        found = list(formulas)
        return z3.And(found) if found else z3.BoolVal(True, ctx=self._context)
