"""Where a rule decides: the contexts in whose decision it is named."""

from collections.abc import Iterator
from dataclasses import replace

from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.bewijzen import IN_GEBIED, Beeld
from privacy_gate.bewijs.diagram import Knoop, Uitslag
from privacy_gate.bewijs.staat import GEWEIGERD, TOEGESTAAN
from privacy_gate.bewijs.vouwen import vouw
from privacy_gate.domain.regels import Gevolg, Regel, Tijdvak

NERGENS = GEWEIGERD
"""The diagram of a rule that decides in no context at all."""

_GAAT = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)


def beslissend(van: Beeld, regel: Regel) -> Knoop:
    """The contexts (they end in 'toegestaan') in which a rule is one of those that decide."""
    boxes = list(_vakken(van, regel))
    area = vouw(van.diagrammen, boxes).knoop
    if regel.gevolg is Gevolg.VERBIED:
        return area
    wanted = (Uitkomst.BEOORDELING,) if regel.gevolg is Gevolg.LAAT_BEOORDELEN else _GAAT

    def both(ends: tuple[Uitslag | None, ...]) -> Knoop:
        decided = ends[0] == IN_GEBIED and ends[1] is not None and ends[1][0] in wanted
        return TOEGESTAAN if decided else NERGENS

    return van.diagrammen.gecombineerd(both, NERGENS, area, van.knoop)


def _vakken(van: Beeld, regel: Regel) -> Iterator[Regel]:
    """The boxes in which it is met, as rules of their own."""
    permit = replace(regel, gevolg=Gevolg.STA_TOE)
    match regel.gevolg:
        case Gevolg.VERBIED:
            yield permit
            for one in van.regels:
                if one.gevolg is Gevolg.UITZONDERING and regel.id in one.uitzondering_op:
                    yield replace(one, gevolg=Gevolg.VERBIED)
        case Gevolg.UITZONDERING:
            for one in van.regels:
                if one.gevolg is Gevolg.VERBIED and one.id in regel.uitzondering_op:
                    yield from _doorsnede(permit, one)
        case _:
            yield permit


def _doorsnede(een: Regel, ander: Regel) -> Iterator[Regel]:
    """What meets two rules at once; nothing, if that cannot be."""
    van, tot = max(een.geldig.van, ander.geldig.van), min(een.geldig.tot, ander.geldig.tot)
    box = dict(een.voorwaarden)
    for name, values in ander.voorwaarden:
        box[name] = box.get(name, values) & values
    if van <= tot and all(box.values()):
        yield replace(een, geldig=Tijdvak(van, tot), voorwaarden=tuple(box.items()))
