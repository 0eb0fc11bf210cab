"""`./keten rules check`: prove the rules, and let the tests try to prove the proofs wrong."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chain.faults import UserFault
from chain.rules.eigenschappen import GOEDGEKEURD, eigenschappen
from chain.rules.mappen import ROOT, regels_uit
from privacy_gate.bewijs.verslag import Bewijsverslag, verslag
from privacy_gate.bewijs.vouwen import TeVeelKlassen

TEGENPROEF = "tests.poort.tegenproef"
"""Oracle, brute force, Cedar and mutants: they belong to the tests, and run beside the proofs."""


@dataclass(frozen=True)
class Keuringsuitkomst:
    """What was found. `tegenproef` is empty where it was not asked for."""

    verslag: Bewijsverslag
    goedgekeurd: str
    tegenproef: dict[str, Any]
    seconden: float

    @property
    def in_orde(self) -> bool:
        """Everything holds, and it is the law that was approved."""
        found = self.verslag
        faults = found.dood or found.zonder_artikel or found.oordeel_zonder_vergunning
        proved = all(one.bewezen for one in found.bevindingen)
        sound = self.tegenproef.get("in_orde", True)
        return bool(not faults and proved and found.vingerafdruk == self.goedgekeurd and sound)

    def cijfers(self) -> dict[str, Any]:
        """The figures, for machines."""
        found, seen = self.verslag, self.verslag.bevindingen
        return {
            "regels": found.regels,
            "perioden": [str(day) for day in found.perioden],
            "contexten": found.contexten,
            "klassen": found.klassen,
            "dode_regels": len(found.dood),
            "zonder_artikel": len(found.zonder_artikel),
            "tegenstrijdige_regels": len(found.tegenstrijdig),
            "kenmerken_zonder_regel": list(found.nergens_genoemd),
            "alleen_standaard": list(found.alleen_standaard),
            "oordeel_zonder_mogelijke_vergunning": found.oordeel_zonder_vergunning,
            "eigenschappen": len(seen),
            "bewezen_telling": sum(one.telling is None for one in seen),
            "bewezen_solver": sum(one.oplosser for one in seen),
            "eigenschappen_met_mutant": sum(
                one.geplant == (one.eigenschap.id,) and one.oplosser_ziet for one in seen
            ),
            "vingerafdruk": found.vingerafdruk,
            "goedgekeurd": found.vingerafdruk == self.goedgekeurd,
            **{name: value for name, value in self.tegenproef.items() if name != "in_orde"},
            "in_orde": self.in_orde,
            "seconden": round(self.seconden, 1),
        }


def check(plaats: str | None, *, tegenproef: bool) -> Keuringsuitkomst:
    """Prove the rules of a place.

    Raises:
        UserFault: the rules cannot be read, or are too entangled to be counted.
    """
    began = time.monotonic()
    rules, properties = regels_uit(plaats), eigenschappen()
    beside = _begin(TEGENPROEF) if tegenproef and plaats is None else None
    try:
        found = verslag(rules.regels, properties)
    except TeVeelKlassen as fout:
        raise UserFault(f"De regels zijn niet te tellen: {fout}.") from fout
    tried = _gedaan(beside) if beside else {}
    return Keuringsuitkomst(found, goedgekeurd(), tried, time.monotonic() - began)


def goedgekeurd() -> str:
    """The approved fingerprint; nothing, where none was approved."""
    path: Path = GOEDGEKEURD
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _begin(module: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", module], cwd=ROOT, stdout=subprocess.PIPE)


def _gedaan(beside: subprocess.Popen[bytes]) -> dict[str, Any]:
    out, _ = beside.communicate()
    if beside.returncode not in (0, 1):
        raise UserFault("De tegenproef brak af; zie hierboven.")
    found: dict[str, Any] = json.loads(out)
    return found
