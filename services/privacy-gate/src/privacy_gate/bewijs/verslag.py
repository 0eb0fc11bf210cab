"""Everything that is proved about a set of rules, in one report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from privacy_gate.bewijs.bewijzen import Beeld, Weerlegging, beeld, breekt, weerlegd
from privacy_gate.bewijs.diagram import Uitslag
from privacy_gate.bewijs.eigenschappen import Eigenschap
from privacy_gate.bewijs.keuring import (
    alleen_standaard,
    dode_regels,
    nergens_genoemd,
    oordeel_zonder_vergunning,
    tegenstrijdig,
    zonder_artikel,
)
from privacy_gate.bewijs.oplosser import Oplosser
from privacy_gate.bewijs.planten import geplant
from privacy_gate.bewijs.vingerafdruk import vingerafdruk
from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.regels import Regel


@dataclass(frozen=True)
class Bewijsbevinding:
    """What was found of one property.

    Attributes:
        telling: why it does not hold, by counting; None: it holds.
        oplosser: does it hold by the solver too?
        geplant: what the planted fault broke, by counting; None: none could be planted, for the
            other properties imply it.
        oplosser_ziet: does the solver see the planted fault?
    """

    eigenschap: Eigenschap
    telling: Weerlegging | None
    oplosser: bool
    geplant: tuple[str, ...] | None
    oplosser_ziet: bool

    @property
    def bewezen(self) -> bool:
        """It holds, twice over, and would be seen to break, alone."""
        alone = self.geplant == (self.eigenschap.id,)
        return self.telling is None and self.oplosser and alone and self.oplosser_ziet


@dataclass(frozen=True)
class Bewijsverslag:
    """The proofs of a set of rules. `contexten` are counted over all periods."""

    regels: int
    perioden: tuple[date, ...]
    contexten: int
    uitslagen: dict[Uitslag, int]
    klassen: int
    dood: tuple[str, ...]
    zonder_artikel: tuple[str, ...]
    tegenstrijdig: tuple[str, ...]
    nergens_genoemd: tuple[str, ...]
    alleen_standaard: tuple[str, ...]
    oordeel_zonder_vergunning: int
    bevindingen: tuple[Bewijsbevinding, ...]
    vingerafdruk: str


def verslag(regels: Iterable[Regel], eigenschappen: Sequence[Eigenschap]) -> Bewijsverslag:
    """Prove all that there is to prove.

    Raises:
        TeVeelKlassen, Onbeslist: see there.
    """
    views = [beeld(over, regels) for over in Over]
    counts: dict[Uitslag, int] = {}
    for van in views:
        for uitslag, number in van.diagrammen.telling(van.knoop).items():
            if uitslag is not None:
                counts[uitslag] = counts.get(uitslag, 0) + number
    return Bewijsverslag(
        regels=sum(len(van.regels) for van in views),
        perioden=tuple(sorted({span.van for van in views for span in van.ruimte.tijd})),
        contexten=sum(van.ruimte.omvang for van in views),
        uitslagen=counts,
        klassen=sum(van.klassen for van in views),
        dood=tuple(regel.id for van in views for regel in dode_regels(van)),
        zonder_artikel=tuple(
            f"{regel.id} op {day}" for van in views for regel, day in zonder_artikel(van)
        ),
        tegenstrijdig=tuple(
            f"{one.id} en {other.id}" for van in views for one, other in tegenstrijdig(van)
        ),
        nergens_genoemd=tuple(name for van in views for name in _nergens(van)),
        alleen_standaard=tuple(
            f"{name} {value}" for van in views for name, value in alleen_standaard(van)
        ),
        oordeel_zonder_vergunning=sum(
            oordeel_zonder_vergunning(van) for van in views if van.ruimte.over is Over.ELEMENT
        ),
        bevindingen=tuple(one for van in views for one in _bevindingen(van, eigenschappen)),
        vingerafdruk=vingerafdruk(views),
    )


def _nergens(van: Beeld) -> Iterator[str]:
    return (f"{van.ruimte.over}: {name}" for name in nergens_genoemd(van))


def _bevindingen(van: Beeld, eigenschappen: Sequence[Eigenschap]) -> Iterator[Bewijsbevinding]:
    mine = [one for one in eigenschappen if one.over is van.ruimte.over]
    solver = Oplosser(van.ruimte.over, van.ruimte.tijd)
    for eigenschap in mine:
        wrong = geplant(van, eigenschap, [one for one in mine if one is not eigenschap])
        broken: tuple[str, ...] | None = None
        if wrong is not None:
            broken = tuple(one.id for one in mine if breekt(van, one, wrong))
        yield Bewijsbevinding(
            eigenschap,
            weerlegd(van, eigenschap),
            not solver.weerlegd(van.regels, eigenschap),
            broken,
            wrong is not None and solver.weerlegd(wrong.regels, eigenschap),
        )
