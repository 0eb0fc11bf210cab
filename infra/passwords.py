"""Random passwords, kept in a file that only its owner may read."""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path


def passwords(path: Path, names: Iterable[str]) -> Mapping[str, str]:
    """The passwords in the file; who has none yet gets one.

    They are of letters, digits, `-` and `_`, so that they need no quoting anywhere.
    """
    known: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    missing = [name for name in names if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(24) for name in missing}
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, json.dumps(known, indent=2))
    return known


def write_private(path: Path, text: str) -> None:
    """Write a file with mode 0600, whole or not at all."""
    half = path.with_name(f"{path.name}.new")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    half.replace(path)
