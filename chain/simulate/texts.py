"""The covenants as they were laid down, in plain text, and the roads that lead somewhere."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chain.proef.verwacht import Tekst
from chain.simulate.log import Entry
from contracts.covenant import Convenant

NO_ROAD = ""
"""The road of a casus that came by none: who directs carries it, only where that was decided."""


class Texts:
    """Every version of every covenant, by what events cite it as."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        said = [e.data["convenant"] for e in entries if e.kind == "ConvenantVastgesteld"]
        self._cited = {f"{one['convenant']}@{one['versie']}": one for one in said}
        self._with_neighbours: dict[str, Tekst] = {}

    def cited(self, name: str) -> Tekst:
        """Give a version by name, with the tables of its neighbours that it deals with."""
        if name not in self._with_neighbours:
            self._with_neighbours[name] = self._beside(self._cited[name])
        return self._with_neighbours[name]

    def of_table(self, overleg: str, day: date) -> list[Tekst]:
        """Give the versions that lay a table down, the one that holds on this day first."""
        own = [one for one in self._cited.values() if overleg in one["overleggen"]]
        held = [one for one in own if one["geldig_van"] <= day.isoformat()]
        newest = sorted(held, key=lambda one: -one["versie"])
        return [*newest, *(one for one in own if one not in held)]

    def _beside(self, text: dict[str, Any]) -> Tekst:
        if not text.get("buren"):
            return text
        others = [one for one in self._cited.values() if one["convenant"] in text["buren"]]
        own = Convenant.model_validate(text)
        found = own.met(Convenant.model_validate(one) for one in others)
        return found.model_dump(mode="json")


def with_road(text: Tekst, road: str | None, table: str) -> tuple[Tekst, str]:
    """Give the text with the road of a casus in it; one without any ends at who directs."""
    if road:
        return text, road
    carrier = text["overleggen"][table]["regie"]
    told = {"wanneer": "indien-noodzakelijk", "door": carrier, "aan_rol": NO_ROAD}
    none = {"van": [], "naar": NO_ROAD, "terugkoppeling": told}
    return {**text, "wegen": {**text["wegen"], NO_ROAD: none}}, NO_ROAD


def carriers(text: Tekst, road: str) -> list[str]:
    """Name the seats that a road has carry feedback, for whichever case."""
    told = text["wegen"][road]["terugkoppeling"]
    named = (told["door"], *(row["door"] for row in told.get("dragers") or ()))
    return [seat for one in named for seat in ([one] if isinstance(one, str) else one)]


def all_carriers(text: Tekst) -> set[str]:
    """Likewise of every road."""
    return {seat for road in text["wegen"] for seat in carriers(text, road)}


def seat(functie: Mapping[str, str]) -> str:
    """A capacity as a covenant writes it."""
    return f"{functie['organisatie']}/{functie['rol']}"
