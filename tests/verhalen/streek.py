"""A region beside those that ship: a ZAT of two schools, led by neither, and two GP practices."""

from typing import Any

import yaml

from chain.demo.regio import REGION, sample_region
from chain.setup.inrichting import Inrichting, Medewerker
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant

SAMEN = "zat-samen"
ELS, ES = "de-els/zorgcoordinator-school", "de-es/zorgcoordinator-school"
VOORZITTER = "swv-tilburg/voorzitter"
NOORD, ZUID = "praktijk-noord/huisarts", "praktijk-zuid/huisarts"

_NIEUW = {
    "de-els": "school",
    "de-es": "school",
    "swv-tilburg": "gemeente",
    "praktijk-noord": "jgz",
    "praktijk-zuid": "jgz",
}


def streek() -> Inrichting:
    """The sample region with these, and somebody in each of their capacities."""
    found = read_covenant(yaml.safe_dump(_tekst(), allow_unicode=True, sort_keys=False))
    assert isinstance(found, Convenant), [*map(str, found)]
    people = tuple(
        Medewerker(naam=f"Iemand van {wie}", mail=f"iemand{nr}@streek.test", functies=(wie,))
        for nr, wie in enumerate((ELS, ES, VOORZITTER, NOORD, ZUID))
    )
    basis = sample_region()
    return basis.model_copy(
        update={"convenanten": (found,), "medewerkers": (*basis.medewerkers, *people)}
    )


def _tekst() -> dict[str, Any]:
    text: dict[str, Any] = yaml.safe_load(REGION.read_text(encoding="utf-8"))
    text["organisaties"] |= {
        name: {"naam": name.replace("-", " ").title(), "type": kind, "geheimhouding": True}
        for name, kind in _NIEUW.items()
    }
    text["overleggen"][SAMEN] = {
        "naam": "ZAT Samen", "soort": "ZAT", "domein": "onderwijs",
        "leeftijden": {"van": 4, "tot": 19}, "regie": VOORZITTER, "scholen": ["de-els", "de-es"],
        "zetels": [ELS, ES, "rmc-tilburg/rmc-coordinator"], "brengt_in_bij": ["hco-tilburg"],
    }  # fmt: skip
    text["wegen"]["aanmelding-samen"] = {
        "naam": "School meldt", "van": ["de-els", "de-es"], "naar": SAMEN, "houder": "swv-tilburg",
        "terugkoppeling": _terug(VOORZITTER, "zorgcoordinator-school"),
    }  # fmt: skip
    text["wegen"]["zat-naar-hco"]["van"].append(SAMEN)
    text["wegen"]["huisartsen"] = {
        "naam": "Huisarts meldt", "van": ["praktijk-noord", "praktijk-zuid"],
        "naar": "cjg-tilburg", "houder": "cjg-tilburg",
        "terugkoppeling": _terug("cjg-tilburg/procesregisseur", "huisarts") | {
            "melder_hoort": True},
    }  # fmt: skip
    return text


def _terug(door: str, aan_rol: str) -> dict[str, Any]:
    return {"wanneer": "altijd", "door": door, "aan_rol": aan_rol}
