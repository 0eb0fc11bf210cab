"""The rules as one thing that can be counted, and the proof of each property by counting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from privacy_gate.bewijs.diagram import Diagrammen, Knoop, Uitslag, uitslag_van
from privacy_gate.bewijs.eigenschappen import Belofte, Eigenschap
from privacy_gate.bewijs.ruimte import Ruimte, Voorwaarden, perioden
from privacy_gate.bewijs.staat import GEWEIGERD, TOEGESTAAN
from privacy_gate.bewijs.vouwen import Opstelling, Vak, vouw
from privacy_gate.domain.kenmerken import Kenmerken, Over
from privacy_gate.domain.regels import Gevolg, Regel, Tijdvak

IN_GEBIED = uitslag_van(TOEGESTAAN)
"""How a context ends in the diagram of an area that it lies in; others end in 'geweigerd'."""


class Gebieden:
    """The areas that properties are about, each folded once."""

    def __init__(self, diagrammen: Diagrammen) -> None:
        self._diagrammen = diagrammen
        self._known: dict[tuple[Eigenschap, Tijdvak], Knoop] = {}
        self.getuigen: dict[tuple[Eigenschap, Tijdvak], tuple[int, ...]] = {}
        """Where something was last seen to be possible: looked at first."""

    def van(self, eigenschap: Eigenschap, geldig: Tijdvak | None = None) -> Knoop:
        """The contexts that a property is about, within its own or another period."""
        key = (eigenschap, geldig or eigenschap.geldig)
        if key not in self._known:
            over, span = eigenschap.over, key[1]
            boxes = [vakregel(over, "ALS", Gevolg.STA_TOE, eigenschap.als, span)]
            boxes += [
                vakregel(over, f"TENZIJ-{n}", Gevolg.VERBIED, box, span)
                for n, box in enumerate(eigenschap.tenzij)
            ]
            self._known[key] = vouw(self._diagrammen, boxes).knoop
        return self._known[key]


class Beeld:
    """The rules about one kind of thing, folded: in the whole space, or in a box of it.

    Raises:
        TeVeelKlassen: see there.
    """

    def __init__(
        self, opstelling: Opstelling, diagrammen: Diagrammen, gebieden: Gebieden, vak: Vak = ()
    ) -> None:
        self.opstelling, self.diagrammen, self.gebieden = opstelling, diagrammen, gebieden
        found = vouw(diagrammen, opstelling, vak)
        self.knoop, self.klassen = found.knoop, found.klassen

    def met(self, regels: Iterable[Regel] | Opstelling, vak: Vak = ()) -> "Beeld":
        """Other rules in the same space, whose validity begins and ends with its periods."""
        ready = regels if isinstance(regels, Opstelling) else Opstelling(self.ruimte, regels)
        return Beeld(ready, self.diagrammen, self.gebieden, vak)

    def waarin(self, regels: Iterable[Regel], vak: Vak) -> "Beeld":
        """Other rules, that decide otherwise within a box at most: only that is folded anew."""
        changed = self.met(regels, vak)
        changed.knoop = self.diagrammen.bedekt(self.knoop, changed.knoop)
        return changed

    def binnen(self, vak: Vak) -> "Beeld":
        """The same, of a box only."""
        other = object.__new__(Beeld)
        other.__dict__ = {**self.__dict__, "knoop": self.diagrammen.binnen(self.knoop, vak)}
        return other

    @property
    def ruimte(self) -> Ruimte:
        """The space that it is folded over."""
        return self.diagrammen.ruimte

    @property
    def regels(self) -> tuple[Regel, ...]:
        """The rules."""
        return self.opstelling.regels


def beeld(over: Over, regels: Iterable[Regel], ruimte: Ruimte | None = None) -> Beeld:
    """The rules of one kind, folded over all that can be."""
    mine = tuple(regel for regel in regels if regel.over is over)
    space = ruimte or Ruimte(over, perioden(mine))
    diagrammen = Diagrammen(space)
    return Beeld(Opstelling(space, mine), diagrammen, Gebieden(diagrammen))


@dataclass(frozen=True)
class Weerlegging:
    """A property that does not hold: in how many contexts, and one of them.

    Attributes:
        op: a day on which it does not hold; None: it is about nothing that can be.
    """

    aantal: int
    op: date | None = None
    kenmerken: Kenmerken | None = None
    uitslag: Uitslag | None = None


def vakregel(
    over: Over,
    naam: str,
    gevolg: Gevolg,
    voorwaarden: Voorwaarden,
    geldig: Tijdvak,
    *,
    op: tuple[str, ...] = (),
) -> Regel:
    """A rule that is in no file: a box, to count with."""
    return Regel(naam, naam, over, gevolg, tuple(voorwaarden), (), geldig, uitzondering_op=op)


def breekt(van: Beeld, eigenschap: Eigenschap, dan: Beeld | None = None) -> bool:
    """Does a property fail? With `dan`: does it fail there, while it holds in `van`?"""
    find = van.diagrammen.zoek
    if eigenschap.belofte is Belofte.KAN:
        return _onmogelijk_in(dan or van, eigenschap) is not None
    area, wrong = van.gebieden.van(eigenschap), eigenschap.fout
    if dan is None:
        found = find(
            lambda ends: ends[0] in wrong and ends[1] == IN_GEBIED,
            lambda nodes: nodes[1] == GEWEIGERD,
            van.knoop,
            area,
        )
        return found is not None or area == GEWEIGERD
    changed = find(
        lambda ends: ends[1] in wrong and ends[2] == IN_GEBIED,
        lambda nodes: nodes[2] == GEWEIGERD or nodes[0] == nodes[1],
        van.knoop,
        dan.knoop,
        area,
    )
    return changed is not None


def weerlegd(van: Beeld, eigenschap: Eigenschap) -> Weerlegging | None:
    """Why a property does not hold; None: it holds in every context."""
    if eigenschap.belofte is Belofte.KAN:
        span = _onmogelijk_in(van, eigenschap)
        return Weerlegging(0, span.van) if span else None
    if not breekt(van, eigenschap):
        return None
    together = van.diagrammen.samen(van.knoop, van.gebieden.van(eigenschap))
    broken = {
        ends[0]: groep
        for ends, groep in together.items()
        if ends[1] == IN_GEBIED and ends[0] in eigenschap.fout
    }
    if not broken:
        return Weerlegging(0)
    uitslag, first = next(iter(broken.items()))
    op, kenmerken = van.ruimte.context(first.getuige)
    return Weerlegging(sum(g.aantal for g in broken.values()), op, kenmerken, uitslag)


def _onmogelijk_in(van: Beeld, eigenschap: Eigenschap) -> Tijdvak | None:
    """A period in which what must be possible is not."""
    for span in _perioden_van(van, eigenschap):
        known = van.gebieden.getuigen.get((eigenschap, span))
        if known and van.diagrammen.uitslag(van.knoop, known) in eigenschap.uitslagen:
            continue
        found = van.diagrammen.zoek(
            lambda ends: ends[0] in eigenschap.uitslagen and ends[1] == IN_GEBIED,
            lambda nodes: nodes[1] == GEWEIGERD,
            van.knoop,
            van.gebieden.van(eigenschap, span),
        )
        if found is None:
            return span
        van.gebieden.getuigen[eigenschap, span] = found
    return None


def _perioden_van(van: Beeld, eigenschap: Eigenschap) -> Iterator[Tijdvak]:
    return (span for span in van.ruimte.tijd if eigenschap.geldig.omvat(span.van))
