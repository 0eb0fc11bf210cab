"""What a few characters of YAML can blow up is refused at once, with its line; large is not."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from chain.faults import UserFault
from chain.setup.inrichting import read_inrichting
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from contracts.covenant_places import MOST_FAULTS
from contracts.yaml_file import MOST_CHARACTERS, YamlDocument, read_yaml
from tests.contracts.regions import TILBURG

TEXT = TILBURG.read_text(encoding="utf-8")
AT_ONCE = 2.0
"""Seconds, on a machine that is busy; what is refused here takes a tenth of it, or took ten."""

NINE = "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMBS = {
    "aliases": (f"a: &a [x, x, x]\n{NINE}", 1, "verwijzingen"),
    "many aliases": ("a: &a x\nb: [" + "*a," * 200_000 + "]\n", 2, "te groot"),
    "an alias of itself": ("a: &a [*a]\n", 1, "verwijzingen"),
    "merge keys": ("a: &a {b: c}\nd:\n  <<: *a\n", 1, "verwijzingen"),
    "an alias as a name": ("a: b\n*a : c\n", 2, "enkel woord"),
    "nested lists": ("\n" + "[" * 900_000, 2, "te diep"),
    "nested names": ("{a: " * 100_000, 1, "te diep"),
    "nested dashes": ("- " * 100_000, 1, "te diep"),
    "nested question marks": ("? " * 100_000, 1, "te diep"),
    "a wide list": ("a: [" + "1," * 490_000 + "]", 1, "te groot"),
    "many names": ("".join(f"a{i}: 1\n" for i in range(90_000)), 50_000, "te groot"),
    "many empty names": ("? \n" * 300_000, 50_000, "te groot"),
    "one name for ever": ("a: 1\n" * 40_000, 2, "twee keer"),
    "a huge text": (f"a: {'x' * MOST_CHARACTERS}", 1, "te lang"),
    "a quote that never closes": ('a: "' + "x\n" * 400_000, 400_001, "opmaak"),
    "a name without an end": ("k" * 900_000 + ": 1", 1, "opmaak"),
    "a second document": ("a: 1\n---\nb: 2\n", 2, "tweede document"),
    "a NUL after letters of two bytes": ("a: éé\nb: ëë\nc: \x00\n", 3, "opmaak"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_a_set_up_is_told_at_once_with_file_and_line(name: str, tmp_path: Path) -> None:
    text, line, sentence = BOMBS[name]
    path = tmp_path / "inrichting.yaml"
    path.write_text(text, encoding="utf-8")
    began = time.monotonic()
    with pytest.raises(UserFault) as fault:
        read_inrichting(path)
    assert time.monotonic() - began < AT_ONCE
    told = str(fault.value)
    assert told.startswith(f"{path}, regel {line}")
    assert sentence in told.splitlines()[0]
    assert len(told) < 200 * (MOST_FAULTS + 1)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_a_covenant_is_told_at_once(name: str) -> None:
    began = time.monotonic()
    found = read_covenant(BOMBS[name][0])
    assert time.monotonic() - began < AT_ONCE
    assert not isinstance(found, Convenant)
    assert 1 <= len(found) <= MOST_FAULTS + 1
    assert sum(len(str(one)) for one in found) < 200 * (MOST_FAULTS + 1)


def _with(there: str, planted: str) -> str:
    assert there in TEXT
    return TEXT.replace(there, planted, 1)


def _roles(letter: str, count: int) -> list[str]:
    return [f"halt-tilburg/een-rol-met-nummer-{letter}{number}" for number in range(count)]


DOCTOR = "rvdk/raadsonderzoeker"
SEATS = "zetels: [halt-tilburg/halt-medewerker]"
DAYS = [date(2000, 1, 1) + timedelta(days=2 * number) for number in range(4_500)]
HEAVY = {
    "seats that nobody has": (
        TEXT.replace(
            "organisaties:",
            "organisaties:\n"
            + "".join(
                f"  een-organisatie-met-nummer-x{i}: {{naam: x, type: jgz, geheimhouding: true}}\n"
                for i in range(3_000)
            ),
            1,
        ).replace(
            SEATS,
            f"zetels: [{', '.join(f'een-organisatie-met-nummer-y{i}/rol' for i in range(7_000))}]",
            1,
        ),
        1,
    ),
    "seats that are all there, of which a table has a hundred": (
        _with(SEATS, f"zetels: [{', '.join(f'halt-tilburg/rol{i}' for i in range(18_000))}]"),
        1,
    ),
    "tables that are not there": (
        _with("halt-loket, bjz-loket]", f"{', '.join(f'naam{i}' for i in range(18_000))}]"),
        MOST_FAULTS + 1,
    ),
    "substitutes for seats that nobody has": (
        TEXT.replace(SEATS, f"{SEATS[:-1]}, {', '.join(_roles('x', 7_000))}]", 1).replace(
            "vervanging: {",
            "vervanging: {" + "".join(f"{r}: [{DOCTOR}], " for r in _roles("y", 4_000)),
            1,
        ),
        1,
    ),
    "a holiday every other day": (
        TEXT[: TEXT.index("schoolvakanties:")]
        + "schoolvakanties:\n  perioden:\n"
        + "".join(f"    - {{naam: dag, van: {day}, tot: {day}}}\n" for day in DAYS),
        0,
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_compared_pair_by_pair_is_told_at_once_too(name: str) -> None:
    text, count = HEAVY[name]
    began = time.monotonic()
    found = read_covenant(text)
    assert time.monotonic() - began < AT_ONCE
    assert (0 if isinstance(found, Convenant) else len(found)) == count


def test_more_faults_than_are_said_are_not_kept_silent() -> None:
    found = read_covenant("".join(f"- {i}: 1\n" for i in range(10)).replace("- ", "x"))
    assert not isinstance(found, Convenant)
    assert "er is meer mis" not in found[-1].tekst
    found = read_covenant("".join(f"x{i}: 1\n" for i in range(MOST_FAULTS + 1)))
    assert not isinstance(found, Convenant)
    assert found[-1].tekst == "er is meer mis: verbeter eerst dit"


def _region_of(schools: int) -> str:
    """Tilburg with so many schools more, each with its ZAT and its road."""
    names = [f"school-{number}" for number in range(schools)]
    bodies = "".join(f"  {n}: {{naam: S, type: school, geheimhouding: true}}\n" for n in names)
    tables = "".join(
        f"  zat-{n}: {{naam: Z, soort: ZAT, domein: onderwijs, leeftijden: {{van: 11, tot: 23}}, "
        f"regie: {n}/zat-coordinator, zetels: [{n}/zorgcoordinator-school, {n}/mentor]}}\n"
        for n in names
    )
    roads = "".join(
        f"  van-{n}: {{naam: W, van: [{n}], naar: zat-{n}, houder: {n}, terugkoppeling: "
        f"{{wanneer: altijd, door: {n}/zat-coordinator, aan_rol: zorgcoordinator-school}}}}\n"
        for n in names
    )
    text = TEXT
    for place, planted in (("organisaties", bodies), ("overleggen", tables), ("wegen", roads)):
        assert f"\n{place}:\n" in text
        text = text.replace(f"\n{place}:\n", f"\n{place}:\n{planted}", 1)
    return text


def test_a_region_of_two_hundred_schools_and_five_thousand_people_is_read(tmp_path: Path) -> None:
    began = time.monotonic()
    (tmp_path / "regio.yaml").write_text(_region_of(200), encoding="utf-8")
    people = "".join(
        f"  - {{naam: Persoon {i}, mail: p{i}@regio.test, functies: [school-{i % 200}/mentor]}}\n"
        for i in range(5_000)
    )
    path = tmp_path / "inrichting.yaml"
    path.write_text(f"convenanten: [regio.yaml]\nmedewerkers:\n{people}", encoding="utf-8")
    assert len(read_inrichting(path).medewerkers) == 5_000
    assert time.monotonic() - began < 2 * AT_ONCE


def test_a_fault_in_a_set_up_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "inrichting.yaml"
    person = "  - {naam: Iemand, mail: geen adres, functies: [a/b]}\n"
    path.write_text(f"convenanten: [x.yaml]\nmedewerkers:\n{person}", encoding="utf-8")
    with pytest.raises(UserFault, match=r"regel 3, medewerkers\.1\.mail"):
        read_inrichting(path)


REFERENCE, KIND = "verwijzingen met &, * en << worden niet gelezen", "een soort met !"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(
            (f"a: b\nc: &x {value}\n", REFERENCE)
            for value in ("d", "'d'", "[d]", "{d: e}", "|\n d")
        ),
        *((f"a: b\nc: !x {value}\n", KIND) for value in ("d", "'d'", "[d]", "{d: e}")),
        *((f"a: b\nc: {kind} d\n", KIND) for kind in ("!!binary", "!!str", "!", "!<x>")),
        ("a: b\n&x c: d\n", REFERENCE),
        ("a: b\n!!str c: d\n", KIND),
        ("a: b\n<<: {c: d}\n", REFERENCE),
        ("- b\n- [c, &x d]\n", REFERENCE),
        ("a: b\n&x [c]: d\n", REFERENCE),
    ],
)
def test_anchors_merge_keys_and_kinds_are_refused_wherever_they_stand(text: str, told: str) -> None:
    found = read_yaml(text, 100)
    assert not isinstance(found, YamlDocument)
    assert {fault.regel for fault in found} == {2}
    assert told in " ".join(fault.tekst for fault in found)


def test_signs_within_a_text_are_text() -> None:
    found = read_yaml("a: '&x'\nb: \"!x *y\"\nc: d & e * f!\n'<<': |\n  &x\n", 100)
    assert isinstance(found, YamlDocument)
    assert found.plain == {"a": "&x", "b": "!x *y", "c": "d & e * f!", "<<": "&x\n"}


@pytest.mark.parametrize("text", ["", "# niets\n", "~", "a: 1\nb: [~, '~', null, 'x']\n"])
def test_nothing_is_none_and_every_place_has_a_line(text: str) -> None:
    found = read_yaml(text, 10)
    assert isinstance(found, YamlDocument)
    assert found.plain in (None, {"a": "1", "b": [None, "~", None, "x"]})
    assert found.line(("b", 3, "nergens")) == (2 if found.plain else 1)
