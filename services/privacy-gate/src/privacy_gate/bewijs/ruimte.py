"""The space of all possible circumstances: layer after layer, each with the values it can have.

Attributes that cannot vary freely beside each other share a layer, which then lists the
combinations that can exist. The first layer is the period of law.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.aard_tabel import AARD
from contracts.elements import VELDEN, Veld
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Geheimhouding, Organisatietype, Regime
from privacy_gate.domain.kenmerken import GEEN_VELD, KENMERKEN, ONBEKEND, Kenmerken, Over
from privacy_gate.domain.regels import Regel, Tijdvak

PERIODE = "periode"
"""The layer that holds the periods of law; no attribute, for no rule names it."""

Voorwaarden = Iterable[tuple[str, frozenset[str]]]

_CATEGORIEEN = frozenset(kind.categorie for kind in VELDEN.values())
_INHOUDEN = {
    str(kind.model_fields["soort"].default): frozenset(kind.model_fields)
    for kind in VerstrekkingGevraagd.model_fields["inhoud"].annotation.__args__  # type: ignore[union-attr]  # the union of all contents
}


@dataclass(frozen=True)
class Verband:
    """What `domain/afleiden.py` never lets go together; nothing else is left out of the count."""

    over: Over
    namen: tuple[str, ...]
    bestaat: Callable[..., bool]


def _categorie_van_veld(veld: str, categorie: str) -> bool:
    """Categories without a field are kept: nobody can record them, and rules still forbid them."""
    if veld == GEEN_VELD:
        return categorie not in _CATEGORIEEN
    return VELDEN[Veld(veld)].categorie == categorie


def _geheim_van_veld(veld: str, geheim: str) -> bool:
    own = Geheimhouding.GEEN if veld == GEEN_VELD else VELDEN[Veld(veld)].geheim
    return geheim != Geheimhouding.GEEN or own is Geheimhouding.GEEN


def _regime_van_bron(bron: str, regime: str) -> bool:
    own = AARD[Organisatietype(bron)].regime
    order = [Regime.ALGEMEEN, Regime.WJSG, Regime.WPG]
    return order.index(Regime(regime)) >= order.index(own)


def _noemt(veld: str) -> Callable[[str, str], bool]:
    return lambda soort, type_: type_ == ONBEKEND or veld in _INHOUDEN[soort]


_DOMEINEN = ("van-domein", "naar-domein")

VERBANDEN = (
    Verband(Over.ELEMENT, ("veld", "categorie"), _categorie_van_veld),
    Verband(Over.ELEMENT, ("veld", "geheim"), _geheim_van_veld),
    Verband(Over.ELEMENT, ("bron", "regime"), _regime_van_bron),
    Verband(
        Over.ELEMENT,
        ("overgang", *_DOMEINEN),
        lambda overgang, van, naar: (van == naar) == (overgang != "ander-domein"),
    ),
    Verband(
        Over.ELEMENT,
        ("overgang", "eigen-gegeven"),
        lambda overgang, eigen: eigen == "nee" or overgang == "eigen-overleg",
    ),
    Verband(
        Over.ELEMENT,
        ("eigen-gegeven", "beperkt"),
        lambda eigen, beperkt: eigen == "nee" or beperkt == "nee",
    ),
    Verband(
        Over.ELEMENT,
        ("doel", "verzameldoel", "zelfde-doel"),
        lambda doel, verzameld, zelfde: (doel == verzameld) == (zelfde == "ja"),
    ),
    Verband(
        Over.ELEMENT,
        ("grond", "toestemming"),
        lambda grond, toestemming: grond != "a" or toestemming in ("gegeven", "uitdrukkelijk"),
    ),
    Verband(
        Over.ELEMENT,
        ("grond", "acuut-gevaar"),
        lambda grond, gevaar: grond != "d" or gevaar != "nee",
    ),
    Verband(
        Over.INHOUD,
        ("verband", *_DOMEINEN, "van-soort", "naar-soort"),
        lambda verband, van, naar, van_soort, naar_soort: (
            verband != "eigen-overleg" or (van, van_soort) == (naar, naar_soort)
        ),
    ),
    Verband(Over.INHOUD, ("soort", "handelaar"), _noemt("door")),
    Verband(Over.INHOUD, ("soort", "houder"), _noemt("houder")),
)
"""Guarded by a test: whatever is derived from any request, lies in the space."""

VOLGORDE = {
    Over.ELEMENT: (
        "soort",
        "verzet",
        "overgang",
        "ontvanger-zwijgt",
        "bronbesluit",
        "bron",
        "doorbreking",
        "toestemming",
        "ontheffing",
        "schoolverband",
        "ontvanger",
        "veld",
        "doel",
        "weging",
        "persoon",
        "informeren",
    ),
    Over.INHOUD: ("soort", "verband", "samenhang", "convenant"),
}
"""The order of the layers that keeps the diagram smallest; found by trying. Others come first."""


def perioden(regels: Iterable[Regel]) -> tuple[Tijdvak, ...]:
    """The stretches of time in which the same rules are in force; in the first one, none is."""
    spans = [regel.geldig for regel in regels]
    begins = {date.min, *(span.van for span in spans)}
    begins |= {span.tot + timedelta(days=1) for span in spans if span.tot < date.max}
    days = sorted(begins)
    ends = [day - timedelta(days=1) for day in days[1:]] + [date.max]
    return tuple(Tijdvak(van, tot) for van, tot in zip(days, ends, strict=True))


@dataclass(frozen=True)
class Laag:
    """Attributes that belong together, with the combinations of values that can exist."""

    namen: tuple[str, ...]
    combinaties: tuple[tuple[str, ...], ...]

    @property
    def alle(self) -> int:
        """The bitset of all combinations."""
        return (1 << len(self.combinaties)) - 1

    def toegelaten(self, voorwaarden: Mapping[str, frozenset[str]]) -> int:
        """The bitset of the combinations that meet the conditions."""
        tests = [
            (number, voorwaarden[name])
            for number, name in enumerate(self.namen)
            if name in voorwaarden
        ]
        if not tests:
            return self.alle
        return sum(
            1 << index
            for index, values in enumerate(self.combinaties)
            if all(values[number] in allowed for number, allowed in tests)
        )


class Ruimte:
    """All possible circumstances of one kind, in these periods."""

    def __init__(
        self,
        over: Over,
        tijd: tuple[Tijdvak, ...],
        woorden: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """`woorden`: the attributes with their values, where fewer than all are wanted."""
        self.over = over
        self.tijd = tijd
        self.woorden = woorden or KENMERKEN[over]
        self._vakken: dict[tuple[object, Tijdvak | None], tuple[int, ...]] = {}
        periods = Laag((PERIODE,), tuple((str(number),) for number in range(len(tijd))))
        self.lagen = (periods, *(Laag(g, tuple(self._combinaties(g))) for g in self._groepen()))

    @property
    def omvang(self) -> int:
        """The number of contexts, over all periods."""
        sizes = 1
        for laag in self.lagen:
            sizes *= len(laag.combinaties)
        return sizes

    def vak(self, voorwaarden: Voorwaarden, geldig: Tijdvak | None = None) -> tuple[int, ...]:
        """The bitset, layer by layer, of what meets the conditions within a period."""
        key = (tuple(voorwaarden), geldig)
        if key not in self._vakken:
            wanted = dict(key[0])
            if geldig is not None:
                held = (n for n, one in enumerate(self.tijd) if geldig.omvat(one.van))
                wanted[PERIODE] = frozenset(map(str, held))
            self._vakken[key] = tuple(laag.toegelaten(wanted) for laag in self.lagen)
        return self._vakken[key]

    def context(self, keuzes: Iterable[int]) -> tuple[date, Kenmerken]:
        """The day and the attributes that a choice in every layer stands for."""
        found: dict[str, str] = {}
        for laag, index in zip(self.lagen, keuzes, strict=True):
            found |= zip(laag.namen, laag.combinaties[index], strict=True)
        return self.tijd[int(found.pop(PERIODE))].van, found

    def keuzes(self, op: date, kenmerken: Kenmerken) -> tuple[int, ...]:
        """The choice in every layer that a day and attributes stand for.

        Raises:
            ValueError: such circumstances are not in the space.
        """
        period = next((n for n, one in enumerate(self.tijd) if one.omvat(op)), -1)
        values = {**kenmerken, PERIODE: str(period)}
        return tuple(
            laag.combinaties.index(tuple(values[name] for name in laag.namen))
            for laag in self.lagen
        )

    def _groepen(self) -> list[tuple[str, ...]]:
        """The attributes, those that a relation joins together."""
        order = VOLGORDE[self.over]
        groups = [{name} for name in self.woorden]
        for verband in self._verbanden():
            joined = [group for group in groups if group & set(verband.namen)]
            groups = [group for group in groups if group not in joined]
            groups.append(set[str]().union(*joined))
        found = [tuple(name for name in self.woorden if name in group) for group in groups]
        return sorted(
            found, key=lambda g: (max(order.index(n) if n in order else -1 for n in g), g)
        )

    def _verbanden(self) -> list[Verband]:
        return [one for one in VERBANDEN if one.over is self.over]

    def _combinaties(self, groep: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The combinations that can exist, built name by name."""
        partial: list[dict[str, str]] = [{}]
        for done, name in enumerate(groep, start=1):
            known = set(groep[:done])
            tests = [v for v in self._verbanden() if name in v.namen and known >= set(v.namen)]
            partial = [
                {**one, name: value}
                for one, value in itertools.product(partial, self.woorden[name])
                if all(t.bestaat(*({**one, name: value}[n] for n in t.namen)) for t in tests)
            ]
        return (tuple(one[name] for name in groep) for one in partial)
