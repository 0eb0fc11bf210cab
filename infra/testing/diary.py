"""A service that only keeps a diary: what it took in, in the order in which it did."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from fastapi import FastAPI
from pydantic import BaseModel
from sqlmodel import Session

from contracts.envelope import Envelope
from contracts.events.casusoverleg import HouderVernomen
from contracts.topics import read_by
from infra import documents
from infra.clock import Clock
from infra.database import Database
from infra.instance import Instance
from infra.kernel import Emission, Kernel, Moment, NotYet, Poison, Reactions
from infra.parts import Parts

NAME = "zorg-casusoverleg"
HEARS = "zorg.intake.v1"
HEARS_TOO = "zorg.postbus.v1"
SAYS = "zorg.casusoverleg.v1"
ID_KEY = b"k" * 32

MakeKernel: TypeAlias = Callable[..., Kernel]
"""Makes a kernel on the database of a test; made again, it is the process after a restart."""


class DiaryPage(BaseModel):
    """What was taken in about a casus."""

    events: list[str] = []


class Diary:
    """Reactions that write it, and say so on a topic.

    `poison` holds the ids of events that are refused after half the work; `early` of those that
    are refused for now.
    """

    def __init__(self, says: str | None = SAYS) -> None:
        self.poison: set[str] = set()
        self.early: set[str] = set()
        self.calls = 0
        self._says = says

    def instance(self, name: str, database: Database, clock: Clock) -> Instance:
        """A service of that name, with one page."""
        web = FastAPI()

        @web.get("/entries/{casus}")
        def entries(casus: str) -> list[str]:
            return read(database, casus)

        kernel = Kernel(name, database, self.reactions(), clock, ID_KEY)
        return Instance(name, kernel, read_by(name), base=f"/{name}", site=lambda: web)

    def reactions(self) -> Reactions:
        """What the kernel is given."""
        return {HouderVernomen: self.note}

    def note(
        self, session: Session, envelope: Envelope, event: HouderVernomen, moment: Moment
    ) -> Sequence[Emission]:
        """Write the event down and say so."""
        self.calls += 1
        entry = documents.get(session, "diary", event.casus, DiaryPage) or DiaryPage()
        noted = DiaryPage(events=[*entry.events, envelope.id])
        documents.put(session, "diary", event.casus, noted)
        if envelope.id in self.poison:
            raise Poison("not in this diary")
        if envelope.id in self.early:
            raise NotYet("not in this diary yet")
        said = event.model_copy(update={"overleg": moment.new_id("said")})
        return [Emission(self._says, event.casus, said)] if self._says else []


def build(parts: Parts) -> Instance:
    """The diary as a service that runs by itself."""
    return Diary().instance(parts.name, parts.database, parts.clock)


def read(database: Database, casus: str) -> list[str]:
    """The ids of the events that were taken in about a casus."""
    with database.reading() as session:
        entry = documents.get(session, "diary", casus, DiaryPage)
    return entry.events if entry else []
