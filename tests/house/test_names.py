"""Names say what a thing is: no empty words, and no letters that a keyboard lacks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, plant, trees_of

EMPTY_WORDS = {"manager", "helper", "helpers", "processor", "base", "impl"}
EMPTY_WORDS |= {"utils", "util", "common", "core"}


def words(name: str) -> set[str]:
    """The words of a name, in either way of writing: SetClock, set_clock, privacy-gate."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def identifiers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
            case ast.Name():
                yield node.id
            case ast.arg():
                yield node.arg
            case ast.Attribute():
                yield node.attr
            case ast.keyword(arg=str(name)):
                yield name
            case _:
                pass


def faults(root: Path) -> list[str]:
    found = []
    for path, tree in trees_of(root):
        place = path.relative_to(root)
        for part in place.with_suffix("").parts:
            found += [f"{place}: {word}" for word in words(part) & EMPTY_WORDS]
        classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        for name in classes:
            found += [f"{place}: {name}" for _ in words(name) & EMPTY_WORDS]
        found += [f"{place}: {name}" for name in identifiers(tree) if not name.isascii()]
    return found


def test_names_say_something() -> None:
    assert faults(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("infra/utils.py", "", "infra/utils.py: utils"),
        ("infra/core/log.py", "", "infra/core/log.py: core"),
        ("infra/common.py", "", "infra/common.py: common"),
        ("infra/log_helpers.py", "", "infra/log_helpers.py: helpers"),
        ("infra/a.py", "class CasusManager: ...", "infra/a.py: CasusManager"),
        ("infra/a.py", "class HTTPHelper: ...", "infra/a.py: HTTPHelper"),
        ("infra/a.py", "class EventProcessor: ...", "infra/a.py: EventProcessor"),
        ("infra/a.py", "class BaseStore: ...", "infra/a.py: BaseStore"),
        ("infra/a.py", "class StoreImpl: ...", "infra/a.py: StoreImpl"),
        (
            "infra/a.py",
            "financi\N{LATIN SMALL LETTER E WITH DIAERESIS}n = 1",
            "infra/a.py: financi",
        ),
        ("infra/a.py", "def f(co\N{LATIN SMALL LETTER O WITH DIAERESIS}r): ...", "infra/a.py: co"),
    ],
)
def test_an_empty_name_is_seen(tmp_path: Path, path: str, text: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(plant(tmp_path, {path: text})))


def test_a_name_that_only_looks_like_one_is_left_alone(tmp_path: Path) -> None:
    text = 'class Database: ...\nclass Ketenmanager: ...\nlabel = "Financi\u00ebn"\n'
    assert faults(plant(tmp_path, {"infra/database.py": text, "infra/score.py": ""})) == []
