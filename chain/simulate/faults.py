"""What can go wrong, which of it goes wrong now, and which steps of the protocol met it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from sqlalchemy import MetaData
from sqlmodel import Session

from contracts.events.verstrekking import Stap
from infra.database import Database


class Mishap(StrEnum):
    """A kind of fault, in the words of a story."""

    BEFORE_COMMIT = "omgevallen vlak voor het vastleggen"
    AFTER_COMMIT = "omgevallen vlak na het vastleggen"
    AFTER_PUBLISH = "omgevallen vlak na het publiceren"
    IN_KEYS = "omgevallen bij de sleutels of de kluis"
    TORN = "omgevallen halverwege het publiceren"
    DOUBLE = "dubbel bezorgd"
    DELAY = "vertraagd"
    REORDER = "in een andere volgorde bezorgd"
    GAP = "een bericht overgeslagen"
    LOST_ACK = "bevestiging kwijtgeraakt"
    SILENT = "partner geeft geen antwoord"
    COVENANT = "convenant gewijzigd"
    CONSENT = "toestemming ingetrokken"
    EMPTY = "zetel leeg"


OFFER = "aangeboden"
STEPS: tuple[str, ...] = (OFFER, *Stap)
"""The transitions of a hand-off: that it is offered, and every step of the protocol."""

CRASHES = {
    Mishap.BEFORE_COMMIT: "before-commit",
    Mishap.AFTER_COMMIT: "after-commit",
    Mishap.AFTER_PUBLISH: "after-publish",
}
"""The checkpoint of the kernel at which each of these happens."""

NEW, MOST = 4, 0.4
"""So much likelier something goes wrong with a step that did not meet it yet; and at most so."""

CELLS = len(STEPS) * len(Mishap)


class Fallen(Exception):
    """The process is gone at this very point; whatever it did not commit is gone with it."""


@dataclass
class Faults:
    """Draws faults by chance, and counts them.

    Attributes:
        rate: how likely it is that something goes wrong with one thing that is done.
        met: how often each step of a hand-off met each kind of fault.
    """

    chance: Random
    rate: float
    count: Counter[Mishap] = field(default_factory=Counter)
    met: Counter[tuple[str, Mishap]] = field(default_factory=Counter)
    resting: bool = False

    def draw(self, kinds: Sequence[Mishap], steps: Iterable[str] = ()) -> Mishap | None:
        """One of these faults, or mostly none.

        Likelier, and mostly a new one, where one of these steps did not meet them all yet.
        """
        new = [kind for step in dict.fromkeys(steps) for kind in kinds if not self.met[step, kind]]
        rate = min(MOST, self.rate * NEW) if new else self.rate
        if self.resting or self.chance.random() >= rate:
            return None
        return self.chance.choice([*kinds, *new, *new])

    def happened(self, fault: Mishap, steps: Iterable[str] = ()) -> None:
        """A fault happened, to something with these steps in it."""
        self.count[fault] += 1
        for step in steps:
            self.met[step, fault] += 1


class Stumbling(Database):
    """A database whose owner may fall while it writes: just before it commits, or just after.

    One that may fall is told so by `armed`: the number of transactions until it does. One that
    is `made` has its tables already; to look for them takes long.
    """

    armed: int | None = None
    made = False

    def create(self, metadata: MetaData) -> None:
        """See `Database.create`."""
        if not self.made:
            super().create(metadata)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """See `Database.transaction`.

        Raises:
            Fallen: now is when.
        """
        with super().transaction() as session:
            yield session
            self._stumble()
        self._stumble()

    def _stumble(self) -> None:
        if self.armed is None:
            return
        self.armed -= 1
        if self.armed <= 0:
            self.armed = None
            raise Fallen("keys")
