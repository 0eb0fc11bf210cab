"""The tools that `./keten test` runs over everything see what they are there to see.

That ruff, mypy and the import rules pass is a step of `./keten test` each, not a test here.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from chain.testrun import STEPS, side_by_side
from tests.house.tree import ROOT, plant, python_of

BIN = Path(sys.executable).parent
CONFIG = ROOT / "pyproject.toml"
DOC = '"""A module."""\n\n'


@pytest.mark.parametrize(
    "step",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("lint-imports",)],
)
def test_the_one_command_runs_it(step: tuple[str, ...]) -> None:
    assert step in STEPS


def forgotten(root: Path) -> list[str]:
    """Tests that lie beneath no folder of a step, or of more than one."""
    folders = [Path(word) for tool, *words in STEPS if tool == "pytest" for word in words]
    tests = (path.relative_to(root) for path in python_of(root) if path.name.startswith("test_"))
    return [
        str(test) for test in tests if sum(test.is_relative_to(folder) for folder in folders) != 1
    ]


def test_the_one_command_runs_every_test() -> None:
    assert forgotten(ROOT) == []


def test_a_lane_that_fails_fails_the_whole_and_hides_nothing_of_the_other(
    capfd: pytest.CaptureFixture[str],
) -> None:
    passes = (("python", "-c", "print('one')"), ("python", "-c", "print('two')"))
    fails = (("python", "-c", "exit(3)"), ("python", "-c", "print('never')"))
    assert side_by_side((passes, passes)) == 0
    assert side_by_side((passes, fails)) == 3
    assert sorted(capfd.readouterr().out.split()) == ["one"] * 3 + ["two"] * 3


def test_a_test_that_is_not_run_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, {"tests/house/test_a.py": "", "tests/new/test_b.py": "", "infra/test_c.py": ""})
    assert forgotten(tmp_path) == ["infra/test_c.py", "tests/new/test_b.py"]


def ruff(root: Path) -> set[str]:
    done = subprocess.run(
        [
            BIN / "ruff",
            "check",
            "--no-cache",
            "--config",
            CONFIG,
            "--output-format",
            "concise",
            ".",
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return set(re.findall(r": ([A-Z]+[0-9]+) ", done.stdout))


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("contracts/a.py", "x = 1\n", "D100"),
        ("infra/a.py", DOC + "def f() -> None:\n    pass\n", "D103"),
        ("infra/a.py", DOC + "class A:\n    pass\n", "D101"),
        ("infra/a.py", DOC + "print(1)\n", "T201"),
        ("infra/a.py", DOC + "from .b import c\n\nc()\n", "TID252"),
        ("infra/a.py", DOC + "from datetime import datetime\n\nx = datetime.now()\n", "DTZ005"),
        ("infra/a.py", DOC + "try:\n    x = 1\nexcept Exception:\n    x = 2\n", "BLE001"),
        ("infra/a.py", DOC + "x = 1  # noqa\n", "PGH004"),
        ("infra/a.py", DOC + "# x = 1\n", "ERA001"),
        ("infra/a.py", DOC + "# TO" + "DO: later\n", "FIX002"),
        ("infra/a.py", DOC + f'x = "{"x" * 100}"\n', "E501"),
        ("tests/test_a.py", "import os\n", "F401"),
    ],
)
def test_ruff_sees_a_planted_fault(tmp_path: Path, path: str, text: str, rule: str) -> None:
    plant(tmp_path, {"infra/__init__.py": DOC, "contracts/__init__.py": DOC, path: text})
    assert rule in ruff(tmp_path)


def test_a_test_needs_no_docstring(tmp_path: Path) -> None:
    for place in ("tests", "services/intake/tests"):
        plant(tmp_path, {f"{place}/test_a.py": "def test_one_is_one() -> None:\n    assert True\n"})
    assert ruff(tmp_path) == set()


def test_mypy_sees_planted_faults(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "contracts/a.py": "def f(x):\n    return x\n",
            "services/privacy-gate/tests/test_a.py": "x: int = ''\n",
            "tests/test_b.py": "from typing import Any\n\ny: list = []\n",
            "pyproject.toml": CONFIG.read_text(encoding="utf-8"),
        },
    )
    done = subprocess.run(
        [BIN / "mypy", "--no-incremental", "contracts", "services", "tests"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    codes = set(re.findall(r"\[([a-z-]+)\]$", done.stdout, re.MULTILINE))
    assert codes >= {"no-untyped-def", "assignment", "type-arg"}, done.stdout + done.stderr


def test_mypy_is_told_to_look_at_all_code() -> None:
    given = re.search(r"^files = \[(.*)\]$", CONFIG.read_text(encoding="utf-8"), re.MULTILINE)
    assert given
    looked_at = set(re.findall(r'"(\w+)"', given[1]))
    assert {path.relative_to(ROOT).parts[0] for path in python_of(ROOT)} <= looked_at


def bare_exceptions(root: Path) -> list[str]:
    """Exceptions to a rule, in code or in the rules, that do not say why."""
    exception = re.compile("#" + r" (?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z-, ]+\])(.*)$")
    found = []
    for path in python_of(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            match = exception.search(line)
            if match and len(re.findall(r"\w+", match[1])) < 2:
                found.append(f"{path.relative_to(root)}:{number}")
    rules = root / "pyproject.toml"
    inside = False
    for line in rules.read_text(encoding="utf-8").splitlines() if rules.is_file() else ():
        if re.match(r'(ignore|".*") = \[$', line):
            inside = True
        elif line.startswith("]"):
            inside = False
        elif inside and not re.search(r'",\s+# \w+\W+\w+', line):
            found.append(f"pyproject.toml: {line.strip()}")
    return found


def test_every_exception_says_why() -> None:
    assert bare_exceptions(ROOT) == []


def test_an_exception_without_a_reason_is_seen(tmp_path: Path) -> None:
    silent, told = "# no" + "qa: S603", "# no" + "qa: S603 - our own words"
    ignored = "# type: " + "ignore[misc]"
    code = (
        f"a = 1  {silent}\nb = 2  {told}\nc = 3  {ignored}\nd = 4  {ignored}  # Faust is untyped\n"
    )
    rules = 'ignore = [\n    "D105", # as Python says\n    "D107",\n]\n'
    plant(tmp_path, {"a.py": code, "pyproject.toml": rules})
    assert bare_exceptions(tmp_path) == ["a.py:1", "a.py:3", 'pyproject.toml: "D107",']
