"""Who must hear, and who carries: read anew from the plain text of a covenant.

Written from docs/convenant.md, and by no code of contracts or services: what the product does is
held against this.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Tekst: TypeAlias = Mapping[str, Any]
"""A covenant as its file says it, or as JSON."""


@dataclass(frozen=True)
class Geval:
    """How a case came to a table, and of whom it is on the day of telling.

    Attributes:
        weg: the road, by its name in the covenant.
        van: the table that brought it in or, with a first report, the organisation.
        melder: with a table that brought it in, the organisation that reported it there.
        school: None: the young person goes to none.
        leeftijd: in years; None: unknown.
        aanwezig: the seats that were at the discussion; None: it was not recorded.
    """

    weg: str
    van: str
    melder: str | None = None
    school: str | None = None
    leeftijd: int | None = None
    aanwezig: frozenset[str] | None = None


@dataclass(frozen=True, order=True)
class Plek:
    """A seat (organisatie/rol) and the table at which it hears."""

    overleg: str
    zetel: str


def moet_horen(tekst: Tekst, geval: Geval) -> frozenset[Plek]:
    """Name who must hear: these, and no other. Nobody: it ends at who carries it."""
    road = tekst["wegen"][geval.weg]
    if road["terugkoppeling"]["wanneer"] == "altijd":
        found = (
            _waar_ingebracht(tekst, geval, road)
            if geval.van in tekst["overleggen"] and geval.van != road["naar"]
            else _wie_meldde(tekst, geval, road)
        )
        if found:
            return found
    return _van_school(tekst, geval.school, road)


def leest(tekst: Tekst, zetel: str, leeg: Collection[str]) -> str | None:
    """Name who acts for a seat: itself, else the first that stands in and is there himself."""
    stand_in = tekst.get("vervanging") or {}
    return next((one for one in (zetel, *stand_in.get(zetel, ())) if one not in leeg), None)


def draagt(tekst: Tekst, geval: Geval, leeg: Collection[str] = ()) -> str | None:
    """Name who carries it back: who is there of those that the road names, else a substitute."""
    named = tekst["wegen"][geval.weg]["terugkoppeling"]["door"]
    order = [named] if isinstance(named, str) else list(named)
    there = [seat for seat in order if seat not in leeg]
    instead = (leest(tekst, seat, leeg) for seat in order)
    return next((one for one in (*there, *instead) if one), None)


def roept(tekst: Tekst, domein: str, leeg: Collection[str]) -> Sequence[str]:
    """Name who acts on each step of a ladder on which somebody is, from below."""
    ladder = (tekst.get("opschaling") or {}).get(domein, ())
    steps = (leest(tekst, step["naar"], leeg) for step in ladder)
    return [one for one in steps if one]


def zetels_van(tekst: Tekst, overleg: str) -> Sequence[str]:
    """Name the seats of a table, the one that directs first."""
    table = tekst["overleggen"][overleg]
    return list(dict.fromkeys((table["regie"], *table["zetels"])))


def scholen(tekst: Tekst) -> Sequence[str]:
    """Name every school."""
    bodies = tekst["organisaties"].items()
    return [name for name, o in bodies if "school" in (o["type"], *(o.get("ook") or ()))]


def scholen_van(tekst: Tekst, overleg: str) -> Sequence[str]:
    """Name the schools whose pupils a table discusses."""
    table = tekst["overleggen"][overleg]
    if table["soort"] != "ZAT":
        return ()
    own = table.get("scholen") or [_wie(table["regie"])]
    return [one for one in own if one in scholen(tekst)]


def _wie(zetel: str) -> str:
    return zetel.partition("/")[0]


def _als(zetel: str) -> str:
    return zetel.partition("/")[2]


def _waar_ingebracht(tekst: Tekst, geval: Geval, road: Tekst) -> frozenset[Plek]:
    """Who has the role at the table that brought it in; not where schools have it there."""
    role, served = road["terugkoppeling"]["aan_rol"], scholen_van(tekst, geval.van)
    holders = [seat for seat in zetels_van(tekst, geval.van) if _als(seat) == role]
    if any(_wie(seat) in served for seat in holders):
        return frozenset()
    if not holders:
        return frozenset({Plek(geval.van, tekst["overleggen"][geval.van]["regie"])})
    bodies = [seat for seat in holders if _wie(seat) not in scholen(tekst)]
    reported = [seat for seat in bodies if _wie(seat) == geval.melder]
    return frozenset(Plek(geval.van, seat) for seat in reported or bodies)


def _wie_meldde(tekst: Tekst, geval: Geval, road: Tekst) -> frozenset[Plek]:
    """Who reported it: in a mailbox of his own, or at the first table that hears of it."""
    seat = f"{geval.van}/{road['terugkoppeling']['aan_rol']}"
    if road["terugkoppeling"].get("melder_hoort"):
        return frozenset({Plek(road["naar"], seat)})
    where = (one for one in _hoort_terug(tekst, road["naar"]) if seat in zetels_van(tekst, one))
    return frozenset(Plek(one, seat) for one in list(where)[:1])


def _hoort_terug(tekst: Tekst, naar: str) -> Iterator[str]:
    """The table itself, and those that hear of it: each ZAT, and which bring in there."""
    brings = {one for r in tekst["wegen"].values() if r["naar"] == naar for one in r["van"]}
    yield naar
    for name, table in tekst["overleggen"].items():
        if name != naar and (table["soort"] == "ZAT" or name in brings):
            yield name


def _van_school(tekst: Tekst, school: str | None, road: Tekst) -> frozenset[Plek]:
    """The pupil's school at its ZAT, else who hears there for all schools."""
    tables = (one for one in tekst["overleggen"] if school in scholen_van(tekst, one))
    zat = next(tables, None)
    if school is None or zat is None:
        return frozenset()
    seats = zetels_van(tekst, zat)
    at_zat = [r for r in tekst["wegen"].values() if zat in (*r["van"], r["naar"])]
    roles = [r["terugkoppeling"]["aan_rol"] for r in at_zat]
    of_no_school = [seat for seat in seats if _wie(seat) not in scholen(tekst)]
    candidates = (
        *(f"{school}/{role}" for role in (road["terugkoppeling"]["aan_rol"], *roles)),
        *(seat for role in roles for seat in of_no_school if _als(seat) == role),
        *(seat for seat in seats if _wie(seat) == school),
        *of_no_school[: seats[0] in of_no_school],
    )
    return frozenset(Plek(zat, one) for one in [c for c in candidates if c in seats][:1])
