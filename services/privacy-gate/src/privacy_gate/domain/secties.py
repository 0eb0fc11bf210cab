"""A rule file, cut into its headings: keys, conditions and table rows, each with its line.

Text that is neither of these is explanation, for people. What looks like a key or a condition
and is not written as one is no explanation: a condition that is lost would make a rule wider.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_KOP = re.compile(r"^## (?P<naam>.+?)(?:: (?P<titel>.+))?$")
_SLEUTEL = re.compile(r"^- (?P<naam>[A-Z][a-z -]*):(?: (?P<waarde>.+))?$")
_VOORWAARDE = re.compile(r"^  - (?P<naam>[A-Z][a-z -]*): (?P<waarde>.+)$")
_LIJKT_EROP = re.compile(r"^\s+\S|^[-*+\u2013\u2014\u2022]|^[A-Z][a-z-]*(?: [a-z]+)?:(?: |$)")


@dataclass(frozen=True)
class Regeltekst:
    """A name and what stands after it, at a line."""

    naam: str
    waarde: str
    nummer: int


@dataclass
class Sectie:
    """What stands under one heading."""

    bestand: str
    nummer: int
    naam: str
    titel: str
    sleutels: list[Regeltekst] = field(default_factory=list)
    voorwaarden: list[Regeltekst] = field(default_factory=list)
    rijen: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    onleesbaar: list[int] = field(default_factory=list)

    def alle(self, naam: str) -> list[Regeltekst]:
        """What stands after this key, as often as it occurs."""
        return [sleutel for sleutel in self.sleutels if sleutel.naam == naam]

    def een(self, naam: str) -> Regeltekst | None:
        """What stands after this key."""
        return next(iter(self.alle(naam)), None)

    def waarde(self, naam: str) -> str:
        """The text after this key, or nothing."""
        found = self.een(naam)
        return found.waarde if found else ""


def secties(bestand: str, tekst: str) -> Iterator[Sectie]:
    """The sections of a file."""
    sectie: Sectie | None = None
    for nummer, line in enumerate(tekst.splitlines(), start=1):
        kop = _KOP.match(line)
        if kop:
            if sectie:
                yield sectie
            sectie = Sectie(bestand, nummer, kop["naam"].strip(), (kop["titel"] or "").strip())
        elif sectie:
            _neem(sectie, nummer, line)
    if sectie:
        yield sectie


def _neem(sectie: Sectie, nummer: int, line: str) -> None:
    if line.startswith("|"):
        cellen = tuple(cel.strip() for cel in line.strip().strip("|").split("|"))
        if not all(set(cel) <= set("-: ") for cel in cellen):
            sectie.rijen.append((nummer, cellen))
        return
    if found := _SLEUTEL.match(line):
        waarde = (found["waarde"] or "").strip()
        sectie.sleutels.append(Regeltekst(found["naam"].lower(), waarde, nummer))
    elif found := _VOORWAARDE.match(line):
        sectie.voorwaarden.append(
            Regeltekst(found["naam"].lower().replace(" ", "-"), found["waarde"].strip(), nummer)
        )
    elif _LIJKT_EROP.match(line):
        sectie.onleesbaar.append(nummer)
