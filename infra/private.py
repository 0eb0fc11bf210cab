"""What a chain writes is for the user that runs it, and for nobody else on the machine."""

import os
import shlex
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path


class NotPrivate(Exception):
    """Another user can read or replace what a chain keeps; the message is a Dutch sentence."""


def keep_private() -> None:
    """Let whatever this process and its children make be readable by their own user only."""
    os.umask(0o077)


def check_private(root: Path, names: Iterable[str]) -> None:
    """Look at a directory and at what is of the chain in it, by these names or patterns.

    What people write there, such as the set-up, is not looked at: an editor decides about that.

    Raises:
        NotPrivate: what is wrong first, with the command that mends it.
    """
    for path in (root, *_below(root, names)):
        with suppress(FileNotFoundError):
            found = path.stat()
            where = shlex.quote(str(root))
            if found.st_uid != os.geteuid():
                raise NotPrivate(
                    f"{path} is van een andere gebruiker, die alles kan lezen en veranderen. Maak "
                    f'alles van wie de keten draait: chown -R "$(id -un)" {where}'
                )
            if stat.S_IMODE(found.st_mode) & 0o077:
                raise NotPrivate(
                    f"Andere gebruikers van deze computer kunnen bij {path}. Sluit de map af met: "
                    f"chmod -R go-rwx {where}"
                )


def _below(root: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        for path in sorted(root.glob(name)):
            yield path
            yield from path.rglob("*")
