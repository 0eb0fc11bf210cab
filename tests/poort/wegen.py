"""Golden tables of roads: may this content pass between these tables?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.vocabulary import Uitkomst
from privacy_gate.domain.beslissen import Besluit, Wet, beslis
from privacy_gate.domain.kenmerken import Samenhang
from privacy_gate.domain.toetser import Oordeel
from tests.poort.situaties import REGIOS
from tests.poort.tabellen import secties
from tests.poort.verzoeken import functie, inhoud, verzoek

WOORDEN = {
    "ja": Uitkomst.TOEGESTAAN,
    "nee": Uitkomst.GEWEIGERD,
    "verhuld": Uitkomst.GEMINIMALISEERD,
}
"""What a cell says; hidden is who acted, is responsible or provides."""

_FILE = Path(__file__).parents[2] / "services/privacy-gate/tests/wegen/wegen.md"


@dataclass(frozen=True)
class Gang:
    """A row: a content on its way, on every day that its heading names."""

    regio: str
    dagen: tuple[date, ...]
    inhoud: str
    van: str
    naar: str
    samenhang: Samenhang
    door: str
    handelaar: str
    verwacht: Uitkomst

    def __str__(self) -> str:
        return f"{self.inhoud} {self.van} {self.naar} {self.samenhang} {self.door} {self.handelaar}"

    def oordelen(self, wet: Wet) -> Iterator[Oordeel]:
        """What the rules say, day by day."""
        return (besluit.inhoud for besluit in self.besluiten(wet))

    def besluiten(self, wet: Wet) -> Iterator[Besluit]:
        """What the gate decides, day by day."""
        convenant = REGIOS[self.regio]()
        regie = convenant.overleggen[self.van].functies()[0]
        by = regie if self.door == "regie" else functie(self.door)
        actor = str(regie) if self.handelaar == "-" else self.handelaar
        content = inhoud(self.inhoud, actor)
        if self.inhoud in ("inbreng", "overdrachtsaanbod", "navraag"):
            content = content.model_copy(update={"houder": regie.organisatie})
        for op in self.dagen:
            asked = verzoek(self.van, self.naar, door=by, inhoud=content, op=op, regio=convenant)
            yield beslis(asked, convenant, self.samenhang, wet=wet)


def gangen() -> list[Gang]:
    """Every row there is."""
    return [
        Gang(
            regio=section.sleutels["Regio"],
            dagen=section.dagen,
            inhoud=row[0],
            van=row[1],
            naar=row[2],
            samenhang=Samenhang(row[3]),
            door=row[4],
            handelaar=row[5],
            verwacht=WOORDEN[row[6]],
        )
        for section in secties(_FILE)
        for row in section.rijen
    ]
