"""Who carries by a road, and by which of two roads a case goes; what cannot be told is refused."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import yaml

from chain.setup.verschil import verschillen
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from contracts.covenant_wegen import Over, Terugkoppelweg
from contracts.events.upcasting import upcast
from contracts.vervanging import Zetelkeuze, wie_draagt
from contracts.vocabulary import Domein, Functie
from infra.register import Register
from tests.contracts.regions import TILBURG

TEXT = yaml.safe_load(TILBURG.read_text(encoding="utf-8"))
RMC, BJZ, LEERPLICHT = "rmc-tilburg/rmc-coordinator", "bjz-tilburg/casemanager", "politie-tilburg/x"
ROAD, ZAT, HCO = "zat-naar-hco", "zat-het-baken", "hco-tilburg"
AGENT, KETEN = "politie-tilburg/jeugdagent", "veiligheidshuis-tilburg/ketenmanager"
A, B, C, D = (Functie(organisatie=name, rol="zetel") for name in ("a", "b", "c", "d"))


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ({A, B, C, D}, Zetelkeuze(A)),
        ({B, C, D}, Zetelkeuze(B)),
        ({C, D}, Zetelkeuze(C, A)),
        ({D}, Zetelkeuze(D, B)),
        (set(), Zetelkeuze(A, bezet=False)),
    ],
)
def test_who_is_there_goes_before_who_stands_in(there: set[Functie], chosen: Zetelkeuze) -> None:
    stands_in = {"a/zetel": ("c/zetel",), "b/zetel": ("d/zetel",)}
    found = wie_draagt((A, B), stands_in, there.__contains__)
    assert found == chosen
    assert found.zetel in (A, B)


def back(**more: Any) -> Terugkoppelweg:
    said = {"wanneer": "altijd", "door": ["a/z", "b/z"], "aan_rol": "leraar"}
    return Terugkoppelweg.model_validate(said | more)


def test_a_road_that_names_one_seat_is_written_as_it_was() -> None:
    assert back(door="a/z").model_dump(mode="json")["door"] == "a/z"
    assert back().model_dump(mode="json")["door"] == ["a/z", "b/z"]


@pytest.mark.parametrize("who", [None, frozenset(), frozenset({"b/z"}), frozenset({"a/z", "b/z"})])
def test_who_was_at_the_discussion_goes_first_only_where_asked(who: frozenset[str] | None) -> None:
    first = back(eerst="wie-er-was").volgorde(Over(), who)
    assert first == (("b/z", "a/z") if who == frozenset({"b/z"}) else ("a/z", "b/z"))
    assert back().volgorde(Over(), who) == ("a/z", "b/z")


ROWS = [
    {"leeftijd": {"van": 12, "tot": 17}, "door": "c/z"},
    {"scholen": ["els"], "overleggen": ["zat"], "door": ["d/z", "a/z"]},
]


@pytest.mark.parametrize(
    ("over", "door"),
    [
        (Over(jaren=(12, 15)), ("c/z",)),
        (Over(jaren=(17, 17), school="els", van="zat"), ("c/z",)),
        (Over(jaren=(16, 27)), ("a/z", "b/z")),
        (Over(), ("a/z", "b/z")),
        (Over(school="els", van="zat"), ("d/z", "a/z")),
        (Over(school="els", van="cjg"), ("a/z", "b/z")),
        (Over(school="es", van="zat"), ("a/z", "b/z")),
    ],
)
def test_the_first_row_that_fits_for_certain_says_who(over: Over, door: tuple[str, ...]) -> None:
    road = back(dragers=ROWS)
    assert road.volgorde(over, None) == door
    assert road.genoemd == ("a/z", "b/z", "c/z", "d/z")


def changed(change: Callable[[dict[str, Any]], object]) -> Convenant | list[str]:
    text = deepcopy(TEXT)
    change(text["wegen"])
    found = read_covenant(json.dumps(text, default=str))
    return found if isinstance(found, Convenant) else [f"{one.pad}: {one.tekst}" for one in found]


def carrying(**more: Any) -> Callable[[dict[str, Any]], object]:
    return lambda roads: roads[ROAD]["terugkoppeling"].update(more)


def second(first: Any = None, **more: Any) -> Callable[[dict[str, Any]], object]:
    """A second road of the one ZAT to the HCO."""

    def change(roads: dict[str, Any]) -> None:
        roads["tweede"] = deepcopy(roads[ROAD]) | {"van": [ZAT]} | more
        if first:
            roads[ROAD]["voor"] = first

    return change


YOUNG, OLD = {"leeftijd": {"van": 0, "tot": 15}}, {"leeftijd": {"van": 16, "tot": 27}}
PLANTED = {
    "no seat": (carrying(door=[RMC, LEERPLICHT]), "terugkoppeling.door.2", "heeft geen zetel"),
    "twice": (carrying(door=[RMC, AGENT, RMC]), "terugkoppeling.door.3", "staat hier twee keer"),
    "nobody": (carrying(door=[]), "terugkoppeling.door", "ten minste een"),
    "no seat in a row": (
        carrying(dragers=[YOUNG | {"door": LEERPLICHT}]), "dragers.1.door", "heeft geen zetel"),
    "a row for everybody": (
        carrying(dragers=[{"door": AGENT}]), "dragers.1", "nu past dit altijd"),
    "no such school": (
        carrying(dragers=[{"scholen": ["het-baaken"], "door": AGENT}]), "dragers.1.scholen.1",
        "bedoelt u 'het-baken'?"),
    "no school": (
        carrying(dragers=[{"scholen": ["mee-tilburg"], "door": AGENT}]), "dragers.1.scholen.1",
        "is geen school"),
    "another table": (
        carrying(dragers=[{"overleggen": ["cjg-tilburg"], "door": AGENT}]),
        "dragers.1.overleggen.1", "deze regel past nooit"),
    "a table where one reports": (
        lambda roads: roads["aanmelding-cjg"]["terugkoppeling"].update(
            dragers=[{"overleggen": ["cjg-tilburg"], "door": "cjg-tilburg/procesregisseur"}]),
        "dragers.1.overleggen.1", "deze regel past nooit"),
    "a row that comes too late": (
        carrying(dragers=[YOUNG | {"door": AGENT},
                          {"leeftijd": {"van": 12, "tot": 15}, "scholen": ["het-baken"],
                           "door": KETEN}]),
        "dragers.2", "regel 1 past altijd al eerder"),
    "the same road twice": (second(), "wegen.tweede.van.1", f"loopt al de weg '{ROAD}'; zeg met"),
    "roads of which a case can be both": (
        second(YOUNG, voor={"leeftijd": {"van": 12, "tot": 27}}), "wegen.tweede.van.1",
        f"de weg '{ROAD}', en een casus kan van beide zijn"),
    "no road for the rest": (second(YOUNG, voor=OLD), f"{ROAD}.voor", "geen weg voor de andere"),
    "an age that does not travel": (
        second(voor={"leeftijd": {"van": 12, "tot": 17}}), "tweede.voor.leeftijd",
        "begin bij 0, 12 of 16, en eindig bij 11, 15 of 27"),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_what_cannot_work_is_refused_with_its_place(planted: str) -> None:
    change, place, text = PLANTED[planted]
    found = changed(change)
    assert not isinstance(found, Convenant)
    said = [one for one in found if place in one.partition(":")[0]]
    assert said
    assert all(text in one for one in said)


SPEAKS, PARTNER = "mee-tilburg/consulent", "halt-tilburg/halt-medewerker"
PARTNERS: dict[str, tuple[dict[str, list[str]], str]] = {
    "who has no seat": ({PARTNER: ["cjg-tilburg/procesregisseur"]}, "heeft geen zetel aan"),
    "for nobody": ({SPEAKS: []}, "noem ten minste een partner"),
    "for who is not known": ({SPEAKS: ["halt-tilborg/medewerker"]}, "bedoelt u 'halt-tilburg'?"),
    "for who sits there": ({SPEAKS: [AGENT]}, "zit zelf aan"),
    "for a school": ({SPEAKS: ["het-baken/mentor"]}, "aan het ZAT van haar leerlingen"),
    "twice": ({SPEAKS: [PARTNER, PARTNER]}, f"spreekt '{SPEAKS}' al"),
    "by two": ({SPEAKS: [PARTNER], BJZ: [PARTNER]}, f"spreekt '{SPEAKS}' al"),
}


def speaking(partners: dict[str, list[str]]) -> Convenant | list[str]:
    text = deepcopy(TEXT)
    text["overleggen"][HCO]["vertegenwoordigt"] = partners
    found = read_covenant(json.dumps(text, default=str))
    return found if isinstance(found, Convenant) else [f"{one.pad}: {one.tekst}" for one in found]


@pytest.mark.parametrize("planted", PARTNERS)
def test_who_cannot_be_spoken_for_is_refused(planted: str) -> None:
    partners, text = PARTNERS[planted]
    found = speaking(partners)
    assert not isinstance(found, Convenant)
    (said,) = found
    assert said.startswith(f"overleggen.{HCO}.vertegenwoordigt.")
    assert text in said


def test_who_speaks_for_whom_is_told_and_works_in_that_domain() -> None:
    before, now = speaking({}), speaking({SPEAKS: [PARTNER, "jgz-tilburg/jeugdarts"]})
    assert isinstance(before, Convenant)
    assert isinstance(now, Convenant)
    ((one,), (back,)) = verschillen(before, now), verschillen(now, before)
    assert one.tafels == back.tafels == (HCO,)
    assert "voor de halt-medewerker" in one.zin.lower()
    assert "voor niemand meer" in back.zin
    partner = Functie(organisatie="jgz-tilburg", rol="jeugdarts")
    day = now.geldig_van
    assert Domein.VEILIGHEID in Register((now,), ()).domeinen([partner], day)
    assert Domein.VEILIGHEID not in Register((before,), ()).domeinen([partner], day)


def test_where_one_reports_each_age_can_have_its_road() -> None:
    def teens(roads: dict[str, Any]) -> None:
        ages = {"voor": {"leeftijd": {"van": 13, "tot": 17}}}
        roads["tieners"] = deepcopy(roads["aanmelding-cjg"]) | ages

    found = changed(teens)
    assert isinstance(found, Convenant)
    names = [found.weg("jgz-tilburg", "cjg-tilburg", Over(jaren=(y, y))) for y in (12, 13, 18)]
    assert [one and one[0] for one in names] == ["aanmelding-cjg", "tieners", "aanmelding-cjg"]


def test_a_second_row_that_fits_others_is_taken() -> None:
    rows = [{"leeftijd": {"van": 12, "tot": 15}, "door": AGENT}, YOUNG | {"door": KETEN}]
    assert isinstance(changed(carrying(dragers=rows, door=[RMC, KETEN])), Convenant)


@pytest.mark.parametrize(
    ("over", "weg"),
    [
        (None, ROAD),
        (Over(), ROAD),
        (Over(jaren=(12, 15)), ROAD),
        (Over(jaren=(16, 27)), "tweede"),
        (Over(jaren=(19, 19), school="de-vaart"), "tweede"),
    ],
)
def test_a_case_goes_by_the_road_that_is_for_it_else_by_that_for_the_rest(
    over: Over | None, weg: str
) -> None:
    found = changed(second(voor=OLD))
    assert isinstance(found, Convenant)
    gone = found.weg(ZAT, HCO, over)
    assert gone is not None
    assert gone[0] == weg


def test_the_difference_is_told_in_words() -> None:
    now = changed(
        lambda roads: (
            second(voor=OLD | {"scholen": ["het-baken"]})(roads),
            carrying(door=[RMC, AGENT], eerst="wie-er-was", dragers=[OLD | {"door": KETEN}])(roads),
        )
    )
    before = changed(second(voor=OLD))
    assert isinstance(now, Convenant)
    assert isinstance(before, Convenant)
    told = [one.zin for one in verschillen(before, now)]
    assert any("anders de jeugdagent van" in one for one in told)
    assert "Langs de weg zat-naar-hco koppelt bovendien terug: van 16 tot en met 27 jaar de " in (
        " ".join(told)
    )
    assert any("wie bij de bespreking was gaat voor" in one for one in told)
    assert any(
        "tweede is voortaan van 16 tot en met 27 jaar voor leerlingen van" in o for o in told
    )


def test_what_was_laid_down_before_means_what_it_meant() -> None:
    covenant = changed(lambda _roads: None)
    assert isinstance(covenant, Convenant)
    data = covenant.model_dump(mode="json")
    for road in data["wegen"].values():
        del road["voor"], road["terugkoppeling"]["eerst"], road["terugkoppeling"]["dragers"]
    for table in data["overleggen"].values():
        del table["vertegenwoordigt"]
    read = upcast("nl.jeugdketen.beheer.ConvenantVastgesteld.v2", {"convenant": data})
    assert Convenant.model_validate(read["convenant"]) == covenant
