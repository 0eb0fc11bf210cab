"""The auditor shares no code with what it judges."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import chain.audit

HOUSE = Path(chain.audit.__file__).parent
MODULES = sorted(HOUSE.glob("*.py"))
ALLOWED = {"cryptography", *sys.stdlib_module_names}
ELSEWHERE = {"kafka_copy.py": {"aiokafka"}}


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def foreign(name: str, source: str) -> set[str]:
    allowed = ALLOWED | ELSEWHERE.get(name, set())
    return {
        module
        for module in imported(source)
        if not module.startswith("chain.audit.") and module.split(".")[0] not in allowed
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_it_imports_nothing_of_the_chain(module: Path) -> None:
    assert foreign(module.name, module.read_text("utf-8")) == set()


def test_the_check_sees_what_is_forbidden() -> None:
    code = "from contracts import topics\nimport infra.keys, json\nfrom chain.audit.event import E"
    assert foreign("x.py", code) == {"contracts", "infra.keys"}
    assert foreign("x.py", "def f():\n    import aiokafka") == {"aiokafka"}
    assert foreign("x.py", "from importlib import import_module") == set()


def test_nothing_is_imported_by_name() -> None:
    """`import_module('infra')` would slip past the check above."""
    for module in MODULES:
        assert not {"importlib", "runpy"} & set(imported(module.read_text("utf-8"))), module.name


def test_running_it_loads_nothing_of_the_chain() -> None:
    code = (
        "import sys, chain.audit.cli;"
        "names = {name.split('.')[0] for name in sys.modules};"
        "own = {name for name in sys.modules if name.startswith('chain')};"
        "assert not names & {'contracts', 'infra', 'pydantic', 'sqlalchemy'}, names;"
        "assert all(name == 'chain' or name.startswith('chain.audit') for name in own), own"
    )
    subprocess.run([sys.executable, "-c", code], cwd=HOUSE.parent.parent, check=True)
