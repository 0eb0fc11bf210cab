"""Golden tables: what a lawyer expects of the gate, in Dutch Markdown, one heading a situation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from contracts.elements import Bewerking, Element, Veld
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Doel, Domein, Functie, Relatie, Uitkomst
from privacy_gate.domain.beslissen import Wet, beslis
from privacy_gate.domain.kenmerken import Samenhang
from tests.poort.verzoeken import OVER, element, inhoud, tilburg, toestemming, verzoek, weging

WOORDEN = {
    "ja": (Uitkomst.TOEGESTAAN, Bewerking.GEEN),
    "nee": (Uitkomst.GEWEIGERD, Bewerking.GEEN),
    "mens": (Uitkomst.BEOORDELING, Bewerking.GEEN),
    "jaar": (Uitkomst.GEMINIMALISEERD, Bewerking.GEBOORTEJAAR),
    "plaats": (Uitkomst.GEMINIMALISEERD, Bewerking.WOONPLAATS),
    "namenloos": (Uitkomst.GEMINIMALISEERD, Bewerking.ZONDER_NAMEN),
    "dat": (Uitkomst.GEMINIMALISEERD, Bewerking.JA),
}
"""What a cell says."""

_SLEUTELS = {
    "Doel": "doel",
    "Grond": "grond",
    "Doorbreking": "doorbreking",
    "Band": "leeftijdsband",
    "Bronbesluit": "bronbesluit",
    "Informeren": "informeren",
}


@dataclass(frozen=True)
class Situatie:
    """One heading: the circumstances, and per field what every organisation may see."""

    bestand: str
    titel: str
    sleutels: dict[str, str]
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]

    def afwijkingen(self, wet: Wet) -> list[str]:
        """Every cell in which the gate decides otherwise than the table says."""
        convenant = tilburg()
        asked = self._verzoek()
        decided = beslis(asked, convenant, Samenhang.OVERGEDRAGEN, wet=wet)
        table = convenant.overleggen[asked.naar_overleg]
        found = [] if decided.doorgelaten else [f"{self.titel}: de inhoud gaat niet door"]
        for row, one in zip(self.rijen, decided.elementen, strict=True):
            for organisatie, expected in zip(self.kolommen, row[1:], strict=True):
                seats = [s for s in table.functies() if s.organisatie == organisatie]
                assert seats, f"{self.titel}: {organisatie} zit daar niet"
                kinds = {convenant.zetelsoort(seat) for seat in seats}
                for kind, oordeel in one.zetels:
                    actual = (oordeel.uitkomst, oordeel.bewerking)
                    if kind in kinds and actual != WOORDEN[expected]:
                        found.append(
                            f"{self.bestand}, {self.titel}: {row[0]} voor {kind}: verwacht "
                            f"{expected}, gekregen {actual[0]} ({actual[1]})"
                        )
        return found

    def _verzoek(self) -> VerstrekkingGevraagd:
        van, naar = self.sleutels["Van"], self.sleutels["Naar"]
        table = tilburg().overleggen[van]
        elementen = tuple(self._element(n, row[0]) for n, row in enumerate(self.rijen))
        changes: dict[str, Any] = {
            name: self.sleutels[key] for key, name in _SLEUTELS.items() if key in self.sleutels
        }
        naar_domein = tilburg().overleggen[naar].domein
        changes["inhoud"] = inhoud(self.sleutels.get("Inhoud", "bespreking"))
        danger = self.sleutels.get("Acuut gevaar", "nee")
        changes["acuut_gevaar"] = danger != "nee"
        changes["gevaar_voor"] = danger.removeprefix("voor-") if danger != "nee" else "jeugdige"
        changes["toestemming_onmogelijk"] = self.sleutels.get("Toestemming onmogelijk") == "ja"
        changes["toestemmingen"] = tuple(self._toestemmingen(naar_domein))
        if "Weging" in self.sleutels:
            weighed = weging(self.sleutels["Weging"], elementen, naar_domein, table.functies()[0])
            changes["wegingen"] = (weighed,)
        return verzoek(van, naar, *elementen, **changes)

    def _element(self, number: int, cell: str) -> Element:
        """A cell is a field, with `over <relatie>` and `van <organisatie/rol>` where it matters."""
        words = cell.split()
        rest = dict(zip(words[1::2], words[2::2], strict=True))
        return element(
            number,
            Veld(words[0]),
            rest.get("van", self.sleutels["Vastgelegd door"]),
            relatie=Relatie(rest.get("over", "jeugdige")),
            doel=Doel(self.sleutels.get("Verzameldoel", self.sleutels["Doel"])),
        )

    def _toestemmingen(self, naar: Domein) -> Iterator[Any]:
        withdrawn = self.sleutels.get("Ingetrokken op")
        for relatie in (Relatie.JEUGDIGE, Relatie.OUDER):
            givers = self.sleutels.get(f"Toestemming over {relatie}", "")
            for giver in filter(None, givers.split(", ")):
                yield toestemming(
                    giver,
                    OVER[relatie],
                    Doel(self.sleutels["Doel"]),
                    naar,
                    uitdrukkelijk=self.sleutels.get("Uitdrukkelijk") == "ja",
                    ingetrokken_op=date.fromisoformat(withdrawn) if withdrawn else None,
                )


def situaties(map_: Path) -> list[Situatie]:
    """All situations in the tables of a folder."""
    return [one for file in sorted(map_.glob("*.md")) for one in _lees(file)]


def _lees(file: Path) -> Iterator[Situatie]:
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


def regie(overleg: str) -> Functie:
    """The seat that runs a table in Tilburg."""
    return tilburg().overleggen[overleg].functies()[0]
