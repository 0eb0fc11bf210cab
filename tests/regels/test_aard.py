"""The groups of bodies in the rules are those of the table of types; no list stands by itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import privacy_gate
from contracts.aard import Aard, Hoedanigheid
from contracts.aard_tabel import AARD
from contracts.elements import VELDEN, Categorie
from contracts.vocabulary import Organisatietype, Regime
from privacy_gate.domain.begrippen import Begrippen
from privacy_gate.domain.kenmerken import ONBEKEND, Over
from privacy_gate.domain.secties import secties
from privacy_gate.store.wetboek import wetboek
from tests.poort.verzoeken import vandaag

PLACE = Path(privacy_gate.__file__).parent
Groep = Callable[[Aard], bool]


def _bekend(row: Aard) -> Categorie:
    return VELDEN[row.bekend].categorie


def _krijgt_als(one: Hoedanigheid) -> Groep:
    return lambda row: row.hoedanigheid is one


_ALS = (
    *("hulp", "jeugdzorg", "bescherming", "leerplicht en rmc", "jongerenwerk en opvang"),
    *("bestuur", "justitie"),
)

GROEPEN: Mapping[tuple[str, str], Groep] = {
    **{("ontvanger", name): _krijgt_als(Hoedanigheid(name)) for name in _ALS},
    ("ontvanger", "strafrechtelijk orgaan"): lambda row: row.strafrecht,
    ("bron", "zorgzame bron"): lambda row: (
        row.zegt_iets and _bekend(row) in (Categorie.GEZONDHEID, Categorie.VERSLAVING)
    ),
    ("bron", "strafrechtelijke bron"): lambda row: (
        row.zegt_iets
        and _bekend(row) is Categorie.STRAFRECHTELIJK
        and row.regime is Regime.ALGEMEEN
    ),
}
"""Written by hand: which group of the rules is which property."""


def of_property(groep: Groep, aard: Mapping[Organisatietype, Aard] = AARD) -> set[str]:
    return {str(kind) for kind, row in aard.items() if groep(row)}


def begrippen() -> Begrippen:
    groups = Begrippen({})
    file = PLACE / "rules" / "0-begrippen.md"
    for one in secties(file.name, file.read_text(encoding="utf-8")):
        if one.naam.startswith("Begrip "):
            groups = groups.met(one)
    return groups


@pytest.mark.parametrize(("kenmerk", "naam"), GROEPEN)
def test_a_group_of_bodies_in_the_rules_is_a_property(kenmerk: str, naam: str) -> None:
    named = begrippen().waarden(kenmerk, naam, Over.ELEMENT)
    assert named == of_property(GROEPEN[kenmerk, naam])


def test_every_group_of_bodies_is_held_to_the_table() -> None:
    bodies = {key for key in begrippen().groepen if key[0] in ("ontvanger", "bron")}
    assert bodies - set(GROEPEN) == {("ontvanger", "aangewezen")}


def not_named() -> set[frozenset[str]]:
    """What rules that name no body where that says something look for."""
    return {
        values - {ONBEKEND}
        for rule in wetboek().regelset.regels
        for name, values in rule.voorwaarden
        if name in ("handelaar", "houder", "verzoeker")
    }


def test_a_body_where_being_known_says_something_is_not_named() -> None:
    assert not_named() == {frozenset(of_property(lambda row: row.zegt_iets))}


def test_a_body_that_says_something_all_at_once_is_seen() -> None:
    told = {**AARD, Organisatietype.MEE: replace(AARD[Organisatietype.MEE], zegt_iets=True)}
    assert not_named() != {frozenset(of_property(lambda row: row.zegt_iets, told))}
    named = begrippen().waarden("bron", "zorgzame bron", Over.ELEMENT)
    assert named != of_property(GROEPEN["bron", "zorgzame bron"], told)


def columns(text: str) -> set[str]:
    heads = (line for line in text.splitlines() if line.startswith("| Veld |"))
    return {cell.strip() for head in heads for cell in head.split("|")[2:-1]}


def test_every_type_has_a_column_in_the_table_of_who_needs_what() -> None:
    text = (PLACE / "rules" / "4-minimalisering.md").read_text(encoding="utf-8")
    assert columns(text) == set(Hoedanigheid)


def unproved(text: str) -> set[str]:
    words = {
        word.strip(",")
        for line in text.splitlines()
        if "Ontvanger: " in line
        for word in line.split()
    }
    return {str(kind) for kind in Organisatietype} - words


def properties() -> str:
    files = sorted((PLACE / "eigenschappen").glob("*.md"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_something_is_proved_of_every_type_that_receives() -> None:
    assert unproved(properties()) == set()


def test_a_type_of_which_nothing_is_proved_is_seen() -> None:
    assert unproved(properties().replace("kinderopvang", "opvang")) == {"kinderopvang"}


def test_what_says_something_is_not_named_to_a_school() -> None:
    assert not [kind for kind, row in AARD.items() if row.zegt_iets and row.noembaar]


def test_every_type_has_its_act_and_its_row() -> None:
    assert set(AARD) == set(Organisatietype)
    assert all(row.wet for row in AARD.values())


def test_a_body_that_is_two_is_in_each_role_what_it_is_there() -> None:
    seats = vandaag().overleggen["veiligheidshuis"].functies()
    kinds = {str(vandaag().zetelsoort(seat)) for seat in seats if seat.organisatie == "bescherming"}
    assert kinds == {
        "gecertificeerde-instelling/jeugdbeschermer",
        "reclassering/jeugdreclasseerder",
    }
