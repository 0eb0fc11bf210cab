"""What a change of law changes: contexts per pair of outcomes, exactly, each with a witness."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from privacy_gate.bewijs.bewijzen import Beeld, beeld
from privacy_gate.bewijs.diagram import Uitslag
from privacy_gate.bewijs.ruimte import Ruimte, perioden
from privacy_gate.bewijs.vingerafdruk import werking
from privacy_gate.domain.kenmerken import Kenmerken, Over
from privacy_gate.domain.regels import Regel


@dataclass(frozen=True)
class Verschuiving:
    """So many contexts went from one outcome to another; one of them, on a day."""

    over: Over
    was: Uitslag
    wordt: Uitslag
    aantal: int
    op: date
    kenmerken: Kenmerken


@dataclass(frozen=True)
class Verschil:
    """The difference between two sets of rules.

    Attributes:
        gelijk: the number of contexts whose outcome is the same.
        redenen: rules that decide elsewhere, or on other articles, or oblige otherwise.
    """

    gelijk: int
    overgangen: tuple[Verschuiving, ...]
    redenen: tuple[str, ...]

    @property
    def leeg(self) -> bool:
        """Nothing changed, not even a reason."""
        return not (self.overgangen or self.redenen)


def verschil(oud: Iterable[Regel], nieuw: Iterable[Regel]) -> Verschil:
    """Compare over all that can be, in the periods of both."""
    before, after = tuple(oud), tuple(nieuw)
    same, changed, reasons = 0, list[Verschuiving](), list[str]()
    for over in Over:
        both = [regel for regel in (*before, *after) if regel.over is over]
        if not both:
            continue
        was = beeld(over, before, Ruimte(over, perioden(both)))
        wordt = was.met(regel for regel in after if regel.over is over)
        groups = was.diagrammen.samen(was.knoop, wordt.knoop)
        same += sum(groep.aantal for ends, groep in groups.items() if ends[0] == ends[1])
        changed += _overgangen(was, wordt)
        if set(was.regels) != set(wordt.regels):
            reasons += _redenen(was, wordt)
    return Verschil(same, tuple(changed), tuple(reasons))


def _overgangen(was: Beeld, wordt: Beeld) -> Iterator[Verschuiving]:
    for (first, second), groep in was.diagrammen.samen(was.knoop, wordt.knoop).items():
        if first != second and first is not None and second is not None:
            op, kenmerken = was.ruimte.context(groep.getuige)
            yield Verschuiving(was.ruimte.over, first, second, groep.aantal, op, kenmerken)


def _redenen(was: Beeld, wordt: Beeld) -> Iterator[str]:
    before, after = werking(was), werking(wordt)
    for name in sorted({*before, *after}):
        if name not in before:
            yield f"{name}: beslist nu, en eerst niet"
        elif name not in after:
            yield f"{name}: beslist niet meer"
        else:
            parts = [part for part in before[name] if before[name][part] != after[name][part]]
            if parts:
                yield f"{name}: anders in {', '.join(parts)}"
