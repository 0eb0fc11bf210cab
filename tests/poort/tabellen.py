"""Golden tables: what a lawyer expects of the gate, in Dutch Markdown, one heading a situation.

A cell says `ja`, `nee`, `mens` (someone must weigh), or what is left of the value. A situation
holds by the law of each day after `Op:`; without it by that of both days of `DAGEN`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from contracts.covenant import Convenant
from contracts.elements import Bewerking, Categorie
from contracts.vocabulary import Uitkomst, Zetelsoort
from privacy_gate.domain.afleiden import element_kenmerken, stoelen
from privacy_gate.domain.beslissen import Wet, beslis
from privacy_gate.domain.kenmerken import GEEN_VELD, Kenmerken, Over, Samenhang
from privacy_gate.domain.toetser import Oordeel
from tests.poort.situaties import convenant_van, veld_of_niets, verzoek_van

DAGEN = (date(2010, 6, 15), date(2026, 3, 2))
"""A day under the Wbp and one under the AVG."""

WOORDEN = {
    "ja": (Uitkomst.TOEGESTAAN, Bewerking.GEEN),
    "nee": (Uitkomst.GEWEIGERD, Bewerking.GEEN),
    "mens": (Uitkomst.BEOORDELING, Bewerking.GEEN),
    "jaar": (Uitkomst.GEMINIMALISEERD, Bewerking.GEBOORTEJAAR),
    "plaats": (Uitkomst.GEMINIMALISEERD, Bewerking.WOONPLAATS),
    "namenloos": (Uitkomst.GEMINIMALISEERD, Bewerking.ZONDER_NAMEN),
    "dat": (Uitkomst.GEMINIMALISEERD, Bewerking.JA),
    "terugkeer": (Uitkomst.GEMINIMALISEERD, Bewerking.TERUGKEER),
}
"""What a cell says."""

_MAPPEN = ("tilburg", "kop", "wet", "vandaag")


@dataclass(frozen=True)
class Uitslag:
    """What a cell says and what the rules say, for a kind of seat on a day."""

    situatie: "Situatie"
    op: date
    gegeven: str
    zetel: Zetelsoort
    verwacht: str
    kenmerken: Kenmerken
    oordeel: Oordeel

    def wijkt_af(self) -> bool:
        return (self.oordeel.uitkomst, self.oordeel.bewerking) != WOORDEN[self.verwacht]

    def __str__(self) -> str:
        return (
            f"{self.situatie.bestand}, {self.situatie.titel} ({self.op}): {self.gegeven} voor "
            f"{self.zetel}: verwacht {self.verwacht}, gekregen {self.oordeel.uitkomst} "
            f"({self.oordeel.bewerking})"
        )


@dataclass(frozen=True)
class Situatie:
    """One heading: the circumstances, and per field what every organisation may see."""

    bestand: str
    titel: str
    sleutels: dict[str, str]
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]

    @property
    def dagen(self) -> tuple[date, ...]:
        named = self.sleutels.get("Op")
        return tuple(map(date.fromisoformat, named.split(", "))) if named else DAGEN

    def uitslagen(self, wet: Wet) -> Iterator[Uitslag]:
        """Every cell, for every kind of seat of its organisation, on every day."""
        on = self.sleutels.get("Ingeschakeld")
        law = Wet(wet.regelset.ingeschakeld(*on.split(", "))) if on else wet
        convenant = convenant_van(self.sleutels)
        for op in self.dagen:
            for row, judgements in zip(self.rijen, self._oordelen(law, convenant, op), strict=True):
                for organisatie, expected in zip(self.kolommen, row[1:], strict=True):
                    kinds = self._soorten(convenant, organisatie)
                    for kind, facts, oordeel in judgements:
                        if kind in kinds:
                            yield Uitslag(self, op, row[0], kind, expected, facts, oordeel)

    def afwijkingen(self, wet: Wet) -> list[str]:
        """Every cell in which the gate decides otherwise than the table says."""
        return [str(one) for one in self.uitslagen(wet) if one.wijkt_af()]

    def _soorten(self, convenant: Convenant, organisatie: str) -> set[Zetelsoort]:
        seats = convenant.overleggen[self.sleutels["Naar"]].functies()
        found = {convenant.zetelsoort(s) for s in seats if s.organisatie == organisatie}
        assert found, f"{self.titel}: {organisatie} zit daar niet"
        return found

    def _oordelen(
        self, wet: Wet, convenant: Convenant, op: date
    ) -> Iterator[list[tuple[Zetelsoort, Kenmerken, Oordeel]]]:
        asked = verzoek_van(self.sleutels, [row[0] for row in self.rijen], convenant, op)
        decided = beslis(asked, convenant, Samenhang.OVERGEDRAGEN, wet=wet)
        assert decided.doorgelaten, f"{self.titel} ({op}): de inhoud gaat niet door"
        for row, one in zip(self.rijen, decided.elementen, strict=True):
            voor = element_kenmerken(asked, convenant, one.element)
            seats = stoelen(convenant, asked.naar_overleg)
            facts = [{**voor(stoel), **_zonder_veld(row[0].split()[0])} for stoel in seats]
            if veld_of_niets(row[0].split()[0]) is not None:
                judged = [oordeel for _, oordeel in one.zetels]
            else:
                judged = [wet.toetser(Over.ELEMENT, op).toets(kenmerken) for kenmerken in facts]
            yield list(zip((s.zetel for s in seats), facts, judged, strict=True))


def _zonder_veld(word: str) -> Kenmerken:
    """Some categories have no field: nobody can record them, and rules still forbid them."""
    known = veld_of_niets(word) is not None
    return {} if known else {"veld": GEEN_VELD, "categorie": Categorie(word)}


@cache
def alle_situaties() -> tuple[Situatie, ...]:
    """All situations there are."""
    root = Path(__file__).parents[2] / "services/privacy-gate/tests"
    return tuple(one for name in _MAPPEN for one in situaties(root / name))


def situaties(map_: Path) -> list[Situatie]:
    """All situations in the tables of a folder."""
    return [one for file in sorted(map_.glob("*.md")) for one in secties(file)]


def secties(file: Path) -> Iterator[Situatie]:
    """The headings of a file, each with its keys and its table."""
    for section in file.read_text(encoding="utf-8").split("\n## ")[1:]:
        titel, *lines = section.splitlines()
        keys = dict(
            line.removeprefix("- ").split(": ", 1) for line in lines if line.startswith("- ")
        )
        rows = [
            tuple(cell.strip() for cell in line.strip("| ").split("|"))
            for line in lines
            if line.startswith("|") and "---" not in line
        ]
        yield Situatie(file.name, titel, keys, rows[0][1:], tuple(rows[1:]))
