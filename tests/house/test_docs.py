"""Docs do not rot: links lead somewhere, and every house says at its door what it does."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files_of, plant

LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")
README_LINES = 80


def broken_links(root: Path) -> list[str]:
    found = []
    for path in files_of(root):
        if path.suffix != ".md":
            continue
        for target in LINK.findall(path.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:|#", target):
                continue
            if not (path.parent / target.split("#")[0]).exists():
                found.append(f"{path.relative_to(root)}: {target}")
    return found


def rooms_missing(root: Path) -> list[str]:
    """Every service has a README and the rooms of a service."""
    found = []
    for service in sorted(path for path in (root / "services").iterdir() if path.is_dir()):
        package = service / "src" / service.name.replace("-", "_")
        found += [
            f"{service.name} has no {room}"
            for room in ("domain", "main")
            if not ((package / f"{room}.py").is_file() or (package / room).is_dir())
        ]
        if not (service / "README.md").is_file():
            found += [f"{service.name} has no README.md"]
    return found


def door_faults(root: Path) -> list[str]:
    readme = root / "README.md"
    if not readme.is_file():
        return ["there is no README.md"]
    lines = len(readme.read_text(encoding="utf-8").splitlines())
    return [f"README.md has {lines} lines"] if lines > README_LINES else []


def decision_faults(root: Path) -> list[str]:
    """Decision records: numbered without gaps, in the map, and each with its three parts."""
    found = []
    records = sorted((root / "docs" / "adr").glob("*.md"))
    overview = (root / "docs" / "README.md").read_text(encoding="utf-8")
    for number, path in enumerate(records, start=1):
        text = path.read_text(encoding="utf-8")
        if not text.startswith(f"# {number:04} ") or not path.name.startswith(f"{number:04}-"):
            found += [f"{path.name}: not number {number:04}"]
        if f"(adr/{path.name})" not in overview:
            found += [f"{path.name}: not in the map"]
        parts = ("**Context.**", "**Decision.**", "**Consequences.**")
        found += [f"{path.name}: no {part}" for part in parts if part not in text]
    return found


def test_every_link_leads_somewhere() -> None:
    assert broken_links(ROOT) == []


def test_every_service_has_its_rooms() -> None:
    assert rooms_missing(ROOT) == []


def test_the_front_door_is_one_screen() -> None:
    assert door_faults(ROOT) == []


def test_every_decision_is_recorded_in_full() -> None:
    assert decision_faults(ROOT) == []
    assert list((ROOT / "docs" / "adr").glob("*.md"))


def test_a_decision_out_of_order_or_half_told_is_seen(tmp_path: Path) -> None:
    whole = "# 0001 X\n**Context.**\n**Decision.**\n**Consequences.**\n"
    plant(tmp_path, {"docs/README.md": "[x](adr/0001-x.md)", "docs/adr/0001-x.md": whole})
    assert decision_faults(tmp_path) == []
    plant(tmp_path, {"docs/adr/0003-y.md": "# 0003 Y\n**Context.**\n**Decision.**\n"})
    assert decision_faults(tmp_path) == [
        "0003-y.md: not number 0002",
        "0003-y.md: not in the map",
        "0003-y.md: no **Consequences.**",
    ]


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    text = "[a](b.md) [c](sub/) [d](x:y) [e](#f) [g](sub/h.md#i) [j](k.md 'titel')"
    plant(tmp_path, {"README.md": text, "b.md": "", "sub/h.md": "[terug](../README.md)"})
    assert broken_links(tmp_path) == ["README.md: k.md"]


@pytest.mark.parametrize("missing", ["README.md", "domain", "main"])
def test_a_missing_room_is_seen(tmp_path: Path, missing: str) -> None:
    package = "services/privacy-gate/src/privacy_gate"
    files = {
        "README.md": "services/privacy-gate/README.md",
        "domain": f"{package}/domain/__init__.py",
        "main": f"{package}/main.py",
    }
    plant(tmp_path, {path: "" for room, path in files.items() if room != missing})
    (tmp_path / "services").mkdir(exist_ok=True)
    assert rooms_missing(tmp_path) == [f"privacy-gate has no {missing}"]


def test_a_front_door_that_is_gone_or_too_long_is_seen(tmp_path: Path) -> None:
    assert door_faults(tmp_path) == ["there is no README.md"]
    assert door_faults(plant(tmp_path, {"README.md": "x\n" * 80})) == []
    assert door_faults(plant(tmp_path, {"README.md": "x\n" * 81})) == ["README.md has 81 lines"]


NAMED = re.compile(r"`([\w./-]+\.(?:py|md|txt))`")


def unknown_files(text: str, root: Path) -> list[str]:
    """The files that a text names and of which no path in the tree ends so."""
    there = [path.relative_to(root).as_posix() for path in files_of(root)]
    return [
        name
        for name in NAMED.findall(text)
        if not any(path == name or path.endswith(f"/{name}") for path in there)
    ]


def test_the_recipes_name_files_that_are_there() -> None:
    text = (ROOT / "docs" / "bouwen.md").read_text(encoding="utf-8")
    assert len(NAMED.findall(text)) > 15
    assert unknown_files(text, ROOT) == []


def test_a_file_that_is_not_there_is_seen(tmp_path: Path) -> None:
    root = plant(tmp_path, {"a/b.py": ""})
    assert unknown_files("`a/b.py` and `b.py`, but `c.py` and `x/b.py`", root) == ["c.py", "x/b.py"]
