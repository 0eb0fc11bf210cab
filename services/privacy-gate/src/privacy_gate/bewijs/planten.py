"""Planted faults: for each property, rules that break it and no other property.

Where that succeeds, the property follows from no other, nor from all others together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.bewijzen import IN_GEBIED, Beeld, vakregel
from privacy_gate.bewijs.diagram import Uitslag
from privacy_gate.bewijs.eigenschappen import Belofte, Eigenschap
from privacy_gate.bewijs.staat import GEWEIGERD, TOEGESTAAN
from privacy_gate.domain.kenmerken import Kenmerken
from privacy_gate.domain.regels import Gevolg, Regel, Tijdvak

_TE_PLANTEN: tuple[Uitslag, ...] = (
    (Uitkomst.TOEGESTAAN, Bewerking.GEEN),
    (Uitkomst.BEOORDELING, Bewerking.GEEN),
    (Uitkomst.GEWEIGERD, Bewerking.GEEN),
)


def geplant(beeld: Beeld, eigenschap: Eigenschap, andere: Sequence[Eigenschap]) -> Beeld | None:
    """The rules with a fault that breaks one property only; None: the others imply it."""
    if eigenschap.belofte is Belofte.KAN:
        planted = tuple(_dicht(beeld, eigenschap))
        box = beeld.ruimte.vak(planted[0].voorwaarden, planted[0].geldig)
        return beeld.waarin((*beeld.regels, *planted), box)
    for uitslag in _TE_PLANTEN:
        if uitslag in eigenschap.fout:
            spot = _alleen_van(beeld, eigenschap, andere, uitslag)
            if spot is not None:
                here = [(name, frozenset({value})) for name, value in spot[1].items()]
                rules = _met(beeld, spot[0], spot[1], uitslag)
                return beeld.waarin(rules, beeld.ruimte.vak(here, spot[0]))
    return None


def _alleen_van(
    beeld: Beeld, eigenschap: Eigenschap, andere: Sequence[Eigenschap], uitslag: Uitslag
) -> tuple[Tijdvak, Kenmerken] | None:
    """A context where this outcome breaks this property, and none of the others."""
    others = (
        beeld.gebieden.van(other)
        for other in andere
        if other.belofte is not Belofte.KAN and uitslag in other.fout and _raakt(eigenschap, other)
    )
    found = beeld.diagrammen.zoek(
        lambda ends: ends[0] == IN_GEBIED and IN_GEBIED not in ends[1:],
        lambda nodes: nodes[0] == GEWEIGERD or TOEGESTAAN in nodes[1:],
        beeld.gebieden.van(eigenschap),
        *others,
    )
    if found is None:
        return None
    op, kenmerken = beeld.ruimte.context(found)
    return next(span for span in beeld.ruimte.tijd if span.omvat(op)), kenmerken


def _raakt(een: Eigenschap, ander: Eigenschap) -> bool:
    """Can a context be in the areas of both?"""
    box = dict(een.als)
    return all(values & box.get(name, values) for name, values in ander.als)


def _met(beeld: Beeld, op: Tijdvak, kenmerken: Kenmerken, uitslag: Uitslag) -> Iterator[Regel]:
    """The rules, but for one context, which ends as was asked."""
    over = beeld.ruimte.over
    here = tuple((name, frozenset({value})) for name, value in kenmerken.items())
    softer = {Gevolg.MINIMALISEER}
    if uitslag[0] is Uitkomst.TOEGESTAAN:
        softer.add(Gevolg.LAAT_BEOORDELEN)
    for regel in beeld.regels:
        met = all(kenmerken[name] in values for name, values in regel.voorwaarden)
        if regel.gevolg in softer and met and regel.geldig.omvat(op.van):
            yield from _eromheen(beeld, regel, op, kenmerken)
        else:
            yield regel
    banned = tuple(regel.id for regel in beeld.regels if regel.gevolg is Gevolg.VERBIED)
    planted = {
        Uitkomst.TOEGESTAAN: Gevolg.STA_TOE,
        Uitkomst.BEOORDELING: Gevolg.LAAT_BEOORDELEN,
        Uitkomst.GEWEIGERD: Gevolg.VERBIED,
    }[uitslag[0]]
    yield vakregel(over, "GEPLANT", planted, here, op)
    if planted is not Gevolg.VERBIED:
        yield vakregel(over, "GEPLANT-U", Gevolg.UITZONDERING, here, op, op=banned)


def _eromheen(beeld: Beeld, regel: Regel, op: Tijdvak, kenmerken: Kenmerken) -> Iterator[Regel]:
    """A rule without one context: a box less a point is a box for each attribute."""
    day = timedelta(days=1)
    if regel.geldig.van < op.van:
        yield replace(regel, geldig=Tijdvak(regel.geldig.van, op.van - day))
    if op.tot < regel.geldig.tot:
        yield replace(regel, geldig=Tijdvak(op.tot + day, regel.geldig.tot))
    box = dict(regel.voorwaarden)
    for name, value in kenmerken.items():
        rest = box.get(name, frozenset(beeld.ruimte.woorden[name])) - {value}
        if rest:
            yield replace(regel, geldig=op, voorwaarden=tuple((box | {name: rest}).items()))
        box[name] = frozenset({value})


def _dicht(beeld: Beeld, eigenschap: Eigenschap) -> Iterator[Regel]:
    """A prohibition on everything that a property says can be, in one period."""
    op = next(span for span in reversed(beeld.ruimte.tijd) if eigenschap.geldig.omvat(span.van))
    yield vakregel(eigenschap.over, "GEPLANT", Gevolg.VERBIED, eigenschap.als, op)
    for number, box in enumerate(eigenschap.tenzij):
        name = f"GEPLANT-{number}"
        yield vakregel(eigenschap.over, name, Gevolg.UITZONDERING, box, op, op=("GEPLANT",))
