"""The oracle: rule after rule, as slow and as plain as can be."""

from collections.abc import Iterable

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.domain.kenmerken import Kenmerken
from privacy_gate.domain.regels import Gevolg, Regel

STRENG = [
    "geen",
    "alleen-de-woonplaats",
    "alleen-het-geboortejaar",
    "zonder-namen",
    "alleen-dat-het-er-is",
    "alleen-de-terugkeer",
]


def orakel(
    regels: Iterable[Regel], kenmerken: Kenmerken
) -> tuple[Uitkomst, Bewerking, set[str], set[str]]:
    """Outcome, reduction, the rules that decided, and the permits that failed on one attribute."""
    met: dict[Gevolg, list[Regel]] = {gevolg: [] for gevolg in Gevolg}
    near: set[str] = set()
    for regel in regels:
        failing = {name for name, values in regel.voorwaarden if kenmerken[name] not in values}
        if not failing:
            met[regel.gevolg].append(regel)
        elif len(failing) == 1 and regel.gevolg is Gevolg.STA_TOE:
            near.add(f"{regel.id}: {failing.pop()}")
    lifted = {one for regel in met[Gevolg.UITZONDERING] for one in regel.uitzondering_op}
    forbidding = [regel for regel in met[Gevolg.VERBIED] if regel.id not in lifted]
    if forbidding:
        return Uitkomst.GEWEIGERD, Bewerking.GEEN, {r.id for r in forbidding}, set()
    doubting, permitting = met[Gevolg.LAAT_BEOORDELEN], met[Gevolg.STA_TOE]
    if doubting:
        return Uitkomst.BEOORDELING, Bewerking.GEEN, {r.id for r in doubting}, set()
    if not permitting:
        return Uitkomst.GEWEIGERD, Bewerking.GEEN, set(), near
    banned = {regel.id for regel in met[Gevolg.VERBIED]}
    used = [r for r in met[Gevolg.UITZONDERING] if banned & set(r.uitzondering_op)]
    reducing = met[Gevolg.MINIMALISEER]
    strictest = max((r.bewerking for r in reducing), key=STRENG.index, default=Bewerking.GEEN)
    outcome = Uitkomst.GEMINIMALISEERD if reducing else Uitkomst.TOEGESTAAN
    return outcome, strictest, {r.id for r in permitting + used + reducing}, set()


def plichten(regels: Iterable[Regel], kenmerken: Kenmerken) -> set[str]:
    """The rules that oblige, had it passed."""
    return {
        regel.id
        for regel in regels
        if regel.gevolg is Gevolg.VERPLICHT
        and all(kenmerken[name] in values for name, values in regel.voorwaarden)
    }
