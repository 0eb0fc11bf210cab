"""A file can be read in one go, a function in one glance.

Blank lines of a file are not counted, nor in a function the functions within it.
"""

import ast
from pathlib import Path

from tests.house.tree import ROOT, plant, python_of, trees_of

FILE = 300
FUNCTION = 50
Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_files(root: Path) -> list[str]:
    found = []
    for path in python_of(root):
        lines = sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        if lines > FILE:
            found.append(f"{path.relative_to(root)}: {lines} lines")
    return found


def span(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def own_length(node: Function) -> int:
    """The lines of a function without those of the functions directly within it."""
    return span(node) - sum(span(inner) for inner in node.body if isinstance(inner, Function))


def long_functions(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {node.name} has {length} lines"
        for path, tree in trees_of(root)
        for node in ast.walk(tree)
        if isinstance(node, Function) and (length := own_length(node)) > FUNCTION
    ]


def test_files_are_small() -> None:
    assert long_files(ROOT) == []


def test_functions_are_one_glance() -> None:
    assert long_functions(ROOT) == []


def test_a_line_too_many_is_seen(tmp_path: Path) -> None:
    body = "def f():\n" + "    x = 1\n" * (FUNCTION - 1)
    plant(tmp_path, {"a.py": body, "b.py": "x = 1\n\n\n" * FILE})
    assert (long_files(tmp_path), long_functions(tmp_path)) == ([], [])
    plant(tmp_path, {"a.py": body + "    x = 2\n", "b.py": "x = 1\n\n\n" * (FILE + 1)})
    assert long_files(tmp_path) == ["b.py: 301 lines"]
    assert long_functions(tmp_path) == ["a.py: f has 51 lines"]


def test_a_method_that_waits_counts_too(tmp_path: Path) -> None:
    body = "class A:\n    async def f(self):\n" + "        x = 1\n" * FUNCTION
    assert long_functions(plant(tmp_path, {"a.py": body})) == ["a.py: f has 51 lines"]


def test_functions_within_one_count_for_themselves(tmp_path: Path) -> None:
    inner = "    def g():\n" + "        x = 1\n" * (FUNCTION - 1)
    body = "def f():\n" + inner + "    return g\n"
    assert long_functions(plant(tmp_path, {"a.py": body})) == []
    longer = body.replace("    return g\n", "        x = 2\n    return g\n")
    assert long_functions(plant(tmp_path, {"a.py": longer})) == ["a.py: g has 51 lines"]
