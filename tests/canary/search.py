"""Looks for planted values in everything a chain has written: files, mails, output, broker."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.canary.containers import SQLITE, inside, opaque, rows
from tests.canary.needles import Canary, Needle, needles

VAULT = "vault"
"""The one place below a data directory where a BSN may stand: a directory of this name."""

_WINDOW = 8
_BREAKS = (b"=\r\n", b"=\n", b"\r\n", b"\n", b"\r")
_DEEPEST = 3


@dataclass(frozen=True)
class Hit:
    """A planted value that was found, or bytes that cannot be looked into."""

    where: str
    canary: str
    form: str


class Search:
    """Looks for a fixed set of canaries."""

    def __init__(self, canaries: Iterable[Canary]) -> None:
        all_needles = needles(canaries)
        self._exact = _by_head(needle for needle in all_needles if not needle.folded)
        self._folded = _by_head(needle for needle in all_needles if needle.folded)

    def tree(self, root: Path, without: tuple[str, ...] = (VAULT,)) -> list[Hit]:
        """Everything below a directory, but not below directories of the names in `without`."""
        found = []
        for path in sorted(root.rglob("*")):
            relative = path.relative_to(root)
            if not set(relative.parts[:-1]) & set(without):
                found += self.name(str(relative))
                if path.is_file():
                    found += self.file(path)
        return found

    def name(self, name: str) -> list[Hit]:
        """A name is written too."""
        return self.data(f"the name {name}", name.encode(errors="surrogateescape"))

    def file(self, path: Path) -> list[Hit]:
        """One file: its bytes, what is packed in them, and the rows if it is a database."""
        # Kafka reserves its index files: of megabytes of zeros at the end, a few will do.
        data = path.read_bytes().rstrip(b"\x00") + bytes(64)
        found = self.data(str(path), data)
        if data.startswith(SQLITE):
            for where, value in rows(path):
                found += self.data(f"{path}, {where}", value)
        return found

    def data(self, where: str, data: bytes, depth: int = 0) -> list[Hit]:
        """Bytes, as they are, in lower case and without line breaks; then what they hold."""
        unbroken = _without_breaks(data)
        needles_found = {*self._look(data), *(self._look(unbroken) if unbroken != data else ())}
        found = [Hit(where, needle.canary.name, needle.form) for needle in needles_found]
        hidden = opaque(data)
        if hidden is not None:
            found.append(Hit(where, "", f"cannot be looked into: {hidden}"))
        if depth < _DEEPEST:
            for what, unpacked in inside(data):
                found += self.data(f"{where}, {what}", unpacked, depth + 1)
        return found

    def _look(self, data: bytes) -> Iterator[Needle]:
        yield from _present(self._exact, data)
        yield from _present(self._folded, data.lower())


def _by_head(found: Iterable[Needle]) -> dict[int, list[Needle]]:
    """Needles by their first eight bytes, as one number."""
    by_head = defaultdict(list)
    for needle in found:
        head = memoryview(needle.data[:_WINDOW]).cast("Q")[0]
        by_head[head].append(needle)
    return by_head


def _present(by_head: dict[int, list[Needle]], data: bytes) -> Iterator[Needle]:
    """The needles in the data: one pass over all windows of eight bytes, however many needles."""
    heads = by_head.keys()
    for shift in range(_WINDOW):
        whole = (len(data) - shift) // _WINDOW * _WINDOW
        if whole > 0:
            windows = memoryview(data)[shift : shift + whole].cast("Q")
            if not heads.isdisjoint(windows):
                for head in heads & set(windows):
                    yield from (needle for needle in by_head[head] if needle.data in data)


def _without_breaks(data: bytes) -> bytes:
    """Mail breaks base64 and quoted-printable over lines."""
    for mark in _BREAKS:
        data = data.replace(mark, b"")
    return data
