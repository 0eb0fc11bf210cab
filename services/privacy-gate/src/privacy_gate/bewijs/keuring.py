"""What is the matter with rules although each of them can be read: dead, at odds, or idle."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.beslissend import NERGENS, beslissend
from privacy_gate.bewijs.bewijzen import IN_GEBIED, Beeld, vakregel
from privacy_gate.bewijs.diagram import Knoop, Uitslag, uitslag_van
from privacy_gate.bewijs.vouwen import vouw
from privacy_gate.domain.regels import Artikel, Gevolg, Regel, Tijdvak

WEGING = "weging"
ONGEWOGEN = "geen"

_GAAT = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)


def dode_regels(van: Beeld) -> tuple[Regel, ...]:
    """The rules that decide in no context whatever."""
    return tuple(regel for regel in van.regels if beslissend(van, regel) == NERGENS)


def tegenstrijdig(van: Beeld) -> tuple[tuple[Regel, Regel], ...]:
    """Pairs of rules that reduce the same value of a field that passes, each in another way."""
    reducing = [regel for regel in van.regels if regel.gevolg is Gevolg.MINIMALISEER]
    return tuple(
        (one, other)
        for one, other in itertools.combinations(reducing, 2)
        if one.bewerking is not other.bewerking and _samen_in(van, one, other)
    )


def _samen_in(van: Beeld, een: Regel, ander: Regel) -> bool:
    boxes = [van.ruimte.vak(regel.voorwaarden, regel.geldig) for regel in (een, ander)]
    if not all(a & b for a, b in zip(*boxes, strict=True)):
        return False
    areas = [
        vouw(van.diagrammen, [replace(regel, gevolg=Gevolg.STA_TOE)]).knoop
        for regel in (een, ander)
    ]
    found = van.diagrammen.zoek(
        lambda ends: ends[0] is not None and ends[0][0] in _GAAT and ends[1:] == (IN_GEBIED,) * 2,
        lambda nodes: NERGENS in nodes,
        van.knoop,
        *areas,
    )
    return found is not None


def nergens_genoemd(van: Beeld) -> tuple[str, ...]:
    """The attributes that no rule looks at."""
    named = {name for regel in van.regels for name, _ in regel.voorwaarden}
    return tuple(name for name in van.ruimte.woorden if name not in named)


def alleen_standaard(van: Beeld) -> tuple[tuple[str, str], ...]:
    """Values of attributes in whose contexts no rule ever decides: always 'geen regel'."""
    always = Tijdvak(van.ruimte.tijd[0].van)
    bans = [r for r in van.regels if r.gevolg in (Gevolg.VERBIED, Gevolg.UITZONDERING)]
    permit = vakregel(van.ruimte.over, "ALLES", Gevolg.STA_TOE, (), always)
    unforbidden = vouw(van.diagrammen, [*bans, permit]).knoop
    return tuple(
        (name, value)
        for name, values in van.ruimte.woorden.items()
        for value in values
        if _bestaat(van, name, value) and not _beslist(van, unforbidden, name, value)
    )


def _bestaat(van: Beeld, name: str, value: str) -> bool:
    return all(van.ruimte.vak([(name, frozenset({value}))]))


def _beslist(van: Beeld, onverboden: Knoop, name: str, value: str) -> bool:
    always = Tijdvak(van.ruimte.tijd[0].van)
    box = [(name, frozenset({value}))]
    area = vouw(
        van.diagrammen, [vakregel(van.ruimte.over, "VAK", Gevolg.STA_TOE, box, always)]
    ).knoop

    def decided(ends: tuple[Uitslag | None, ...]) -> bool:
        by_default = ends[0] == uitslag_van(NERGENS) and ends[1] == IN_GEBIED
        return ends[2] == IN_GEBIED and not by_default

    found = van.diagrammen.zoek(
        decided, lambda nodes: nodes[2] == NERGENS, van.knoop, onverboden, area
    )
    return found is not None


def oordeel_zonder_vergunning(van: Beeld) -> int:
    """In how many contexts a person is asked although no weighing could let it pass."""
    others = [value for value in van.ruimte.woorden.get(WEGING, ()) if value != ONGEWOGEN]
    weighed = [_gewogen(van, value) for value in others]
    groups = van.diagrammen.samen(van.knoop, *weighed)
    return sum(
        groep.aantal
        for ends, groep in groups.items()
        if ends[0] is not None
        and ends[0][0] is Uitkomst.BEOORDELING
        and not any(end is not None and end[0] in _GAAT for end in ends[1:])
    )


def _gewogen(van: Beeld, value: str) -> Knoop:
    """The outcome of every context, had somebody weighed."""
    at = next(n for n, laag in enumerate(van.ruimte.lagen) if WEGING in laag.namen)
    laag = van.ruimte.lagen[at]
    place = laag.namen.index(WEGING)
    index = {values: n for n, values in enumerate(laag.combinaties)}
    moved = {
        n: index.get((*values[:place], value, *values[place + 1 :])) for values, n in index.items()
    }
    return van.diagrammen.vertaald(
        van.knoop, at, {n: target for n, target in moved.items() if target is not None}
    )


def zonder_artikel(van: Beeld) -> tuple[tuple[Regel, date], ...]:
    """Rules that rest on no article on a day on which they hold, with the first such day."""
    return tuple(
        (regel, day)
        for regel in van.regels
        for day in (regel.geldig.van, *(a.geldig.tot + timedelta(days=1) for a in _eindig(regel)))
        if regel.geldig.omvat(day) and not regel.artikelen_op(day)
    )


def _eindig(regel: Regel) -> Iterator[Artikel]:
    return (artikel for artikel in regel.artikelen if artikel.geldig.tot < date.max)
