"""Files that people write: read whole, or refused in a sentence that helps."""

from pathlib import Path

from chain.faults import UserFault
from contracts.yaml_file import MOST_CHARACTERS

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
        if path.exists() and not path.is_file():
            # To wait for what a pipe or a device says could take for ever.
            raise UserFault(f"{path} is geen bestand.")
        with path.open("rb") as file:
            found = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise UserFault(f"{path} bestaat niet.") from None
    except (OSError, ValueError):
        raise UserFault(f"{path} is niet te lezen.") from None
    if len(found) > _MOST_BYTES:
        raise UserFault(f"{path} is te groot: hoogstens {_MOST_BYTES} bytes.")
    return found
