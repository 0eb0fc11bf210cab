"""No module needs itself by way of others: what one reads first never needs what comes after."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house.tree import ROOT, plant, trees_of


def modules(root: Path) -> dict[str, ast.Module]:
    """The product's modules by their dotted names."""
    found = {}
    for path, tree in trees_of(root):
        parts = path.relative_to(root).with_suffix("").parts
        if "tests" in parts:
            continue
        parts = parts[parts.index("src") + 1 :] if "src" in parts else parts
        found[".".join(parts).removesuffix(".__init__")] = tree
    return found


def imported(tree: ast.Module, known: set[str]) -> set[str]:
    """What a module imports of these, wherever in it that stands."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            whole = {f"{base}.{alias.name}" for alias in node.names}
            found |= whole if whole <= known else {base, *whole}
    return found & known


def packages_of(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts))}


def circle(root: Path) -> list[str]:
    """One circle of imports, or none; a package that is entered is read before what lies in it."""
    trees = modules(root)
    needs: dict[str, set[str]] = {}
    for name, tree in trees.items():
        found = imported(tree, set(trees))
        entered = {one for inner in found for one in packages_of(inner)}
        needs[name] = (found | (entered & set(trees)) - packages_of(name)) - {name}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_imports_run_one_way() -> None:
    assert circle(ROOT) == []


@pytest.mark.parametrize(
    "back",
    [
        "from contracts.covenant import Convenant",
        "from contracts import covenant",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import contracts.covenant",
        "def late():\n    import contracts.covenant",
    ],
)
def test_a_planted_circle_is_seen(tmp_path: Path, back: str) -> None:
    files = {
        "contracts/__init__.py": "",
        "contracts/covenant.py": "from contracts.faults import faults_of",
        "contracts/faults.py": "from contracts.agreements import more",
        "contracts/agreements.py": "",
    }
    assert circle(plant(tmp_path, files)) == []
    assert set(circle(plant(tmp_path, {"contracts/agreements.py": back}))) == {
        "contracts.covenant",
        "contracts.faults",
        "contracts.agreements",
    }


def test_a_package_that_needs_who_enters_it_is_seen(tmp_path: Path) -> None:
    files = {
        "infra/__init__.py": "",
        "infra/steps/__init__.py": "from infra.plan import Plan",
        "infra/steps/command.py": "",
        "infra/plan.py": "from infra.steps.command import Command",
    }
    assert set(circle(plant(tmp_path, files))) == {"infra.steps", "infra.plan"}
