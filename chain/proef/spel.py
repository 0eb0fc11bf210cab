"""Every road, from everywhere, for every school, with each seat empty in turn: who hears it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import Literal, TypeAlias

from chain.proef.bezetting import Leeg, zetels
from chain.proef.gang import Gehoord, Regio, speel
from chain.proef.verwacht import (
    Geval,
    Plek,
    Tekst,
    draagt,
    leest,
    moet_horen,
    roept,
    scholen,
)
from contracts.covenant import Convenant

Soort: TypeAlias = Literal["niemand", "verkeerd", "ligt-klaar"]


@dataclass(frozen=True)
class Verwacht:
    """What must become of a case while these seats are empty, by the covenant's own words."""

    plekken: frozenset[Plek]
    draagt: str | None
    leest: tuple[tuple[Plek, str | None], ...]


@dataclass(frozen=True)
class Beurt:
    """What came of one case with these seats empty, and what must.

    `soort` says what is wrong: it reached nobody; it reached another, or by another; or it lies
    where nobody sits.
    """

    geval: Geval
    leeg: tuple[str, ...]
    werd: Gehoord
    moest: Verwacht

    @cached_property
    def soort(self) -> Soort | None:
        """What is wrong with it."""
        if self.moest.plekken and not self.werd.gehoord:
            return "niemand"
        told = (self.werd.plekken, self.werd.draagt, frozenset(self.werd.gehoord))
        meant = (self.moest.plekken, self.moest.draagt, frozenset(self.moest.leest))
        if self.werd.moet and told != meant:
            return "verkeerd"
        unread = [plek for plek, reader in self.werd.gehoord if reader is None]
        if not unread:
            return None
        called = all(dict(self.werd.geroepen).get(plek) for plek in unread)
        return "ligt-klaar" if called or len(self.leeg) > 1 else "niemand"


@dataclass(frozen=True)
class Uitslag:
    """What was played of a covenant; `gespeeld` counts what an empty seat could not change too."""

    convenant: Convenant
    beurten: tuple[Beurt, ...]
    gespeeld: int

    def van(self, soort: Soort) -> Sequence[Beurt]:
        """What was found of one kind."""
        return [one for one in self.beurten if one.soort == soort]

    @property
    def goed(self) -> bool:
        """Did everybody hear who must, and nobody else?"""
        return not (self.van("niemand") or self.van("verkeerd"))


def beproef(convenant: Convenant, op: date) -> Uitslag:
    """Play a covenant as it stands on a day."""
    tekst = convenant.model_dump(mode="json")
    regio = Regio(convenant, op)
    beurten = [one for geval in gevallen(tekst) for one in _beurten(regio, tekst, geval)]
    return Uitslag(convenant, tuple(one for one, _ in beurten), sum(n for _, n in beurten))


def gevallen(tekst: Tekst) -> Iterator[Geval]:
    """Every way in which a case can come, of a pupil of every school and of none."""
    for name, road in tekst["wegen"].items():
        for van in road["van"]:
            inbreng = van in tekst["overleggen"] and van != road["naar"]
            reporters = _melders(tekst, van) if inbreng else [None]
            for melder, school in product(reporters, (None, *scholen(tekst))):
                yield Geval(name, van, melder, school)


def _melders(tekst: Tekst, overleg: str) -> Sequence[str | None]:
    roads = tekst["wegen"].values()
    named = (one for r in roads if r["naar"] == overleg and r.get("houder") for one in r["van"])
    return list(dict.fromkeys(named)) or [None]


def _beurten(regio: Regio, tekst: Tekst, geval: Geval) -> Iterator[tuple[Beurt, int]]:
    """The case with everybody there and with each seat empty, then with its substitutes too.

    A seat that nobody asked about changes nothing when it is empty; how many such there were is
    counted with the case as it went without.
    """
    whole, asked = _beurt(regio, tekst, geval, ())
    same = 1
    for seat in map(str, zetels(regio.convenant)):
        instead = regio.convenant.vervanging.get(seat, ())
        for empty in ((seat,), (seat, *instead))[: 2 if instead else 1]:
            if asked.isdisjoint(empty):
                same += 1
            else:
                yield _beurt(regio, tekst, geval, empty)[0], 1
    yield whole, same


def _beurt(
    regio: Regio, tekst: Tekst, geval: Geval, empty: Sequence[str]
) -> tuple[Beurt, frozenset[str]]:
    """One case, and the seats that anybody asked about."""
    regio.leeg.begin(empty)
    werd = speel(regio, geval)
    moest = _verwacht(tekst, geval, regio.leeg)
    return Beurt(geval, tuple(empty), werd, moest), frozenset(regio.leeg.gevraagd)


def _verwacht(tekst: Tekst, geval: Geval, leeg: Leeg) -> Verwacht:
    """By the plain text: a carrier, or else the first step of the ladder on which somebody is."""
    plekken = moet_horen(tekst, geval)
    domein = tekst["overleggen"][tekst["wegen"][geval.weg]["naar"]]["domein"]
    carrier = draagt(tekst, geval, leeg) or next(iter(roept(tekst, domein, leeg)), None)
    return Verwacht(
        plekken, carrier, tuple((plek, leest(tekst, plek.zetel, leeg)) for plek in sorted(plekken))
    )
