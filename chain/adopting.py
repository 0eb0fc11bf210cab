"""What may change while a chain runs: its set-up file, and covenants that are laid down."""

import hashlib
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from chain import beheer
from chain.datadir import DataDir
from chain.faults import UserFault
from chain.inrichting import Inrichting, read_covenant_at, read_inrichting
from contracts.covenant import Convenant
from contracts.topics import BEHEER
from infra.addressbook import AddressBook
from infra.clock import SystemClock, today
from infra.database import Database
from infra.kernel import Kernel
from infra.register import load_register


def adopt(data: DataDir, inrichting: Path, files: Sequence[Path]) -> None:
    """Lay covenant files down beside the set-up file of a chain, for it to say them.

    Raises:
        UserFault: there is no chain, or one of them cannot follow on what holds now.
    """
    if not inrichting.exists():
        raise UserFault(f"{inrichting} bestaat niet: is dit de map van een keten? (--data)")
    covenants = [read_covenant_at(file) for file in files]
    _check(data, covenants)
    folder = laid_down(inrichting)
    folder.mkdir(exist_ok=True)
    for covenant, file in zip(covenants, files, strict=True):
        target = folder / f"{covenant.verwijzing}.yaml"
        half = target.with_suffix(".deel")
        half.write_bytes(file.read_bytes())
        half.replace(target)


def _check(data: DataDir, covenants: Sequence[Convenant]) -> None:
    """Refuse here and now what the chain would refuse, where its register can be read."""
    url = data.database(BEHEER)
    if not Path(url.removeprefix("sqlite:///")).exists():
        return
    with closing(Database(url)) as database, database.reading() as session:
        beheer.new_versions(load_register(session), covenants, today(SystemClock()))


def laid_down(inrichting: Path) -> Path:
    """Where covenants lie that were adopted: beside the set-up file."""
    return inrichting.parent / "convenanten"


def whole_set_up(inrichting: Path) -> Inrichting:
    """The set-up file, with the covenants that were laid down beside it.

    Raises:
        UserFault: what is wrong, in Dutch, with file and place.
    """
    files = sorted(laid_down(inrichting).glob("*.yaml"))
    return read_inrichting(inrichting, tuple(read_covenant_at(file) for file in files))


class Announcement:
    """Says what is new in the set-up, each time that one of its files changed.

    Args:
        inrichting: the set-up file.
        ready: was all that was said before heard again? Else the same would be said twice.
    """

    def __init__(
        self,
        kernel: Kernel,
        addressbook: AddressBook,
        inrichting: Path,
        ready: Callable[[], bool],
    ) -> None:
        self._kernel = kernel
        self._addressbook = addressbook
        self._inrichting = inrichting
        self._ready = ready
        self._seen: str | None = None

    def run(self) -> None:
        """Say what is new. What is wrong later on is told on stderr, and what held goes on.

        Raises:
            UserFault: what is wrong with the set-up that it starts with.
        """
        now = _fingerprint(self._inrichting)
        if now == self._seen or self._kernel.pending() or not self._ready():
            return
        first, self._seen = self._seen is None, now
        try:
            beheer.publish(self._kernel, self._addressbook, whole_set_up(self._inrichting))
        except UserFault as fault:
            print(fault, file=sys.stderr, flush=True)
            if first:
                raise


def _fingerprint(inrichting: Path) -> str:
    """Of the set-up file, the covenants beside it and those that were laid down."""
    digest = hashlib.sha256()
    beside = inrichting.parent.glob("*.yaml")
    for file in (inrichting, *sorted(beside), *sorted(laid_down(inrichting).glob("*.yaml"))):
        digest.update(str(file).encode())
        digest.update(file.read_bytes() if file.exists() else b"")
    return digest.hexdigest()
