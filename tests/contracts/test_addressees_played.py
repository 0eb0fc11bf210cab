"""Regions by chance: where the check passes one, the notifier finds whom its words mean.

Who must hear is read here from the covenant's plain text, by hand, and by no code of the services:
the origin table's own seat with the role, else who reported, and after a decision the pupil's
school at its own ZAT.
"""

from collections import Counter
from collections.abc import Iterator
from random import Random
from types import SimpleNamespace
from typing import Any

from pydantic import ValidationError

from casusoverleg.domain.verstrekken import horen
from contracts.covenant import Convenant
from contracts.covenant_addressee_faults import faults_of_addressees
from notifier.domain.casus import Casus
from notifier.domain.wegwijzer import bestemming, ontvanger, rol_van_ontvanger
from privacy_gate.domain import inhoud

SEEDS = 6000
KINDS = {
    "a": "school",
    "b": "school",
    "mw": "maatschappelijk-werk",
    "politie": "politie",
    "cjg": "cjg",
    "vh": "veiligheidshuis",
    "rmc": "rmc",
}
AT_ZAT = ("a/zorg", "b/zorg", "a/mentor", "mw/zorg", "mw/werker", "politie/agent")
AT_CJG = ("mw/regisseur", "mw/werker", "a/zorg", "politie/agent")
ALTIJD, NOODZAAK = "altijd", "indien-noodzakelijk"

Text = dict[str, Any]
Play = tuple[str, str, str | None]
"""A road, from where it is taken, and the school of the pupil."""


def _some(chance: Random, seats: tuple[str, ...], likely: float) -> list[str]:
    return [seat for seat in seats if chance.random() < likely]


def _table(soort: str, domein: str, regie: str, zetels: list[str], *inbreng: str) -> Text:
    ages = {"van": 0, "tot": 23}
    return {"naam": soort, "soort": soort, "domein": domein, "leeftijden": ages, "regie": regie,
            "zetels": [regie, *(z for z in zetels if z != regie)],
            "brengt_in_bij": list(inbreng)}  # fmt: skip


def _road(van: list[str], naar: str, back: tuple[str, str, str], houder: str = "") -> Text:
    """`back`: when, by whom and to which role feedback is given."""
    told = dict(zip(("wanneer", "door", "aan_rol"), back, strict=True))
    held = {"houder": houder} if houder else {}
    return {"naam": naar, "van": van, "naar": naar, "terugkoppeling": told} | held


def region(seed: int) -> Text:
    """A small region: one or two schools, their ZATs, a CJG and an HCO."""
    chance = Random(seed)
    zats = {"zat-a": "a/coord"}
    if chance.random() < 0.7:
        zats["zat-b"] = chance.choice(["b/coord", "b/coord", "b/coord", "a/coord", "mw/coord"])
    schools = [s for s in ("a", "b") if s == "a" or "zat-b" in zats or chance.random() < 0.3]
    kinds = {name: kind for name, kind in KINDS.items() if kind != "school" or name in schools}

    def known(seats: list[str]) -> list[str]:
        return [seat for seat in seats if seat.split("/")[0] in kinds]

    tables, roads = {}, {}
    for zat, regie in zats.items():
        own = f"{regie.split('/')[0]}/zorg"
        seats = [own] if chance.random() < 0.9 else []
        tables[zat] = _table(
            "ZAT", "onderwijs", regie, known([*seats, *_some(chance, AT_ZAT, 0.08)]), "hco"
        )
        reporting = [regie.split("/")[0]] if regie[0] in schools else list(schools)
        back = (ALTIJD, regie, "zorg")
        roads[f"naar-{zat}"] = _road(reporting, zat, back, reporting[0])
    cjg = known(_some(chance, AT_CJG, 0.2))
    tables["cjg-tafel"] = _table("CJG", "zorg", "cjg/regisseur", cjg, "hco")
    tables["hco"] = _table(
        "HCO", "veiligheid", "vh/keten", ["rmc/rmc", *_some(chance, ("politie/agent",), 0.5)]
    )
    often = chance.choice((ALTIJD, NOODZAAK))
    by_rmc = ("rmc/rmc", chance.choice(("zorg", "zorg", "zorg", "mentor", "agent")))
    roads["zat-hco"] = _road(list(zats), "hco", (chance.choice((ALTIJD, often)), "rmc/rmc", "zorg"))
    roads["cjg-hco"] = _road(["cjg-tafel"], "hco", (ALTIJD, "rmc/rmc", "regisseur"))
    roads["melding"] = _road(["politie"], "hco", (often, *by_rmc), "politie")
    back = (chance.choice((ALTIJD, NOODZAAK)), "cjg/regisseur", chance.choice(("zorg", "werker")))
    roads["naar-cjg"] = _road(["mw", "cjg"][: chance.choice((1, 2))], "cjg-tafel", back, "cjg")
    names = list(roads)
    chance.shuffle(names)
    return {
        "convenant": "kans", "naam": "Kans", "versie": 1, "geldig_van": "2020-01-01",
        "organisaties": {name: {"naam": name, "type": kind, "geheimhouding": True}
                         for name, kind in kinds.items()},
        "overleggen": tables, "wegen": {name: roads[name] for name in names},
        "termijnen": {"bespreken": 5, "accepteren": 5, "actie_bevestigen": 9, "terugkoppelen": 5},
    }  # fmt: skip


def plays(text: Text) -> Iterator[Play]:
    """Every way in which a case can come, with every school that its pupil can be of."""
    schools = [name for name, one in text["organisaties"].items() if one["type"] == "school"]
    for name, road in text["wegen"].items():
        for origin in road["van"]:
            at_zat = text["overleggen"].get(origin, {}).get("soort") == "ZAT"
            if origin in schools:
                yield name, origin, origin
            elif at_zat:
                here = (r["van"] for r in text["wegen"].values() if r["naar"] == origin)
                yield from ((name, origin, s) for van in here for s in van if s in schools)
            elif origin in text["overleggen"]:
                yield name, origin, None
            else:
                yield from ((name, origin, school) for school in (None, *schools))


def meant(text: Text, play: Play) -> set[str]:
    """Who may be the one that hears; more than one: whoever of them."""
    name, origin, school = play
    road, tables = text["wegen"][name], text["overleggen"]
    role, always = road["terugkoppeling"]["aan_rol"], road["terugkoppeling"]["wanneer"] == ALTIJD
    if origin in tables and (always or tables[origin]["soort"] == "ZAT"):
        found = [seat for seat in tables[origin]["zetels"] if seat.endswith(f"/{role}")]
        of_schools = {seat for seat in found if seat.split("/")[0] in ("a", "b")}
        own = {seat for seat in of_schools if seat.split("/")[0] == school}
        return {f"{origin}:{seat}" for seat in (own if of_schools else found)}
    if always:
        for body in (origin, school):
            seats = [t for t, one in tables.items() if f"{body}/{role}" in one["zetels"]]
            if seats:
                return {f"{t}:{body}/{role}" for t in seats}
        return {"iemand van de school"} if school else {"niemand"}
    if school is None:
        return {"niemand"}
    led = [t for t, one in tables.items() if one["regie"] == f"{school}/coord"]
    return {f"{zat}:{s}" for zat in led for s in tables[zat]["zetels"]
            if s.startswith(f"{school}/")} or {"iemand van de school"}  # fmt: skip


def heard(covenant: Convenant, play: Play) -> str:
    """Who hears by the code of table, notifier and gate."""
    name, origin, school = play
    road = covenant.wegen[name]
    if origin in covenant.overleggen:
        omst: Any = SimpleNamespace(convenant=covenant)
        school = horen._school(omst, origin)
    casus = Casus.model_validate(
        {"casus": "c" * 26, "overleg": road.naar, "betrokkene": "k" * 26, "van": origin,
         "leeftijdsband": "12-15", "convenant": covenant.verwijzing, "weg": name,
         "school": school}
    )  # fmt: skip
    to = bestemming(casus, covenant)
    passes = to == road.naar or (to is not None and inhoud._hoort_terug(to, road.naar, covenant))
    if to is None or not passes:
        return "niemand"
    return f"{to}:{ontvanger(to, rol_van_ontvanger(casus, to, covenant), covenant)}"


def ambiguous(covenant: Convenant, play: Play) -> bool:
    """Is the one who hears not the only one there in that role?"""
    table, _, seat = heard(covenant, play).partition(":")
    there = covenant.overleggen[table].functies() if seat else ()
    return sum(one.rol == seat.partition("/")[2] for one in there) > 1


def is_right(covenant: Convenant, text: Text, play: Play) -> bool:
    may = meant(text, play)
    decided = text["wegen"][play[0]]["terugkoppeling"]["wanneer"] != ALTIJD
    clear = len(may) == 1 or decided
    return heard(covenant, play) in may and clear and not ambiguous(covenant, play)


def test_in_a_region_that_passes_everybody_hears_who_was_meant() -> None:
    seen: Counter[str] = Counter()
    for seed in range(SEEDS):
        text = region(seed)
        try:
            covenant = Convenant.model_validate(text)
        except ValidationError:
            seen["no covenant at all"] += 1
            continue
        wrong = [play for play in plays(text) if not is_right(covenant, text, play)]
        passed = not list(faults_of_addressees(covenant))
        assert not (passed and wrong), (
            seed,
            [(p, meant(text, p), heard(covenant, p)) for p in wrong],
        )
        seen["passed" if passed else "refused rightly" if wrong else "refused"] += 1
    assert seen["passed"] > SEEDS / 20, seen
    assert seen["refused rightly"] > SEEDS / 20, seen
    assert seen["refused"] < seen["refused rightly"] / 10, seen
