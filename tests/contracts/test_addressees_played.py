"""Regions by chance: where the check passes one, the notifier finds whom its words mean.

Who must hear is read here from the covenant's plain text, by hand, and by no code of the services:
the origin table's seats with the role, else who reported, and in a role of schools the pupil's
school of today at the ZAT that serves it.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from types import SimpleNamespace
from typing import Any

from pydantic import ValidationError

from contracts.covenant import Convenant
from contracts.covenant_addressee_faults import faults_of_addressees
from notifier.domain.casus import Casus
from notifier.domain.wegwijzer import Adres, geadresseerde, ontvangers
from privacy_gate.domain import inhoud

SEEDS = 6000
OP = date(2026, 3, 2)
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
            "scholen": [], "brengt_in_bij": list(inbreng)}  # fmt: skip


def _road(van: list[str], naar: str, back: tuple[str, str, str], houder: str = "") -> Text:
    """`back`: when, by whom and to which role feedback is given."""
    told = dict(zip(("wanneer", "door", "aan_rol"), back, strict=True))
    held = {"houder": houder} if houder else {}
    return {"naam": naar, "van": van, "naar": naar, "terugkoppeling": told} | held


def _joint(zat: Text, chance: Random) -> Text:
    """The same ZAT for both schools, perhaps led by another body."""
    regie = chance.choice((zat["regie"], "mw/coord"))
    seats = [*zat["zetels"], regie, *["b/zorg"][: chance.choice((0, 1))]]
    return zat | {"scholen": ["a", "b"], "regie": regie, "zetels": list(dict.fromkeys(seats))}


def region(seed: int) -> Text:
    """A small region: one or two schools, their ZATs, a CJG and an HCO."""
    chance = Random(seed)
    zats = {"zat-a": "a/coord"}
    if chance.random() < 0.7:
        zats["zat-b"] = chance.choice(["b/coord", "b/coord", "b/coord", "a/coord", "mw/coord"])
    joint = "zat-b" not in zats and chance.random() < 0.7
    second = joint or "zat-b" in zats or chance.random() < 0.3
    schools = ["a", "b"] if second else ["a"]
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
        if joint:
            tables[zat] = _joint(tables[zat], chance)
        elif zat == "zat-b" and chance.random() < 0.5:
            tables[zat]["scholen"] = ["b"]
        reporting = [regie.split("/")[0]] if regie[0] in schools else list(schools)
        back = (ALTIJD, regie, "zorg")
        roads[f"naar-{zat}"] = _road(list(schools) if joint else reporting, zat, back, "a")
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
    if back[0] == ALTIJD and chance.random() < 0.5:
        roads["naar-cjg"]["terugkoppeling"]["melder_hoort"] = True
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
    """Every way in which a case can come, with every school that its pupil can be of today."""
    for name, road in text["wegen"].items():
        for origin in road["van"]:
            yield from ((name, origin, school) for school in (None, *_schools(text)))


def _schools(text: Text) -> list[str]:
    return [name for name, one in text["organisaties"].items() if one["type"] == "school"]


def _served(text: Text, table: str) -> list[str]:
    one = text["overleggen"][table]
    leader = one["regie"].split("/")[0]
    own = one["scholen"] or [leader]
    return [school for school in own if school in _schools(text)] if one["soort"] == "ZAT" else []


def _of_schools(text: Text, role: str) -> bool:
    """Is this a role by which schools hear: of a school, or of who hears for all at its ZAT?"""
    for name, one in text["overleggen"].items():
        served, leader = _served(text, name), one["regie"].split("/")[0]
        if any(f"{school}/{role}" in one["zetels"] for school in served):
            return True
        for road in text["wegen"].values():
            here = name == road["naar"] or name in road["van"]
            for_all = here and leader not in _schools(text)
            if served and for_all and road["terugkoppeling"]["aan_rol"] == role:
                return True
    return False


def _by_school(text: Text, school: str | None, role: str) -> set[str]:
    """Who may hear for a pupil: his school in that role, else a seat of it, else who is of none."""
    if not _of_schools(text, role):
        return {"niemand in die rol"}
    if school is None:
        return {"niemand"}
    zats = [name for name in text["overleggen"] if school in _served(text, name)]
    if len(zats) != 1:
        return {"niet te zeggen waar"}
    seats = text["overleggen"][zats[0]]["zetels"]
    own = [seat for seat in seats if seat.startswith(f"{school}/")]
    for_all = [seat for seat in seats if seat.split("/")[0] not in _schools(text)]
    exact = [seat for seat in own if seat == f"{school}/{role}"]
    leads = [text["overleggen"][zats[0]]["regie"]]
    mine = exact or own + for_all
    return {f"{zats[0]}:{seat}" for seat in mine or leads}


def meant(text: Text, play: Play) -> tuple[set[str], bool]:
    """Who may hear; and must they all, or one of them?"""
    name, origin, school = play
    road, tables = text["wegen"][name], text["overleggen"]
    back = road["terugkoppeling"]
    role = back["aan_rol"]
    if back["wanneer"] != ALTIJD:
        return _by_school(text, school, role), False
    if origin in tables:
        found = [seat for seat in tables[origin]["zetels"] if seat.endswith(f"/{role}")]
        bodies = [seat for seat in found if seat.split("/")[0] not in _schools(text)]
        if not bodies or any(seat.split("/")[0] in _served(text, origin) for seat in found):
            return _by_school(text, school, role), False
        return {f"{origin}:{seat}" for seat in bodies}, True
    if back.get("melder_hoort"):
        return {f"{road['naar']}:{origin}/{role}"}, True
    brings = {one for r in text["wegen"].values() if r["naar"] == road["naar"] for one in r["van"]}
    seats = {
        f"{t}:{origin}/{role}"
        for t, one in tables.items()
        if f"{origin}/{role}" in one["zetels"]
        and (t == road["naar"] or t in brings or one["soort"] == "ZAT")
    }
    return (seats, False) if seats else (_by_school(text, school, role), False)


def heard(covenant: Convenant, play: Play) -> set[str]:
    """Who hears by the code of notifier and gate."""
    name, origin, school = play
    road = covenant.wegen[name]
    given = {"casus": "c" * 26, "overleg": road.naar, "betrokkene": "k" * 26, "van": origin,
             "leeftijdsband": "12-15", "convenant": covenant.verwijzing, "weg": name,
             "school": school}  # fmt: skip
    casus = Casus.model_validate(given)
    to = geadresseerde(casus, covenant, OP)
    if not isinstance(to, Adres):
        return {"niemand"}
    content: Any = SimpleNamespace(aan_rol=to.rol, aan_organisatie=to.organisatie)
    asked: Any = SimpleNamespace(van_overleg=road.naar, naar_overleg=to.naar, inhoud=content)
    if not inhoud._komt_terug(asked, covenant):
        return {"door de poort tegengehouden"}
    there = casus.model_copy(update={"overleg": to.naar, "van": None})
    return {f"{to.naar}:{seat}" for seat in ontvangers(there, to.naar, content, covenant, OP)}


def is_right(covenant: Convenant, text: Text, play: Play) -> bool:
    may, all_of_them = meant(text, play)
    found = heard(covenant, play)
    return found == may if all_of_them else len(found) == 1 and found <= may


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
