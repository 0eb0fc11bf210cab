"""Files that people write: read whole, or refused in a sentence that helps."""

import os
import stat
from pathlib import Path

from chain.faults import UserFault
from contracts.yaml_file import MOST_CHARACTERS

_OF_THE_KERNEL = ("/proc", "/sys")
"""Where files lie that are on no disk."""

_MOST_BYTES = 4 * MOST_CHARACTERS


def text_of(path: Path) -> str:
    """The text in a file.

    Raises:
        UserFault: it is not there, no file, not ours to read, too large, or no UTF-8.
    """
    raw = bytes_of(path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise UserFault(
            f"{path}, regel {line}: dit is geen tekst in UTF-8. Bewaar het bestand als UTF-8."
        ) from None


def bytes_of(path: Path) -> bytes:
    """What is in a file.

    Raises:
        UserFault: as for `text_of`.
    """
    try:
        found = _on_disk(path)
    except FileNotFoundError:
        raise UserFault(f"{path} bestaat niet.") from None
    except (OSError, ValueError):
        raise UserFault(f"{path} is niet te lezen.") from None
    if found is None:
        raise UserFault(f"{path} is geen bestand.")
    if len(found) > _MOST_BYTES:
        raise UserFault(f"{path} is te groot: hoogstens {_MOST_BYTES} bytes.")
    return found


def _on_disk(path: Path) -> bytes | None:
    """What lies on the disk, and no more than one too many; None where it is no file there.

    To wait for what a pipe, a device or the kernel says could take for ever.
    """
    if path.exists() and not path.is_file():
        return None
    real = Path(os.path.realpath(path))
    if any(real.is_relative_to(place) for place in _OF_THE_KERNEL):
        return None
    with os.fdopen(os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(_MOST_BYTES + 1)
