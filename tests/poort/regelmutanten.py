"""Mutants of the rules: every small change of every rule, and whether something notices.

What a mutant changes is not sampled: old and new rules are folded over the box in which they
can differ, and their diagrams compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.beslissend import beslissend
from privacy_gate.bewijs.bewijzen import Beeld, beeld, breekt
from privacy_gate.bewijs.diagram import EINDEN, Uitslag
from privacy_gate.bewijs.eigenschappen import Belofte, Eigenschap
from privacy_gate.bewijs.ruimte import Ruimte, perioden
from privacy_gate.bewijs.staat import STRENG
from privacy_gate.domain.kenmerken import KENMERKEN, Kenmerken, Over
from privacy_gate.domain.regels import Gevolg, Regel, Tijdvak

Cel = tuple[date, Kenmerken, Uitslag]
"""A cell of a golden table: on that day, in those circumstances, this is expected."""

_ANDERE_GEVOLGEN = (Gevolg.VERBIED, Gevolg.LAAT_BEOORDELEN, Gevolg.STA_TOE)


@dataclass(frozen=True)
class Mutant:
    """A rule set in which one rule is another.

    Attributes:
        vak: conditions on the contexts in which it can make a difference.
        geldig: the days on which it can.
    """

    soort: str
    naam: str
    nummer: int
    regel: Regel
    vak: tuple[tuple[str, frozenset[str]], ...]
    geldig: Tijdvak


@dataclass(frozen=True)
class Uitslagen:
    """What came of one mutant."""

    mutant: Mutant
    verandert: bool
    verruimt: bool = False
    eigenschap: bool = False
    tabel: bool = False


def mutanten(regels: Sequence[Regel]) -> Iterator[Mutant]:
    """Every small change of every rule."""
    for number, regel in enumerate(regels):
        for soort, what, other, box in _veranderd(regel):
            yield Mutant(soort, f"{regel.id}: {what}", number, other, box, regel.geldig)
        for what, other, geldig in _verschoven(regel):
            yield Mutant(
                "geldigheid", f"{regel.id}: {what}", number, other, regel.voorwaarden, geldig
            )


Vak = tuple[tuple[str, frozenset[str]], ...]


def _veranderd(regel: Regel) -> Iterator[tuple[str, str, Regel, Vak]]:
    box = dict(regel.voorwaarden)
    for name, values in regel.voorwaarden:
        everything = frozenset(KENMERKEN[regel.over][name])
        for value in sorted(everything):
            now = values ^ {value}
            here = tuple((box | {name: frozenset({value})}).items())
            other = replace(regel, voorwaarden=tuple((box | {name: now}).items()))
            kind = "waarde eruit" if value in values else "waarde erbij"
            yield kind, f"{name} {kind} {value}", other, here
        rest = tuple(pair for pair in regel.voorwaarden if pair[0] != name)
        outside = tuple((box | {name: everything - values}).items())
        yield "voorwaarde weg", f"zonder {name}", replace(regel, voorwaarden=rest), outside
    yield "regel weg", "weg", replace(regel, gevolg=Gevolg.VERPLICHT), regel.voorwaarden
    for lifted in regel.uitzondering_op:
        fewer = tuple(one for one in regel.uitzondering_op if one != lifted)
        other = replace(regel, uitzondering_op=fewer)
        yield "uitzondering minder", f"niet op {lifted}", other, regel.voorwaarden
    if regel.gevolg in _ANDERE_GEVOLGEN:
        for gevolg in _ANDERE_GEVOLGEN:
            if gevolg is not regel.gevolg:
                other = replace(regel, gevolg=gevolg)
                yield "ander besluit", str(gevolg), other, regel.voorwaarden
    if regel.gevolg is Gevolg.MINIMALISEER:
        for bewerking in Bewerking:
            if bewerking not in (regel.bewerking, Bewerking.GEEN):
                other = replace(regel, bewerking=bewerking)
                yield "ander besluit", str(bewerking), other, regel.voorwaarden


def _verschoven(regel: Regel) -> Iterator[tuple[str, Regel, Tijdvak]]:
    """The validity begins or ends a year earlier or later."""
    van, tot = regel.geldig.van, regel.geldig.tot
    for years in (-1, 1):
        day = van.replace(year=van.year + years)
        span = Tijdvak(min(van, day), max(van, day))
        yield f"vanaf {day}", replace(regel, geldig=Tijdvak(day, tot)), span
        if tot < date.max:
            day = tot.replace(year=tot.year + years)
            span = Tijdvak(min(tot, day), max(tot, day))
            yield f"tot {day}", replace(regel, geldig=Tijdvak(van, day)), span


class Proefbank:
    """Tries mutants of the rules of one kind against properties and golden tables."""

    def __init__(
        self,
        over: Over,
        regels: Sequence[Regel],
        eigenschappen: Sequence[Eigenschap],
        cellen: Sequence[Cel],
    ) -> None:
        self.regels = tuple(regel for regel in regels if regel.over is over)
        self.mutanten = list(mutanten(self.regels))
        ruimte = Ruimte(over, perioden([*self.regels, *(m.regel for m in self.mutanten)]))
        self.beeld: Beeld = beeld(over, self.regels, ruimte)
        self._eigenschappen = [
            one for one in eigenschappen if one.over is over and one.belofte is not Belofte.KAN
        ]
        self._cellen = [(ruimte.keuzes(op, k), uitslag) for op, k, uitslag in cellen]

    def uitslagen(self) -> Iterator[Uitslagen]:
        """What comes of each mutant."""
        return map(self._beproef, self.mutanten)

    def _beproef(self, mutant: Mutant) -> Uitslagen:
        ready = self.beeld.opstelling.met(mutant.nummer, mutant.regel)
        if self.regels[mutant.nummer].gevolg is Gevolg.VERPLICHT:
            was = beslissend(self.beeld, self.regels[mutant.nummer])
            gone = mutant.soort == "regel weg"
            return Uitslagen(mutant, gone or beslissend(self.beeld, mutant.regel) != was)
        box = self._vak(mutant)
        nu, wordt = self.beeld.binnen(box), self.beeld.met(ready, box)
        if nu.knoop == wordt.knoop:
            return Uitslagen(mutant, verandert=False)
        looser = self.beeld.diagrammen.zoek(
            lambda ends: _rang(ends[1]) > _rang(ends[0]),
            lambda nodes: nodes[0] == nodes[1],
            nu.knoop,
            wordt.knoop,
        )
        if looser is None:
            return Uitslagen(mutant, verandert=True)
        return Uitslagen(
            mutant,
            verandert=True,
            verruimt=True,
            eigenschap=any(breekt(nu, one, wordt) for one in self._eigenschappen),
            tabel=any(self._mis(wordt, keuzes, uitslag) for keuzes, uitslag in self._cellen),
        )

    def _vak(self, mutant: Mutant) -> tuple[int, ...]:
        """The box of contexts that it can change, with every period that it can touch."""
        box = self.beeld.ruimte.vak(mutant.vak)
        span = mutant.geldig
        touched = sum(
            1 << n
            for n, one in enumerate(self.beeld.ruimte.tijd)
            if one.van <= span.tot and span.van <= one.tot
        )
        return (touched, *box[1:])

    def _mis(self, wordt: Beeld, keuzes: tuple[int, ...], uitslag: Uitslag) -> bool:
        found = self.beeld.diagrammen.uitslag(wordt.knoop, keuzes)
        return found is not None and found != uitslag


def _rang(uitslag: Uitslag | None) -> int:
    """How much passes."""
    if uitslag is None:
        return -1
    if uitslag[0] is Uitkomst.GEMINIMALISEERD:
        return 2 + len(STRENG) - STRENG.index(uitslag[1])
    return {Uitkomst.GEWEIGERD: 0, Uitkomst.BEOORDELING: 1}.get(uitslag[0], len(EINDEN))
