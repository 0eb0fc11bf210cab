"""What a table says is folded and told, and an update names what there is: by reading the code.

A fold and a story answer `case _` for what is not theirs, so a fact that nobody takes is dropped
without a word; and pydantic's `model_copy` takes any key.
"""

import ast
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from pkgutil import walk_packages

import pytest
from pydantic import BaseModel

import casusoverleg.domain
import contracts
from contracts.events.table import ON_TOPIC
from contracts.topics import facts
from contracts.vocabulary import Domein
from tests.house.tree import ROOT, plant

DOMAIN = ROOT / "services/casusoverleg/src/casusoverleg/domain"
SAID = {form.kind.__name__ for form in ON_TOPIC[facts("casusoverleg", Domein.ZORG)]}

NOT_FOLDED = {
    "CommandoGeweigerd": "nothing changed",
    "GebeurtenisOpgenomen": "names what is folded at its place",
    "GroepBesproken": "folded into a group",
    "GroepGeagendeerd": "folded into a group",
}
NOT_TOLD = {
    "CasusGeopend": "the road by which it came here is told",
    "CommandoGeweigerd": "who was refused was told so",
    "GebeurtenisOpgenomen": "what was taken in is told, not that it was",
    "GroepBesproken": "a group has no history of its own",
    "GroepGeagendeerd": "likewise",
    "VerstrekkingGevraagd": "what came of it is told",
}


def taken(folder: Path, layer: str) -> set[str]:
    """The names of what is matched, or asked for by its class, in the files of a layer."""
    return {
        name
        for path in sorted(folder.rglob(f"{layer}.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _classes(node)
    }


def _classes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.MatchClass):
        yield from _last(node.cls)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance":
        yield from (name for part in ast.walk(node.args[1]) for name in _last(part))


def _last(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Name):
        yield node.id


def forgotten(folder: Path, layer: str, but: dict[str, str]) -> set[str]:
    return SAID - taken(folder, layer) - set(but)


def test_every_fact_is_folded_or_it_is_said_why_not() -> None:
    assert forgotten(DOMAIN, "fold", NOT_FOLDED) == set()
    assert set(NOT_FOLDED) <= SAID - taken(DOMAIN, "fold")


def test_every_fact_is_told_or_it_is_said_why_not() -> None:
    assert forgotten(DOMAIN, "story", NOT_TOLD) == set()
    assert set(NOT_TOLD) <= SAID - taken(DOMAIN, "story")


@pytest.mark.parametrize("layer", ["fold", "story"])
def test_a_fact_that_nobody_takes_is_seen(tmp_path: Path, layer: str) -> None:
    without = {
        str(path.relative_to(DOMAIN)): path.read_text("utf-8").replace("NazorgAfgesproken", "Iets")
        for path in DOMAIN.rglob(f"{layer}.py")
    }
    but = NOT_FOLDED if layer == "fold" else NOT_TOLD
    assert forgotten(plant(tmp_path, without), layer, but) == {"NazorgAfgesproken"}


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
    """The keys of updates, and of what a fold gives back, that are no field of anything."""
    return [
        f"{path.relative_to(folder)}:{key.lineno}: {key.value!s}"
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for given in _updates(node, in_fold=path.stem == "fold")
        for key in given.keys
        if isinstance(key, ast.Constant) and str(key.value) not in known
    ]


def _updates(node: ast.AST, *, in_fold: bool) -> Iterator[ast.Dict]:
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "model_copy":
        for keyword in node.keywords:
            yield from (part for part in ast.walk(keyword.value) if isinstance(part, ast.Dict))
    elif in_fold and isinstance(node, ast.Return) and isinstance(node.value, ast.Dict):
        yield node.value


def test_every_update_names_a_field() -> None:
    assert misspelt(DOMAIN, fields()) == []


def test_a_misspelt_update_is_seen(tmp_path: Path) -> None:
    text = 'def met(casus):\n    return casus.model_copy(update={"heropent_op": None})\n'
    back = 'def na(casus):\n    return {"gesloten_op": None, "heropent_op": None}\n'
    planted = plant(tmp_path, {"overdragen/decide.py": text, "overdragen/fold.py": back})
    assert misspelt(planted, fields()) == [
        "overdragen/decide.py:2: heropent_op",
        "overdragen/fold.py:2: heropent_op",
    ]
