"""What the code imports is declared, and what is declared is pinned."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT, plant, trees_of

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED: list[str] = PROJECT["project"]["dependencies"]
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]
OURS = {
    "contracts",
    "infra",
    "chain",
    "intake",
    "casusoverleg",
    "privacy_gate",
    "notifier",
    "tests",
}
COMES_WITH = {"starlette": "fastapi", "pydantic-core": "pydantic", "sqlalchemy": "sqlmodel"}
COMES_WITH |= {"regorus": "gordon-to-regorus"}
COMES_WITH |= {"mode-streaming": "faust-streaming", "opentelemetry-api": "opentelemetry-sdk"}


def plain(requirement: str) -> str:
    """The name of a package as every tool writes it."""
    name = re.split(r"[\[=<>;~! ]", requirement.strip())[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(name: str) -> set[str]:
    path = ROOT / "requirements" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {plain(line) for line in lines if line.strip()}


def imported(root: Path) -> dict[str, str]:
    """The top names that production code imports from elsewhere, each with a file that does."""
    found: dict[str, str] = {}
    for path, tree in trees_of(root):
        place = path.relative_to(root)
        if "tests" in place.parts or "testing" in place.parts:
            continue
        for node in ast.walk(tree):
            names: Iterable[str] = ()
            if isinstance(node, ast.Import):
                names = (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = (node.module,)
            for top in (name.split(".")[0] for name in names):
                if top not in OURS and top not in sys.stdlib_module_names:
                    found[top] = str(place)
    return found


def undeclared(root: Path, declared: Iterable[str]) -> list[str]:
    known = {plain(requirement) for requirement in declared}
    distributions = packages_distributions()
    found = []
    for top, place in imported(root).items():
        names = {plain(name) for name in distributions.get(top, [top])}
        if not known & {COMES_WITH.get(name, name) for name in names}:
            found += [f"{place}: {top}"]
    return found


def test_what_is_imported_is_declared() -> None:
    assert (
        undeclared(ROOT, [*DECLARED, *GROUPS["kafka"], *GROUPS["bewijs"], *GROUPS["bench"]]) == []
    )


@pytest.mark.parametrize(
    ("declared", "name"), [(DECLARED, "run"), *((group, name) for name, group in GROUPS.items())]
)
def test_what_is_declared_is_what_the_pins_are_made_from_and_is_pinned(
    declared: list[str], name: str
) -> None:
    text = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8")
    sources = {line.split("#")[0].strip() for line in text.splitlines()} - {""}
    assert sources == set(declared)
    assert {plain(line) for line in sources} <= pins(name)


def test_a_pin_is_exact() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r"[a-z0-9-]+==[^ ]+", line), f"{path.name}: {line}"


@pytest.mark.parametrize("code", ["import jsonschema", "from jsonschema.validators import x"])
def test_an_undeclared_import_is_seen(tmp_path: Path, code: str) -> None:
    plant(tmp_path, {"infra/a.py": code, "infra/tests/a.py": "import hypothesis"})
    assert undeclared(tmp_path, ["jsonschema[format]>=4"]) == []
    assert undeclared(tmp_path, ["fastapi"]) == ["infra/a.py: jsonschema"]
