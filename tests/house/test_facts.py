"""What a table says is folded and told, and an update names what there is: by reading the code.

Which facts there are is held against what the subjects take when the tables start; and pydantic's
`model_copy` takes any key.
"""

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from pkgutil import walk_packages

import pytest
from pydantic import BaseModel

import casusoverleg.domain
import contracts
from casusoverleg.domain.onderwerpen import NIET_GEVOUWEN, NIET_VERTELD, ONDERWERPEN
from casusoverleg.domain.stappen.onderwerp import Onvolledig, controleer, elk_een
from contracts.events.opschaling import NazorgAfgesproken
from contracts.events.payload import Payload
from tests.house.tree import ROOT, plant

DOMAIN = ROOT / "services/casusoverleg/src/casusoverleg/domain"
FOLDED = {kind for one in ONDERWERPEN for kind in one.gevouwen()}
TOLD = {kind for one in ONDERWERPEN for kind in one.verteld()}


def matched(folder: Path, *, telling: bool) -> set[str]:
    """The names of what is matched in the files of facts, by what tells or by what folds."""
    return {
        name
        for path in sorted(folder.rglob("feiten.py"))
        for function in ast.parse(path.read_text("utf-8")).body
        if isinstance(function, ast.FunctionDef) and (function.name == "vertel") is telling
        for node in ast.walk(function)
        if isinstance(node, ast.MatchClass)
        for name in _last(node.cls)
    }


def _last(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Name):
        yield node.id


def forgotten(folder: Path) -> set[str]:
    """The facts that a subject says it takes, and of which no case is written."""
    names = {kind.__name__ for kind in FOLDED} - matched(folder, telling=False)
    return names | ({kind.__name__ for kind in TOLD} - matched(folder, telling=True))


def test_what_a_subject_takes_has_a_case() -> None:
    assert forgotten(DOMAIN) == set()


def test_a_case_that_is_missing_is_seen(tmp_path: Path) -> None:
    without = {
        str(path.relative_to(DOMAIN)): path.read_text("utf-8").replace(
            "case feiten.NazorgAfgesproken", "case feiten.Iets"
        )
        for path in DOMAIN.rglob("feiten.py")
    }
    assert forgotten(plant(tmp_path, without)) == {"NazorgAfgesproken"}


@pytest.mark.parametrize(
    ("taken", "excepted", "does"),
    [(FOLDED, NIET_GEVOUWEN, "folds"), (TOLD, NIET_VERTELD, "tells")],
)
def test_a_fact_that_nobody_takes_refuses_to_start(
    taken: set[type[Payload]], excepted: Mapping[type[Payload], str], does: str
) -> None:
    controleer(taken, excepted, does)
    with pytest.raises(Onvolledig, match=f"no subject {does} NazorgAfgesproken"):
        controleer(taken - {NazorgAfgesproken}, excepted, does)
    with pytest.raises(Onvolledig, match="NazorgAfgesproken, which is excepted"):
        controleer(taken, [*excepted, NazorgAfgesproken], does)


def test_what_two_subjects_take_for_their_own_refuses_to_start() -> None:
    with pytest.raises(Onvolledig, match="NazorgAfgesproken belongs to two subjects"):
        elk_een([(NazorgAfgesproken, 1), (NazorgAfgesproken, 2)])


def fields() -> set[str]:
    """The names of all fields of all values of the tables and of the contracts."""
    return {
        field
        for package in (casusoverleg.domain, contracts)
        for found in walk_packages(package.__path__, f"{package.__name__}.")
        for _, kind in getmembers(import_module(found.name), isclass)
        if issubclass(kind, BaseModel)
        for field in kind.model_fields
    }


def misspelt(folder: Path, known: set[str]) -> list[str]:
    """The keys of updates that are no field of anything."""
    return [
        f"{path.relative_to(folder)}:{key.lineno}: {key.value!s}"
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for given in _updates(node)
        for key in given.keys
        if isinstance(key, ast.Constant) and str(key.value) not in known
    ]


def _updates(node: ast.AST) -> Iterator[ast.Dict]:
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "model_copy":
        for keyword in node.keywords:
            yield from (part for part in ast.walk(keyword.value) if isinstance(part, ast.Dict))


def test_every_update_names_a_field() -> None:
    assert misspelt(DOMAIN, fields()) == []


def test_a_misspelt_update_is_seen(tmp_path: Path) -> None:
    text = 'def met(casus):\n    return casus.model_copy(update={"heropent_op": None})\n'
    planted = plant(tmp_path, {"overdragen/decide.py": text})
    assert misspelt(planted, fields()) == ["overdragen/decide.py:2: heropent_op"]
