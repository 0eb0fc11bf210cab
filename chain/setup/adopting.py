"""What may change while a chain runs: its set-up file, and covenants that are laid down."""

import hashlib
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from chain.faults import UserFault
from chain.run.datadir import DataDir
from chain.setup import beheer
from chain.setup.inrichting import Inrichting, read_covenant_at, read_inrichting
from chain.setup.written import bytes_of
from contracts.covenant import Convenant
from contracts.topics import BEHEER, REGISTER
from infra.addressbook import AddressBook
from infra.clock import SystemClock, today
from infra.database import Database
from infra.kernel import Kernel
from infra.log import Log
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


@dataclass
class Standing:
    """Whether what stands in the set-up holds; who watches it says so, the front page shows it.

    Attributes:
        refused_since: from when changes were not taken over; None when all is taken over.
    """

    refused_since: datetime | None = None


class Announcement:
    """Says what is new in the set-up, each time that one of its files changed.

    Whatever goes wrong is told on stderr, and what held goes on.

    Args:
        inrichting: the set-up file.
        ready: was all that was said before heard again? Else the same would be said twice.
        standing: where it leaves what the front page shows.
    """

    def __init__(
        self,
        kernel: Kernel,
        addressbook: AddressBook,
        inrichting: Path,
        ready: Callable[[], bool],
        standing: Standing,
    ) -> None:
        self._kernel = kernel
        self._addressbook = addressbook
        self._inrichting = inrichting
        self._ready = ready
        self._standing = standing
        self._files: tuple[Path, ...] = ()
        self._holds = holds_already(kernel)
        self._said = ""
        self._told: tuple[str, str] = ("", "")
        self._looks_in_vain = 0

    def run(self) -> None:
        """Say what is new; what is refused is looked at again the next time.

        Raises:
            UserFault: what is wrong with the set-up while nothing holds yet that could go on.
        """
        now = ""
        try:
            now = _fingerprint(self._inrichting, self._files)
            if now == self._said:
                self._taken_over(now)
            elif self._kernel.pending() or not self._ready():
                self._wait(now)
            else:
                self._say(now)
        except UserFault as fault:
            self._refuse(now, str(fault))
            if not self._holds:
                raise
        except Exception as fault:  # noqa: BLE001 - whatever it meets, the watching goes on
            self._refuse(now, f"{_NOT_LOOKED} ({type(fault).__name__})")

    def _say(self, now: str) -> None:
        found = whole_set_up(self._inrichting)
        beheer.publish(self._kernel, self._addressbook, found)
        self._files = found.bestanden
        self._taken_over(now)
        if found.opmerkingen:
            self._tell(now, "\n".join(("Let op:", *found.opmerkingen)))

    def _taken_over(self, now: str) -> None:
        self._holds = True
        self._said = now
        self._looks_in_vain = 0
        if self._standing.refused_since is not None:
            self._standing.refused_since = None
            self._tell(now, "De inrichting is in orde en geldt.")

    def _wait(self, now: str) -> None:
        """What was said is heard within a second, unless the log is away or somebody hangs."""
        self._looks_in_vain += 1
        if self._looks_in_vain >= PATIENCE:
            self._refuse(now, _NOT_HEARD)

    def _refuse(self, now: str, sentence: str) -> None:
        if self._standing.refused_since is None:
            self._standing.refused_since = SystemClock().now()
        self._tell(now, sentence)

    def _tell(self, now: str, sentence: str) -> None:
        """Once, and again when the files changed and the same is still wrong."""
        if self._told != (now, sentence):
            self._told = (now, sentence)
            print(sentence, file=sys.stderr, flush=True)


NOT_WATCHED = (
    "De keten kijkt niet meer of de inrichting verandert en is daarom gestopt. Start hem opnieuw."
)
"""What is said when the watching itself has ended, which ends the process: nobody could be taken
out any more."""

PATIENCE = 30
"""Looks at a set-up that changed while what was said before is not heard yet, before it is told."""

_NOT_LOOKED = (
    "Of de inrichting is veranderd, kon niet worden nagekeken. Wat gold, gaat door; de keten "
    "probeert het opnieuw"
)
_NOT_HEARD = (
    "De inrichting is veranderd, maar dat wordt nog niet overgenomen: het logboek antwoordt niet. "
    "Wat gold, gaat door; de keten probeert het opnieuw"
)


def holds_already(kernel: Kernel) -> bool:
    """Did the register hear of a set-up before?"""
    with kernel.database.reading() as session:
        return bool(load_register(session).convenanten)


async def heard_all(kernel: Kernel, reader: Log) -> bool:
    """Has the register's writer heard all that it said? A restart may come in between."""
    inlet = await reader.open((REGISTER,), {})
    try:
        ends = await inlet.ends()
    finally:
        await inlet.close()
        await reader.close()
    heard = kernel.offsets()
    return all(heard.get(place, 0) >= end for place, end in ends.items())


def _fingerprint(inrichting: Path, named: Sequence[Path]) -> str:
    """Of the set-up file, the covenants that it names, those beside it and those laid down."""
    beside = (*inrichting.parent.glob("*.yaml"), *laid_down(inrichting).glob("*.yaml"))
    digest = hashlib.sha256()
    for file in (inrichting, *sorted({*named, *beside})):
        digest.update(str(file).encode(errors="backslashreplace"))
        try:
            digest.update(bytes_of(file))
        except UserFault as fault:
            digest.update(str(fault).encode(errors="backslashreplace"))
    return digest.hexdigest()
