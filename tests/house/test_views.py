"""The tables' views write nothing, but for the log of who opened what."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, plant, trees_of

TABLES = Path("services/casusoverleg/src/casusoverleg")
PLUMBING = {"put", "remove", "remove_kind", "transaction", "act", "execute", "merge"}
"""What writes a document or a row, or opens a transaction to do so."""

LOGGED = {("zien.py", "save_inzage"), ("zien.py", "transaction")}
"""Nothing of a person's file is shown before it is logged: the one thing that a view writes."""


def named(tree: ast.AST) -> set[str]:
    """All names and attributes in a piece of code, and what it imports."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                found.add(name.rpartition(".")[2])
            case _:
                pass
    return found


def writers(root: Path) -> set[str]:
    """The functions of the store that write, themselves or by another."""
    functions = {
        node.name: named(node)
        for path, tree in trees_of(root)
        if (root / TABLES / "store") in (path.with_suffix(""), path.parent)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    found = set(PLUMBING)
    while new := {name for name, used in functions.items() if used & found} - found:
        found |= new
    return found


def writes(root: Path) -> Iterator[tuple[str, str]]:
    """What the views name of all that writes."""
    forbidden = writers(root)
    for path, tree in trees_of(root):
        if path.is_relative_to(root / TABLES / "views"):
            yield from ((path.name, name) for name in sorted(named(tree) & forbidden))


def test_views_write_nothing_but_who_opened_what() -> None:
    assert set(writes(ROOT)) == LOGGED


def test_the_writers_of_the_store_are_known() -> None:
    found = writers(ROOT)
    assert {"save_feiten", "save_wekker", "save_inzage", "forget_all"} <= found
    assert not {"load_dossier", "casussen", "gezin_van", "inzagen"} & found


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        ("store.save_feiten(session, casus, feiten)", "save_feiten"),
        ("from casusoverleg.store import save_feiten as kijk", "save_feiten"),
        (
            "def f(parts):\n    with parts.database.transaction() as session:\n        pass",
            "transaction",
        ),
        ("session.execute('DELETE FROM documents')", "execute"),
    ],
)
def test_a_view_that_writes_is_seen(tmp_path: Path, fault: str, name: str) -> None:
    store = "def save_feiten(session):\n    _save(session)\ndef _save(session):\n    put(session)\n"
    plant(tmp_path, {f"{TABLES}/store.py": store, f"{TABLES}/views/zien.py": "store.lees(session)"})
    assert list(writes(tmp_path)) == []
    plant(tmp_path, {f"{TABLES}/views/zien.py": fault})
    assert list(writes(tmp_path)) == [("zien.py", name)]
