"""Rules of law as values: conditions, dated articles, and what follows when they are met."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from contracts.elements import Bewerking
from privacy_gate.domain.kenmerken import Over


class Gevolg(StrEnum):
    """What a rule does when its conditions are met."""

    VERBIED = "verbied"
    UITZONDERING = "uitzondering"
    LAAT_BEOORDELEN = "laat-beoordelen"
    STA_TOE = "sta-toe"
    MINIMALISEER = "minimaliseer"
    VERPLICHT = "verplicht"


@dataclass(frozen=True)
class Tijdvak:
    """From a day up to and including another; without an end it still holds."""

    van: date
    tot: date = date.max

    def omvat(self, op: date) -> bool:
        """Does it hold on this day?"""
        return self.van <= op <= self.tot

    def bevat(self, ander: "Tijdvak") -> bool:
        """Does it hold on every day of another?"""
        return self.van <= ander.van and ander.tot <= self.tot

    def raakt(self, ander: "Tijdvak") -> bool:
        """Is there a day on which both hold?"""
        return self.van <= ander.tot and ander.van <= self.tot

    def __str__(self) -> str:
        return f"{self.van} t/m {self.tot}" if self.tot < date.max else f"{self.van} af"


@dataclass(frozen=True)
class Artikel:
    """A version of an article, as it is cited."""

    naam: str
    geldig: Tijdvak


@dataclass(frozen=True)
class Regel:
    """A rule: a box in the space of all circumstances.

    Attributes:
        voorwaarden: attribute and the values that meet it; an attribute not named is met.
        uitzondering_op: the ids of the prohibitions that an exception lifts, and no others.
        verplichting: what must be done, for a rule that obliges.
        termijn_jaren: within how many years, for such a rule; None: no date.
        onzeker: the date of an article it rests on is not established, so that it can be
            switched off until it is.
        plaats: file and line, for people.
    """

    id: str
    titel: str
    over: Over
    gevolg: Gevolg
    voorwaarden: tuple[tuple[str, frozenset[str]], ...]
    artikelen: tuple[Artikel, ...]
    geldig: Tijdvak
    bewerking: Bewerking = Bewerking.GEEN
    uitzondering_op: tuple[str, ...] = ()
    verplichting: str = ""
    termijn_jaren: int | None = None
    vraag: str = ""
    onzeker: bool = False
    status: str = field(default="", compare=False)
    plaats: str = field(default="", compare=False)

    def artikelen_op(self, op: date) -> tuple[str, ...]:
        """The articles in force on the date of disclosure."""
        return tuple(artikel.naam for artikel in self.artikelen if artikel.geldig.omvat(op))


@dataclass(frozen=True)
class Regelset:
    """All rules, of all times.

    Attributes:
        uit: rules that are switched off: read and checked, and never applied.
    """

    regels: tuple[Regel, ...]
    uit: tuple[Regel, ...] = ()

    def geldend(self, over: Over, op: date) -> tuple[Regel, ...]:
        """The rules of a kind in force on a date, in a fixed order."""
        return tuple(
            regel for regel in self.regels if regel.over is over and regel.geldig.omvat(op)
        )

    def regel(self, regel_id: str) -> Regel | None:
        """The rule with this id."""
        return next((regel for regel in self.regels if regel.id == regel_id), None)

    def ingeschakeld(self, *ids: str) -> "Regelset":
        """The same law with these rules switched on."""
        on = tuple(regel for regel in self.uit if regel.id in ids)
        off = tuple(regel for regel in self.uit if regel.id not in ids)
        return Regelset((*self.regels, *on), off)

    def vingerafdruk(self) -> str:
        """SHA-256, hex, over what the rules mean and cite; order and explanations do not count."""
        canonical = sorted((_canonical(regel) for regel in self.regels), key=json.dumps)
        return hashlib.sha256(json.dumps(canonical).encode()).hexdigest()


def _canonical(regel: Regel) -> list[object]:
    return [
        regel.id,
        regel.over,
        regel.gevolg,
        [[name, sorted(values)] for name, values in sorted(regel.voorwaarden)],
        sorted([a.naam, str(a.geldig.van), str(a.geldig.tot)] for a in regel.artikelen),
        [str(regel.geldig.van), str(regel.geldig.tot)],
        regel.bewerking,
        sorted(regel.uitzondering_op),
        regel.verplichting,
        regel.termijn_jaren,
    ]


def artikelen_van(regels: Iterable[Regel], op: date) -> tuple[str, ...]:
    """The articles that these rules rest on, on a date, each once."""
    return tuple(dict.fromkeys(name for regel in regels for name in regel.artikelen_op(op)))
