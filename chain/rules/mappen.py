"""Where rules come from: a folder, or a revision in git."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from chain.faults import UserFault
from privacy_gate.domain.lezen import lees
from privacy_gate.domain.regelfout import RegelsOngeldig
from privacy_gate.domain.regels import Regelset
from privacy_gate.domain.wetten import VEREIST, Vereist
from privacy_gate.store.wetboek import REGELS

ROOT = Path(__file__).resolve().parents[2]
NIETS: Vereist = {}
"""Of rules that are only compared no article is asked: older ones knew fewer."""


def regels_uit(plaats: str | None, vereist: Vereist = VEREIST) -> Regelset:
    """The rules of a folder or a revision; of nothing, those that the product runs on.

    Raises:
        UserFault: there are no rules there, or they cannot be read; every fault with its line.
    """
    files = _bestanden(plaats)
    if not files:
        raise UserFault(
            f"In '{plaats}' staan geen regels: geen map met .md en geen revisie in git."
        )
    try:
        return lees(files, vereist)
    except RegelsOngeldig as fout:
        raise UserFault(f"De regels van '{plaats or REGELS.name}' kloppen niet:\n{fout}") from fout


def _bestanden(plaats: str | None) -> Mapping[str, str]:
    folder = Path(plaats) if plaats else REGELS
    if folder.is_dir():
        return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.md"))}
    return _uit_git(str(plaats))


def _uit_git(revisie: str) -> Mapping[str, str]:
    place = REGELS.relative_to(ROOT).as_posix()
    listed = _git("ls-tree", "--name-only", "-z", "--end-of-options", revisie, f"{place}/")
    names = [name for name in (listed or "").split("\0") if name.endswith(".md")]
    return {
        Path(name).name: _git("show", "--end-of-options", f"{revisie}:{name}") or ""
        for name in names
    }


def _git(*words: str) -> str | None:
    """What git says; None where it does not know, or is not there."""
    try:
        done = subprocess.run(
            ("git", *words),  # noqa: S607 - the git that the user has
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode()
