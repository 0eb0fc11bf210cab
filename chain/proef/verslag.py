"""What was played, in words for a region and as figures for machines."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from chain.proef.gang import Gehoord
from chain.proef.spel import Beurt, Soort, Uitslag
from chain.proef.verwacht import Geval, Plek
from contracts.covenant import Convenant

MEESTE_REGELS = 20
"""Findings of one kind that are printed before the rest is counted."""

_KOP: dict[Soort, str] = {
    "niemand": "Niemand hoort het",
    "verkeerd": "Een ander hoort het, of een ander draagt het over, dan het convenant zegt",
    "ligt-klaar": "Ligt klaar, want daar zit niemand",
}


def als_gegevens(uitslag: Uitslag) -> dict[str, object]:
    """The figures, and what lies behind each."""
    found: dict[str, object] = {
        "wegen": len(uitslag.convenant.wegen),
        "gespeeld": uitslag.gespeeld,
        "hoort_niemand": len(uitslag.van("niemand")),
        "verkeerd_geadresseerd": len(uitslag.van("verkeerd")),
        "ligt_klaar": len(uitslag.van("ligt-klaar")),
    }
    kinds: dict[str, Soort] = {
        "niemand": "niemand",
        "verkeerd": "verkeerd",
        "klaar": "ligt-klaar",
    }
    for name, kind in kinds.items():
        found[name] = [_gegevens(uitslag.convenant, one) for one in uitslag.van(kind)]
    return found


def in_woorden(uitslag: Uitslag) -> Iterator[str]:
    """Who hears what along every road, then what is wrong."""
    own = uitslag.convenant
    yield f"De proef: {len(own.wegen)} wegen, {uitslag.gespeeld} keer gespeeld."
    by_road = groupby(uitslag.beurten, key=lambda one: one.geval.weg)
    for road, played in by_road:
        when = own.wegen[road].terugkoppeling.wanneer
        yield from ("", f"{road} ({when})", *_weg(own, list(played)))
    yield ""
    yield (
        f"hoort_niemand {len(uitslag.van('niemand'))}, "
        f"verkeerd_geadresseerd {len(uitslag.van('verkeerd'))}, "
        f"ligt_klaar {len(uitslag.van('ligt-klaar'))}"
    )
    for kind in ("niemand", "verkeerd", "ligt-klaar"):
        yield from _gevonden(own, kind, uitslag.van(kind))


def _weg(convenant: Convenant, played: Sequence[Beurt]) -> Iterator[str]:
    """With everybody there, from where and of a pupil of which school; then with a seat empty."""
    whole = {one.geval: zin(convenant, one) for one in played if not one.leeg}
    for told in dict.fromkeys(whole.values()):
        same = [geval for geval, one in whole.items() if one == told]
        only = [
            f"{label} {', '.join(some)}"
            for label, some, every in zip(_VAN, _waarden(same), _waarden(list(whole)), strict=True)
            if some != every
        ]
        where = f" ({'; '.join(only)})" if only else ""
        yield f"  {told}{where}"
    yield from dict.fromkeys(
        f"    zonder {' en '.join(one.leeg)}: {told}"
        for one in played
        if one.leeg and (told := zin(convenant, one)) != whole[one.geval]
    )


_VAN = ("van", "daar gemeld door", "leerling van")


def _waarden(gevallen: Sequence[Geval]) -> Sequence[Sequence[str]]:
    """From where these came, who reported them there, and of which school they are."""
    return (
        list(dict.fromkeys(one.van for one in gevallen)),
        list(dict.fromkeys(one.melder or "niemand" for one in gevallen)),
        list(dict.fromkeys(one.school or "geen school" for one in gevallen)),
    )


def zin(convenant: Convenant, beurt: Beurt) -> str:
    """What came of one case."""
    werd = beurt.werd
    where = convenant.wegen[beurt.geval.weg].naar
    if not werd.moet:
        return f"bij {where}: niemand hoeft het te horen"
    if werd.draagt is None:
        return f"bij {where}: niemand kan het overdragen"
    carrier = f"{werd.draagt}{', van de ladder,' if werd.langs_ladder else ''}"
    if not werd.gehoord:
        reached = "en niemand hoort het" if beurt.moest.plekken else "en daar eindigt het"
        return f"bij {where}: {carrier} krijgt het, {reached}"
    heard = (_gehoord(werd, place, reader) for place, reader in werd.gehoord)
    return f"bij {where}: {carrier} draagt over aan {' en '.join(heard)}"


def _gehoord(werd: Gehoord, place: Plek, reader: str | None) -> str:
    if reader == place.zetel:
        return place.zetel
    if reader is not None:
        return f"{place.zetel} ({reader} neemt waar)"
    called = dict(werd.geroepen).get(place)
    return f"{place.zetel} (daar zit niemand{f'; erbij geroepen: {called}' if called else ''})"


def _gevonden(convenant: Convenant, kind: Soort, found: Sequence[Beurt]) -> Iterator[str]:
    lines = dict.fromkeys(_regel(convenant, one) for one in found)
    if lines:
        yield from ("", f"{_KOP[kind]}:", *list(lines)[:MEESTE_REGELS])
    if len(lines) > MEESTE_REGELS:
        yield f"  en nog {len(lines) - MEESTE_REGELS}"


def _regel(convenant: Convenant, one: Beurt) -> str:
    if one.soort == "ligt-klaar":
        unread = [place for place, reader in one.werd.gehoord if reader is None]
        heard = " en ".join(_gehoord(one.werd, place, None) for place in unread)
        return f"  zonder {' en '.join(one.leeg)}: {heard}"
    case = one.geval
    school = f"leerling van {case.school}" if case.school else "leerling van geen school"
    empty = f", zonder {' en '.join(one.leeg)}" if one.leeg else ""
    told = zin(convenant, one)
    meant = ", ".join(f"{p.zetel} aan {p.overleg}" for p in sorted(one.moest.plekken))
    must = f"; moest: door {one.moest.draagt or 'niemand'} aan {meant or 'niemand'}"
    return f"  {case.weg}, van {case.van}, {school}{empty}: {told}{must}"


def _gegevens(convenant: Convenant, one: Beurt) -> dict[str, object]:
    return {
        "weg": one.geval.weg,
        "van": one.geval.van,
        "overleg": convenant.wegen[one.geval.weg].naar,
        "melder": one.geval.melder,
        "school": one.geval.school,
        "leeg": list(one.leeg),
        "draagt": one.werd.draagt,
        "hoort": [
            {"overleg": p.overleg, "zetel": p.zetel, "leest": r} for p, r in one.werd.gehoord
        ],
        "moest_dragen": one.moest.draagt,
        "moest_horen": [
            {"overleg": p.overleg, "zetel": p.zetel} for p in sorted(one.moest.plekken)
        ],
        "zin": zin(convenant, one),
    }
