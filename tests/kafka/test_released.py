"""What a release left behind on Kafka works on with this code, also while it is being upgraded.

One story: the auditor reads it before anything is started; every process brings its own state up
to date; people work on; then one process is older and newer by turns, while they do. The first
release goes through all of it; of the others it is read and folded, and `KETEN_RELEASE` names one
that goes through the story instead.
"""

import asyncio
import os
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from casusoverleg.reactions.herlezen import herbouw
from chain.audit.figures import MUST_BE_ZERO
from chain.demo.regio import REGION
from chain.demo.voorbeelden import CASUSSEN
from chain.driver import Chain, Json, User, over_http
from chain.setup.inrichting import read_covenant_at
from contracts.events.gezinsplan import DoelBijgesteld
from contracts.events.table import form_of
from contracts.topics import INSTANCES, instance, read_by, written_by
from contracts.vocabulary import Domein
from infra.database import Database
from infra.kafka import Broker, BrokerUnavailable
from infra.log.kafka import KafkaLog
from infra.log.records import Record
from infra.testing.state import Kept, kept, rebuilt
from infra.upgrading import whole
from tests.crash.outcome import TABLES
from tests.kafka.released import RELEASES, Found, Released, audit, put_back, unpacked

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]

RELEASE = os.environ.get("KETEN_RELEASE", "1.0")
SEEN = {"1.0": [3, 4, 5], "1.1": [4, 4, 4], "1.2": [4, 4, 4]}
"""How many cases people see at three tables, by release."""

TURNS = int(os.environ.get("KETEN_ROLLING_TURNS", "1"))
"""How often the process goes back to the older version and forward again; the long form has 25."""

PAUSE = 0.2
"""Seconds until each person does the next thing."""

REVISED = form_of(DoelBijgesteld).type
UPGRADED, OTHERS = "zorg-notifier", 2
CJG = "cjg-tilburg"
NOT_FROM_THE_LOG = ("inzage", "wekker", "gewekt", "web.sleutel")
SAMPLE = next(one for one in CASUSSEN if one.aanmelding["overleg"] == CJG)
CHAIR = "procesregisseur"


@dataclass
class Left:
    """The chain of the release, and what was seen of it before it was started.

    Attributes:
        found: by the release's own auditor.
        said: how often each kind of event.
        done: what people did since.
    """

    rig: Released
    found: Found
    seen: Found
    said: Counter[str]
    done: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    with _put_back(RELEASE, tmp_path_factory.mktemp("uitgave")) as left:
        left.rig.start()
        yield left
        left.rig.stop()


@contextmanager
def _put_back(release: str, folder: Path) -> Iterator[Left]:
    """The chain of a release on a broker, before anything of it is started."""
    broker = Broker(folder / "data" / "kafka")
    # The chain refuses what others can read.
    before = os.umask(0o077)
    try:
        found = unpacked(release, folder)
        broker.start()
        put_back(broker, folder / "records.jsonl")
        rig = Released(folder / "data", broker)
        seen, said = audit(rig.data, rig.kafka)
        yield Left(rig, found, seen, said)
    except BrokerUnavailable as reason:
        pytest.skip(str(reason))
    finally:
        os.umask(before)
        broker.kill()


@dataclass
class People:
    """Who works with the chain; `done` counts what they do."""

    chain: Chain
    ids: dict[str, str]
    done: Counter[str]

    def user(self, person: str) -> User:
        return self.chain.user(self.ids[person])

    async def with_a_goal(self) -> tuple[str, str]:
        """A casus with a goal, and that goal."""
        user = self.user(CHAIR)
        for listed in await user.cases(CJG):
            seen = await user.case(CJG, str(listed["id"]))
            if seen.get("doelen"):
                return str(listed["id"]), str(seen["doelen"][-1]["id"])
        raise AssertionError("no goal was left behind")

    async def revise(self, casus: str, goal: str) -> str:
        """Put the goal otherwise; gives what it is called from then on."""
        self.done["DoelBijgesteld"] += 1
        given: Json = {
            "plandoel": goal,
            "wat": f"Het gezin eet {self.done['DoelBijgesteld']} keer samen.",
            "maatstaf": "Het gezin houdt het bij.",
            "wie": "mw-tilburg/maatschappelijk-werker",
            "start": "2026-12-03",
            "streefdatum": "2027-02-01",
        }
        user = self.user(CHAIR)
        await user.step(CJG, casus, "stel-doel-bij", given)
        return str((await user.case(CJG, casus))["doelen"][-1]["id"])

    async def report(self, who: int) -> str:
        """A child of whom nothing is known."""
        self.done["CasusAangemeld"] += 1
        given = {k: v for k, v in SAMPLE.aanmelding.items() if k not in ("bsn", "gezin_kenmerk")}
        given["kenmerk"] = f"nieuw-{who}-{self.done['CasusAangemeld']}"
        given["geboortedatum"] = "2014-05-04"
        return await self.user(SAMPLE.inbrenger).report(given)


@asynccontextmanager
async def _people(left: Left) -> AsyncIterator[People]:
    rig = left.rig
    async with over_http() as send:
        chain = Chain(send, rig.sites, rig._token, read_covenant_at(REGION), rig.settled)
        yield People(chain, rig._people(), left.done)


def test_the_auditor_finds_what_that_of_the_release_found(left: Left) -> None:
    assert _known_then(left) == left.found


def _known_then(left: Left) -> Found:
    """What today's auditor finds, of the figures that the auditor of that release knew."""
    known = {name: left.seen.cijfers[name] for name in left.found.cijfers}
    return replace(left.seen, cijfers=known)


def test_every_process_works_with_what_it_finds_and_people_go_on(left: Left) -> None:
    async def story() -> None:
        await left.rig.answering()
        await left.rig.settled()
        async with _people(left) as people:
            seen = [await left.rig.seen(table, functie) for table, functie in TABLES.items()]
            assert [len(cases) for cases in seen] == SEEN[RELEASE]
            await people.revise(*await people.with_a_goal())
            casus = await people.report(0)
            await left.rig.settled()
            assert await people.user(CHAIR).case(CJG, casus)

    asyncio.run(story())
    if RELEASE == "1.0":
        for domein in Domein:
            assert "is folded again" in left.rig.log(instance("casusoverleg", domein))
    _nothing_is_lost(left)


def test_what_it_keeps_is_what_can_be_built_anew_from_the_broker(
    left: Left, tmp_path: Path
) -> None:
    for domein in Domein:
        name = instance("casusoverleg", domein)
        with closing(Database(f"sqlite:///{left.rig.data}/db/{name}.sqlite")) as database:
            assert kept(database, *NOT_FROM_THE_LOG) == _anew(left.rig, domein, tmp_path)


@pytest.mark.parametrize(
    "release", sorted(path.name for path in RELEASES.iterdir() if path.name != RELEASE)
)
def test_another_release_is_read_as_its_own_auditor_read_it_and_folded(
    release: str, tmp_path: Path
) -> None:
    with _put_back(release, tmp_path) as left:
        assert _known_then(left) == left.found
        for domein in Domein:
            file = left.rig.data / "db" / f"{instance('casusoverleg', domein)}.sqlite"
            with closing(sqlite3.connect(file)) as database:
                rows = database.execute("SELECT key FROM document WHERE kind = 'dossier'")
                was = {key for (key,) in rows}
            now = _anew(left.rig, domein, tmp_path)
            assert {key for kind, key, _ in now if kind == "dossier"} == was


def _anew(rig: Released, domein: Domein, folder: Path) -> Kept:
    """The state of the tables of a domain, built from the broker into an empty database."""
    broker, name = Broker(rig.data / "kafka"), instance("casusoverleg", domein)
    topics = (*read_by(name), *written_by(name))
    records = asyncio.run(_read(KafkaLog(broker.bootstrap, name, broker.password(name)), topics))
    by_topic = {topic: [one for one in records if one.topic == topic] for topic in topics}
    return rebuilt(
        folder / f"{name}.sqlite",
        lambda session: herbouw(session, by_topic, domein),
        *NOT_FROM_THE_LOG,
    )


async def _read(log: KafkaLog, topics: Sequence[str]) -> Sequence[Record]:
    try:
        return await whole(log, topics)
    finally:
        await log.close()


def test_one_process_older_and_newer_by_turns_under_load_loses_nothing(left: Left) -> None:
    rig = left.rig

    async def story() -> None:
        await rig.answering()
        await rig.settled()
        async with _people(left) as people:
            casus, goal = await people.with_a_goal()
            ended = asyncio.Event()

            async def revise() -> None:
                revised = goal
                while not ended.is_set():
                    revised = await people.revise(casus, revised)
                    await asyncio.sleep(PAUSE)

            async def report(who: int) -> None:
                while not ended.is_set():
                    await people.report(who)
                    await asyncio.sleep(PAUSE)

            work = [revise(), *(report(who) for who in range(1, 1 + OTHERS))]
            working = [asyncio.create_task(one) for one in work]
            for _ in range(TURNS):
                await _to_the_older_version_and_back(rig, casus)
            ended.set()
            await asyncio.gather(*working)
            await rig.settled()

    before = Counter(left.done)
    asyncio.run(story())
    assert left.done["DoelBijgesteld"] - before["DoelBijgesteld"] >= TURNS
    assert left.done["CasusAangemeld"] - before["CasusAangemeld"] >= TURNS
    _nothing_is_lost(left)


async def _to_the_older_version_and_back(rig: Released, casus: str) -> None:
    said = rig.log(UPGRADED).count("waits for an upgrade")
    rig.start_again(UPGRADED, unknown=REVISED)
    await _until(lambda: rig.log(UPGRADED).count("waits for an upgrade") > said)
    await _until(lambda: ("newer", casus) in rig.parked(UPGRADED))
    assert {subject for _, subject in rig.parked(UPGRADED)} == {casus}
    rig.start_again(UPGRADED)
    await _until(lambda: not rig.parked(UPGRADED))


async def _until(look: Callable[[], bool], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not look():  # noqa: ASYNC110 - it waits for another process
            await asyncio.sleep(0.1)


def _nothing_is_lost(left: Left) -> None:
    """The log is sound, nothing waits, and each deed was said once."""
    found, said = audit(left.rig.data, left.rig.kafka)
    assert found.fouten == []
    assert not {name: found.cijfers[name] for name in MUST_BE_ZERO if found.cijfers[name]}
    assert not [one for name in INSTANCES for one in left.rig.parked(name)]
    assert {kind: said[kind] - left.said[kind] for kind in left.done} == left.done
