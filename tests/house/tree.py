"""What the house looks at: the files of a tree, and their Python."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDORED = ("vendor", "static")
"""Folders whose files are others' work and kept as they came."""


def files_of(root: Path) -> list[Path]:
    """The files that are, or are about to be, in the repository; of a planted tree all of them."""
    if not (root / ".git").exists():
        return sorted(path for path in root.rglob("*") if path.is_file())
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    paths = (root / name for name in listed.stdout.decode().split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def python_of(root: Path) -> list[Path]:
    return [path for path in files_of(root) if path.suffix == ".py"]


def trees_of(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in python_of(root):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def plant(root: Path, files: dict[str, str]) -> Path:
    """A small tree with these files; a fault planted in one is what a rule must see."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
