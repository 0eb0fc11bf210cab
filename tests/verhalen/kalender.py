"""A chain within the test, on a clock that a story can put forward."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from chain.demo.calendar import CalendarClock
from chain.demo.regio import sample_region
from chain.driver import Chain, over_http
from chain.run.datadir import DataDir
from chain.run.embedded import Embedded
from chain.run.serving import address, serving, set_up
from chain.setup.inrichting import Afwezig, Inrichting
from infra.runner import Runner
from infra.web.identity import token
from tests.verhalen.keten import Keten


@dataclass
class Kalender:
    """A running chain, its files, its clock, and what it was set up with."""

    keten: Keten
    data: Path
    clock: CalendarClock
    embedded: Embedded
    runner: Runner
    inrichting: Inrichting

    def later(self, dagen: int) -> None:
        """So many days pass."""
        self.clock.set(self.clock.now() + timedelta(days=dagen))

    async def richt_in(self, inrichting: Inrichting) -> None:
        """Set it up otherwise, while it runs."""
        await self.runner.settled()
        await set_up(self.embedded, self.runner, inrichting)
        await self.runner.settled()

    async def zonder(self, functie: str) -> None:
        """Nobody has this capacity any more."""
        people = tuple(
            one.model_copy(update={"functies": tuple(f for f in one.functies if f != functie)})
            for one in self.inrichting.medewerkers
        )
        left = tuple(one for one in people if one.functies)
        await self.richt_in(self.inrichting.model_copy(update={"medewerkers": left}))

    async def afwezig(self, functie: str, *perioden: Afwezig) -> None:
        """Who has this capacity is away then, and at no other time."""
        people = tuple(
            one.model_copy(update={"afwezig": perioden}) if functie in one.functies else one
            for one in self.inrichting.medewerkers
        )
        await self.richt_in(self.inrichting.model_copy(update={"medewerkers": people}))


@asynccontextmanager
async def met_kalender(
    folder: Path,
    chain_type: type[Chain] = Chain,
    start: datetime | None = None,
    inrichting: Inrichting | None = None,
) -> AsyncIterator[Kalender]:
    """The chain with the people of the samples, or of another region; it begins today, or then."""
    data = DataDir(folder)
    data.prepare("voorbeeld")
    clock = CalendarClock(start or datetime.now(UTC))
    at = address("127.0.0.1", 0)
    async with (
        serving(data, clock, at, None) as (embedded, runner),
        over_http() as send,
    ):
        region = inrichting or sample_region()
        await set_up(embedded, runner, region)
        by_mail = {entry.mail: entry.medewerker for entry in embedded.addressbook.all()}
        people = {
            functie: by_mail[person.mail]
            for person in reversed(region.medewerkers)
            for functie in person.functies
        }
        signer = data.signer()
        sites = {one.name: f"{at}{one.base}" for one in embedded.instances if one.base}
        chain = chain_type(
            send,
            sites,
            partial(token, signer),
            region.convenanten[0],
            runner.settled,
        )
        yield Kalender(Keten(chain, people), folder, clock, embedded, runner, region)
