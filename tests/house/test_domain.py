"""The room `domain` has no windows: beside the import rules, no clock is read and nothing waits."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, plant, trees_of

CLOCKS = {"now", "utcnow", "today"}
WINDOWS = {"open", "print", "input", "__import__", "eval", "exec"}


def in_domain(path: Path) -> bool:
    parts = path.parts
    return "src" in parts and ("domain" in parts or path.stem == "domain")


def windows(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="date" | "datetime"), attr=str(name))
            ):
                if name in CLOCKS:
                    yield f"{name}()"
            case ast.Call(func=ast.Name(id=str(name))) if name in WINDOWS:
                yield f"{name}()"
            case ast.AsyncFunctionDef():
                yield f"async {node.name}"
            case ast.Await():
                yield "await"
            case _:
                pass


def faults(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {window}"
        for path, tree in trees_of(root)
        if in_domain(path.relative_to(root))
        for window in windows(tree)
    ]


def test_no_domain_has_a_window() -> None:
    assert faults(ROOT) == []
    seen = {path.relative_to(ROOT).parts[1] for path, _ in trees_of(ROOT) if in_domain(path)}
    assert seen == {"intake", "casusoverleg", "privacy-gate", "notifier"}


@pytest.mark.parametrize(
    ("line", "window"),
    [
        ("d = date.today()", "today()"),
        ("d = datetime.now(UTC)", "now()"),
        ("f = open('x')", "open()"),
        ("print(1)", "print()"),
        ("m = __import__('os')", "__import__()"),
        ("async def decide(): ...", "async decide"),
    ],
)
@pytest.mark.parametrize("place", ["domain.py", "domain/stap.py"])
def test_a_window_is_seen(tmp_path: Path, place: str, line: str, window: str) -> None:
    plant(tmp_path, {f"services/intake/src/intake/{place}": line, "infra/clock.py": line})
    assert faults(tmp_path) == [f"services/intake/src/intake/{place}: {window}"]
