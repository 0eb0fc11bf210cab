"""A chain within the test, on a clock that a story can put forward."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from chain.demo.calendar import CalendarClock
from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.regio import REGION, sample_region
from chain.driver import Chain, over_http
from chain.run.datadir import DataDir
from chain.run.serving import address, serving, set_up
from chain.setup.inrichting import read_covenant_at
from infra.web.identity import token
from tests.verhalen.keten import Keten


@dataclass(frozen=True)
class Kalender:
    """A running chain, its files, and its clock."""

    keten: Keten
    data: Path
    clock: CalendarClock

    def later(self, dagen: int) -> None:
        """So many days pass."""
        self.clock.set(self.clock.now() + timedelta(days=dagen))


@asynccontextmanager
async def met_kalender(
    folder: Path, chain_type: type[Chain] = Chain, start: datetime | None = None
) -> AsyncIterator[Kalender]:
    """The chain with the people of the samples; it begins today, unless said otherwise."""
    data = DataDir(folder)
    data.prepare("voorbeeld")
    clock = CalendarClock(start or datetime.now(UTC))
    at = address("127.0.0.1", 0)
    async with (
        serving(data, clock, at, None) as (embedded, runner),
        over_http() as send,
    ):
        await set_up(embedded, runner, sample_region())
        by_mail = {entry.mail: entry.medewerker for entry in embedded.addressbook.all()}
        people = {
            functie: by_mail[person.mail]
            for person in reversed(tuple(MEDEWERKERS.values()))
            for functie in person.functies
        }
        signer = data.signer()
        sites = {one.name: f"{at}{one.base}" for one in embedded.instances if one.base}
        chain = chain_type(
            send,
            sites,
            partial(token, signer),
            read_covenant_at(REGION),
            runner.settled,
        )
        yield Kalender(Keten(chain, people), folder, clock)
