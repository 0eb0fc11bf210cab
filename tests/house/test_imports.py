"""Who may know whom: the import rules of pyproject.toml hold, and each of them can fail."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT, plant

SERVICES = ("intake", "casusoverleg", "privacy_gate", "notifier")
ROOMS = {"casusoverleg": ("commands", "clocks", "reactions", "views")}
TABLES = "services/casusoverleg/src/casusoverleg"
RULES: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "tool"
]["importlinter"]
NAMES = {rule["id"]: rule["name"] for rule in RULES["contracts"]}
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def broken(root: Path) -> tuple[set[str], str]:
    """The ids of the rules that do not hold in a tree, and what the linter said."""
    sources = [root, *(root / "services").glob("*/src")]
    done = subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sources))},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, re.MULTILINE))
    assert set(verdicts) == set(NAMES.values()), done.stdout + done.stderr
    found = {rule for rule, name in NAMES.items() if verdicts[name] == "BROKEN"}
    assert bool(found) == bool(done.returncode)
    return found, done.stdout


def skeleton(root: Path) -> Path:
    """The house with empty rooms, and imports only from above to below."""
    files = {
        "contracts/__init__.py": "",
        "contracts/events.py": "",
        "infra/__init__.py": "import contracts",
        "infra/keys.py": "",
        "infra/kernel.py": "",
        "infra/documents.py": "",
        "infra/testing/__init__.py": "",
        "infra/testing/fakes.py": "import infra.testing",
        "chain/__init__.py": "import intake.main",
        "services/privacy-gate/src/privacy_gate/bewijs.py": "import privacy_gate.domain",
        "chain/bench/__init__.py": "import chain.bench.gate",
        "chain/bench/gate.py": "import chain",
    }
    for service in SERVICES:
        package = f"services/{service.replace('_', '-')}/src/{service}"
        files |= {
            f"{package}/__init__.py": "",
            f"{package}/__main__.py": f"import {service}.main",
            f"{package}/main.py": f"import {service}.api, {service}.pages, infra",
            f"{package}/api.py": f"import {service}.answers",
            f"{package}/pages.py": f"import {service}.answers",
            f"{package}/store.py": f"import {service}.domain, infra.keys",
            f"{package}/domain/__init__.py": "import contracts.events",
            f"{package}/domain/decide.py": "",
            f"{package}/domain/fold.py": "",
        }
        rooms = ("answers", *ROOMS.get(service, ("worker",)), "store")
        files |= {
            f"{package}/{room}.py": f"import {service}.{below}" for room, below in pairwise(rooms)
        }
    plant(root, files)
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def unknown_modules(rules: dict[str, Any], root: Path) -> list[str]:
    """Modules that a rule names and that are nowhere: a rule about nothing never fails."""
    found = []
    for rule in rules["contracts"]:
        fields = ("source_modules", "forbidden_modules", "protected_modules", "containers")
        for name in (name for field in fields for name in rule.get(field, ())):
            parts = name.split(".")
            places = [root, *(root / "services").glob("*/src")]
            ours = [place for place in places if (place / parts[0]).is_dir()]
            path = Path(*parts)
            if ours:
                known = any(
                    (place / path).is_dir() or (place / path).with_suffix(".py").is_file()
                    for place in ours
                )
            else:
                # Faust puts something without a spec in its own place once it is loaded.
                there = parts[0] in sys.modules or importlib.util.find_spec(parts[0]) is not None
                known = there and len(parts) == 1
            found += [] if known else [f"{rule['id']}: {name}"]
    return found


def test_the_rules_hold() -> None:
    rules, said = broken(ROOT)
    assert rules == set(), said


def test_the_rules_are_about_modules_that_exist() -> None:
    assert unknown_modules(RULES, ROOT) == []


def test_an_empty_house_keeps_the_rules(tmp_path: Path) -> None:
    rules, said = broken(skeleton(tmp_path))
    assert rules == set(), said


@pytest.mark.parametrize(
    ("path", "fault", "rules"),
    [
        ("services/intake/src/intake/worker.py", "import casusoverleg.domain", {"storeys"}),
        ("services/notifier/src/notifier/store.py", "import privacy_gate", {"storeys"}),
        ("services/notifier/src/notifier/api.py", "import chain", {"storeys"}),
        ("infra/log.py", "import intake.main", {"storeys"}),
        ("contracts/events.py", "import infra", {"storeys", "no-windows"}),
        ("services/intake/src/intake/store.py", "import intake.worker", {"rooms"}),
        ("services/intake/src/intake/worker.py", "import intake.main", {"rooms"}),
        (
            "services/intake/src/intake/domain/stap.py",
            "import intake.store",
            {"rooms", "no-windows"},
        ),
        ("services/intake/src/intake/zolder.py", "", {"rooms"}),
        ("services/intake/src/intake/pages.py", "import intake.api", {"rooms"}),
        ("services/notifier/src/notifier/api.py", "import notifier.pages", {"rooms"}),
        ("services/notifier/src/notifier/worker.py", "import notifier.answers", {"rooms"}),
        (
            "services/privacy-gate/src/privacy_gate/store.py",
            "import privacy_gate.bewijs",
            {"rooms"},
        ),
        (f"{TABLES}/pages.py", "import casusoverleg.api", {"tables"}),
        (f"{TABLES}/clocks.py", "import casusoverleg.commands", {"tables"}),
        (f"{TABLES}/reactions.py", "import casusoverleg.clocks", {"tables"}),
        (f"{TABLES}/views.py", "import casusoverleg.reactions", {"tables"}),
        (f"{TABLES}/views.py", "import casusoverleg.commands", {"tables"}),
        (f"{TABLES}/store.py", "import casusoverleg.views", {"tables"}),
        (f"{TABLES}/worker.py", "", {"tables"}),
        (f"{TABLES}/views.py", "from infra.kernel import Emission", {"views"}),
        (f"{TABLES}/views.py", "from infra.documents import put", {"views"}),
        (f"{TABLES}/views.py", "from casusoverleg.domain.decide import decide", {"views"}),
        ("services/casusoverleg/src/casusoverleg/domain/stap.py", "import fastapi", {"no-windows"}),
        (
            "services/casusoverleg/src/casusoverleg/domain/stap.py",
            "import sqlmodel",
            {"no-windows"},
        ),
        ("services/notifier/src/notifier/domain/stap.py", "from time import time", {"no-windows"}),
        ("services/notifier/src/notifier/domain/stap.py", "import os.path", {"no-windows"}),
        ("services/notifier/src/notifier/domain/stap.py", "import random", {"no-windows"}),
        ("services/notifier/src/notifier/domain/stap.py", "import uuid", {"no-windows"}),
        ("services/notifier/src/notifier/domain/stap.py", "import asyncio", {"no-windows"}),
        ("services/notifier/src/notifier/domain/stap.py", "import logging", {"no-windows"}),
        ("contracts/covenant.py", "from pathlib import Path", {"pure-language"}),
        ("contracts/events.py", "import socket", {"pure-language", "no-windows"}),
        (
            "services/privacy-gate/src/privacy_gate/domain/besluit.py",
            "def f():\n    import infra.keys",
            {"no-windows", "blind-gate"},
        ),
        ("chain/rules.py", "from chain.bench import gate", {"no-bench"}),
        ("infra/keys.py", "import infra.testing.fakes", {"fakes-stay-out"}),
        ("chain/up.py", "from infra.testing import fakes", {"fakes-stay-out"}),
    ],
)
def test_a_planted_import_breaks_its_rule(
    tmp_path: Path, path: str, fault: str, rules: set[str]
) -> None:
    plant(skeleton(tmp_path), {path: fault})
    found, said = broken(tmp_path)
    assert found == rules, said


@pytest.mark.parametrize(
    ("rule", "field", "name"),
    [
        ("blind-gate", "source_modules", "privacy_gate.domian"),
        ("blind-gate", "forbidden_modules", "infra.kesy"),
        ("no-windows", "forbidden_modules", "sqlmodle"),
        ("no-windows", "source_modules", "intake.domein"),
        ("fakes-stay-out", "protected_modules", "infra.tseting"),
        ("rooms", "containers", "intkae"),
        ("tables", "containers", "casusoverlge"),
        ("views", "source_modules", "casusoverleg.veiws"),
    ],
)
def test_a_misspelt_module_is_seen(tmp_path: Path, rule: str, field: str, name: str) -> None:
    rules = {"contracts": [{"id": rule, field: [name]}]}
    assert unknown_modules(rules, skeleton(tmp_path)) == [f"{rule}: {name}"]


def test_what_a_domain_must_not_know_is_named_in_full() -> None:
    forbidden = next(r for r in RULES["contracts"] if r["id"] == "no-windows")["forbidden_modules"]
    needed = {"fastapi", "sqlmodel", "sqlalchemy", "faust", "aiokafka", "infra"}
    needed |= {"os", "time", "uuid", "random", "asyncio", "logging"}
    assert needed <= set(forbidden)
