"""The four regions, and what was written by hand of who must hear in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chain.proef.verwacht import Geval, Plek
from chain.setup.inrichting import read_covenant_at
from contracts.covenant import Convenant

HIER = Path(__file__).parents[1] / "regios"
VAST = Path(__file__).parents[2] / "chain" / "regions"
REGIOS = {
    "tilburg": VAST / "tilburg.yaml",
    "kop-van-noord-holland": VAST / "kop-van-noord-holland.yaml",
    "ijsselvallei": HIER / "ijsselvallei.yaml",
    "de-kreken": HIER / "de-kreken.yaml",
}


@dataclass(frozen=True)
class Regel:
    """A row: which cases it is about, and what must come of each while these seats are empty."""

    weg: str
    van: str
    melder: str
    leerling: str
    leeg: tuple[str, ...]
    draagt: str | None
    ladder: bool
    leest: tuple[tuple[Plek, str | None], ...]

    def over(self, geval: Geval) -> bool:
        """Is it about this case?"""
        return (
            geval.weg == self.weg
            and self.van in ("*", geval.van)
            and self.melder in ("*", geval.melder)
            and self.leerling in ("*", geval.school or "-")
        )


@cache
def convenant(naam: str) -> Convenant:
    """The covenant of a region."""
    return read_covenant_at(REGIOS[naam])


def regels(naam: str) -> Iterator[Regel]:
    """The rows of a region."""
    for line in (HIER / f"{naam}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            weg, van, leerling, leeg, draagt, hoort = (part.strip() for part in line.split("|"))
            van, _, melder = (part.strip() for part in van.partition("<"))
            yield Regel(
                weg,
                van,
                melder or "*",
                leerling,
                () if leeg == "-" else tuple(leeg.split(", ")),
                None if draagt == "-" else draagt.removeprefix("^"),
                draagt.startswith("^"),
                () if hoort == "-" else tuple(sorted(map(_gehoord, hoort.split(", ")))),
            )


def _gehoord(tekst: str) -> tuple[Plek, str | None]:
    found = re.fullmatch(r"(\S+) @ (\S+?)(?: \((\S+)\))?", tekst)
    assert found, tekst
    zetel, overleg, lezer = found.groups()
    return Plek(overleg, zetel), None if lezer == "niemand" else lezer or zetel
