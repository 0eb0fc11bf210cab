"""A service that only keeps a diary: what it took in, in the order in which it did."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from pydantic import BaseModel
from sqlmodel import Session

from contracts.envelope import Envelope
from contracts.events.casusoverleg import HouderVernomen
from infra import documents
from infra.database import Database
from infra.kernel import Emission, Kernel, Moment, Poison, Reactions

NAME = "zorg-casusoverleg"
HEARS = "zorg.intake.v1"
HEARS_TOO = "zorg.postbus.v1"
SAYS = "zorg.casusoverleg.v1"
ID_KEY = b"k" * 32

MakeKernel: TypeAlias = Callable[..., Kernel]
"""Makes a kernel on the database of a test; made again, it is the process after a restart."""


class Entry(BaseModel):
    """What was taken in about a casus."""

    events: list[str] = []


class Diary:
    """Reactions that write it; `poison` holds ids that are refused after half the work."""

    def __init__(self) -> None:
        self.poison: set[str] = set()
        self.calls = 0

    def reactions(self) -> Reactions:
        """What the kernel is given."""
        return {HouderVernomen: self.note}

    def note(
        self, session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> Sequence[Emission]:
        """Write the event down and say so."""
        self.calls += 1
        entry = documents.get(session, "diary", event.casus, Entry) or Entry()
        noted = Entry(events=[*entry.events, envelope.id])
        documents.put(session, "diary", event.casus, noted)
        if envelope.id in self.poison:
            raise Poison("not in this diary")
        said = event.model_copy(update={"overleg": moment.new_id("said")})
        return [Emission(SAYS, event.casus, said)]


def read(database: Database, casus: str) -> list[str]:
    """The ids of the events that were taken in about a casus."""
    with database.reading() as session:
        entry = documents.get(session, "diary", casus, Entry)
    return entry.events if entry else []
