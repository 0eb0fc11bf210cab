"""What tries to prove the proofs wrong: `./keten rules check` runs it beside them.

Writes one object with its figures; exit code 1 when something is not as it must be.
"""

import json
import sys
from datetime import date
from typing import Any

from chain.rules.eigenschappen import eigenschappen
from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.toetser import Toetser
from privacy_gate.store.wetboek import wetboek
from tests.poort.codemutanten import beproefd
from tests.poort.gulden import cellen
from tests.poort.motoren import met_cedar, met_orakel
from tests.poort.regelmutanten import Proefbank, Uitslagen
from tests.poort.uitputtend import klein_beeld, nageteld

OP = date(2026, 3, 2)
MET_ORAKEL, MET_CEDAR = 50_000, 20_000
"""The short form; `miljoen.py` is the long one."""

MINSTENS = 0.9
"""Of the rule changes by which more passes, so many must break a property or a golden table."""


def main() -> int:
    """Try everything, and say what came of it."""
    told = {**_motoren(), **_mutanten()}
    told["in_orde"] = bool(
        not told["verschil_orakel"]
        and not told["verschil_cedar"]
        and not told["verschil_telling"]
        and told["mutanten"] == told["mutanten_gevonden"]
        and told["verruimend_gevonden"] >= MINSTENS * told["verruimend"]
    )
    sys.stdout.write(json.dumps(told) + "\n")
    return 0 if told["in_orde"] else 1


def _motoren() -> dict[str, Any]:
    law = wetboek().regelset
    engine = Toetser(Over.ELEMENT, law.geldend(Over.ELEMENT, OP))
    tried, different, agree = nageteld(klein_beeld(law, OP), engine, OP)
    return {
        "besluiten_met_orakel": MET_ORAKEL,
        "verschil_orakel": met_orakel(law, OP, MET_ORAKEL, 5),
        "besluiten_met_cedar": MET_CEDAR,
        "verschil_cedar": met_cedar(law, OP, MET_CEDAR, 6),
        "contexten_nageteld": tried,
        "verschil_telling": different + (not agree),
    }


def _mutanten() -> dict[str, Any]:
    found: list[Uitslagen] = []
    law, promises, tables = wetboek().regelset, eigenschappen(), cellen()
    for over in Over:
        found += Proefbank(over, law.regels, promises, tables[over]).uitslagen()
    changing = [one for one in found if one.verandert]
    looser = [one for one in changing if one.verruimt]
    caught = [one for one in looser if one.eigenschap or one.tabel]
    code = beproefd()
    return {
        "mutanten_van_regels": len(found),
        "mutanten_van_afleiden": sum(one.deel == "afleiden" for one in code),
        "mutanten_van_de_toetser": sum(one.deel == "toetser" for one in code),
        "mutanten": len(changing) + sum(one.verandert for one in code),
        "mutanten_gevonden": len(changing) + sum(one.verandert and one.gevonden for one in code),
        "niet_gevonden": [one.naam for one in code if one.verandert and not one.gevonden],
        "verruimend": len(looser),
        "verruimend_gevonden": len(caught),
        "verruimend_door_eigenschap": sum(one.eigenschap for one in looser),
        "verruimend_door_tabel": sum(one.tabel for one in looser),
    }


if __name__ == "__main__":
    sys.exit(main())
