"""Nothing in the repository knows the machine it was written on, or where packages come from."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files_of, plant

# Put together from parts, so that this file itself holds none of them.
FOLDERS = ["work", "root", "home"]
MACHINE = re.compile(r"(?<![\w.*~-])/(?:" + "|".join(FOLDERS) + r")/[\w.-]")
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("maven", "org"),
        ("repo", "maven", "apache", "org"),
        ("crates", "io"),
        ("golang", "org"),
        ("deb", "debian", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("quay", "io"),
    )
]


def faults(root: Path) -> list[str]:
    found = []
    for path in files_of(root):
        text = path.read_bytes().decode(errors="ignore")
        place = path.relative_to(root)
        found += [f"{place}: {match[0]}" for match in MACHINE.finditer(text)]
        found += [f"{place}: {host}" for host in HOSTS if host in text]
    return found


def test_the_repository_holds_no_machine_and_no_registry() -> None:
    assert faults(ROOT) == []


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("before", ["path = '", "cd ", "file:", "="])
def test_a_machine_is_seen(tmp_path: Path, folder: str, before: str) -> None:
    plant(tmp_path, {"a.txt": f"{before}/{folder}/x"})
    assert faults(tmp_path) == [f"a.txt: /{folder}/x"]


@pytest.mark.parametrize("host", HOSTS)
def test_a_registry_is_seen(tmp_path: Path, host: str) -> None:
    plant(tmp_path, {"requirements.txt": f"--index-url https://x.{host}/simple"})
    assert f"requirements.txt: {host}" in faults(tmp_path)


def test_a_road_on_the_web_is_no_machine(tmp_path: Path) -> None:
    folder = FOLDERS[0]
    plant(tmp_path, {"a.html": f'<a href="https://x.nl/{folder}/1">', "b": f"~/{folder}/x"})
    assert faults(tmp_path) == []
