"""The whole chain on a broker of its own: the largest report goes all the way, and back.

And what that broker refuses for good stops its own casus and nothing else.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

import pytest

from chain.audit.event import Event
from chain.audit.figures import MUST_BE_ZERO, audited
from chain.audit.reading import Kafka, opened
from chain.audit.verify import verified
from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.regio import REGION, sample_region
from chain.driver import Chain, Declined, Json, Send, over_http, until
from chain.run.datadir import DataDir
from chain.run.embedded import Embedded, assemble
from chain.run.serving import address
from chain.setup import beheer
from chain.setup.inrichting import read_covenant_at
from contracts.topics import AUDITOR, postbus
from contracts.vocabulary import Domein
from infra.clock import SystemClock
from infra.kafka import Broker, BrokerUnavailable
from infra.log.kafka import KafkaLog
from infra.runner import Runner
from infra.web.identity import token
from tests.verhalen.groot import de_grootste
from tests.verhalen.keten import BAKEN, CJG, GEOORDEELD, Casus, Keten, aanbod

pytestmark = [pytest.mark.kafka, pytest.mark.anyio, pytest.mark.timeout(180)]

ZAT, REGIE_CJG = "het-baken/zat-coordinator", "cjg-tilburg/procesregisseur"
POSTBUS = postbus(Domein.ZORG)
TE_KLEIN = 12_000
"""Bytes that a topic takes in which a long text does not fit."""


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@dataclass(frozen=True)
class Nagelezen:
    """The figures, what verify finds, and the log."""

    figures: Mapping[str, object]
    faults: Sequence[str]
    events: Sequence[Event]

    @property
    def broken(self) -> set[str]:
        """What is not zero, and must be."""
        return {name for name in MUST_BE_ZERO if self.figures[name]}

    def delen(self, topic: str) -> int:
        """How many further parts of requests stand on a topic."""
        return sum(bool(e.data.get("deel_van")) for e in self.events if e.place.topic == topic)


@dataclass(frozen=True)
class Bedrijf:
    """A chain in a directory, on a broker."""

    data: DataDir
    broker: Broker

    @asynccontextmanager
    async def draait(self) -> AsyncIterator[Keten]:
        """The chain at work in this process, until the block ends."""
        with ExitStack() as held:
            at = address("127.0.0.1", 0)
            embedded = assemble(self.data, SystemClock(), None, str(at), held)
            logs = [
                KafkaLog(self.broker.bootstrap, one.name, self.broker.password(one.name))
                for one in embedded.instances
            ]
            members = list(zip(embedded.instances, logs, strict=True))
            runner = Runner(members, host=at.host, port=at.port)
            await runner.start()
            try:
                beheer.publish(embedded.beheer.kernel, embedded.addressbook, sample_region())
                async with over_http() as send:
                    yield await self._keten(embedded, str(at), send)
                assert runner.failure is None
            finally:
                await runner.stop()

    async def _keten(self, embedded: Embedded, root: str, send: Send) -> Keten:
        """The chain in the hands of its users, as soon as they are known."""
        by_mail = {entry.mail: entry.medewerker for entry in embedded.addressbook.all()}
        people = {
            functie: by_mail[person.mail]
            for person in reversed(tuple(MEDEWERKERS.values()))
            for functie in person.functies
        }
        sites = {one.name: f"{root}{one.base}" for one in embedded.instances if one.base}
        covenant = read_covenant_at(REGION)
        keten = Keten(
            Chain(send, sites, partial(token, self.data.signer()), covenant, _nooit), people
        )
        for functie, overleg in ((ZAT, BAKEN), (REGIE_CJG, CJG)):
            await until(partial(_bekend, keten, functie, overleg), passing=(401,))
        return keten

    def nagelezen(self) -> Nagelezen:
        """What the auditor sees."""
        kafka = Kafka(self.broker.bootstrap, self.broker.password(AUDITOR))
        with opened(self.data.root, kafka) as chain:
            found, verdict, events = audited(chain), verified(chain), tuple(chain.events())
        return Nagelezen(found.figures, [fault.text for fault in verdict.faults], events)


async def _nooit() -> None:
    raise NotImplementedError


async def _bekend(keten: Keten, functie: str, overleg: str) -> bool:
    await keten.als(functie).user.messages(overleg)
    await keten.als(functie).user.cases(overleg)
    return True


@pytest.fixture(scope="module")
def bedrijf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bedrijf]:
    folder = tmp_path_factory.mktemp("omvang")
    data, broker = DataDir(folder / "keten"), Broker(folder / "kafka")
    data.prepare("voorbeeld")
    try:
        broker.start()
    except BrokerUnavailable as reason:
        pytest.skip(str(reason))
    yield Bedrijf(data, broker)
    broker.kill()


async def _bezorgd(casus: Casus, aantal: int) -> Json:
    async def look() -> Json | None:
        seen = await casus.nu()
        return seen if len(seen["elementen"]) >= aantal else None

    return await until(look, 30)


async def test_the_largest_report_goes_all_the_way_to_a_supplement_and_back(
    bedrijf: Bedrijf,
) -> None:
    async with bedrijf.draait() as keten:
        school = {"school": "het-baken"}
        with pytest.raises(Declined, match="Deze melding is te groot") as refused:
            await keten.als(ZAT).meldt_aan(**school, **de_grootste(byte_meer=True))
        assert refused.value.status == 400
        zat = await keten.als(ZAT).meldt_aan(**school, **de_grootste())
        await zat.besproken("overdragen")
        own = await _bezorgd(zat, 44 + 8 + 1)

        proef = await zat.wie.user.attempt(BAKEN, zat.id, "draag-over", aanbod(CJG))
        await zat.draag_over(CJG)
        cjg = await keten.als(REGIE_CJG).vindt(CJG, zat.naam)
        passed = [e for e in proef["elementen"] if _krijgt(e, "cjg/procesregisseur")]
        seen = await _bezorgd(cjg, len(passed))
        assert len(seen["elementen"]) == len(passed) > 0
        veld = {e["id"]: e["veld"] for e in own["elementen"]}
        assert sorted(e["veld"] for e in seen["elementen"]) == sorted(
            veld[e["element"]] for e in passed
        )
        told = [line["tekst"] for line in seen["geschiedenis"]]
        assert sum(text.startswith("Overdracht ontvangen") for text in told) == 1
        assert not any("Aanvulling" in text for text in told)
        assert len(seen["overdrachten"]) == 1

        vraag = await _vraag(zat)
        await zat.doe("leg-weging-vast", verstrekking=vraag["verstrekking"], **GEOORDEELD)
        await keten.als(REGIE_CJG).bericht(cjg, "aanvulling-ontvangen")
        await _bezorgd(cjg, len(passed) + len(vraag["elementen"]))

        await cjg.doe("accepteer")
        await zat.tot(houder="cjg-tilburg")
        await cjg.bevestig_actie()
        await zat.tot(fase="Actie bevestigd")
    found = await asyncio.to_thread(bedrijf.nagelezen)
    assert (found.broken, found.faults) == (set(), [])
    for topic in ("onderwijs.intake.v1", "onderwijs.casusoverleg.v1", POSTBUS):
        assert found.delen(topic) > 0, topic


def _krijgt(element: Json, zetel: str) -> bool:
    organisatietype, rol = zetel.split("/")
    return any(
        (z["zetel"]["organisatietype"], z["zetel"]["rol"]) == (organisatietype, rol)
        and z["uitkomst"] in ("toegestaan", "geminimaliseerd")
        for z in element["zetels"]
    )


async def _vraag(zat: Casus) -> Json:
    async def look() -> Json | None:
        found = (await zat.wie.user.look(BAKEN, "wegingen"))["wegingen"]
        own = [v for v in found if (v["casus"], v["naarOverleg"]) == (zat.id, CJG)]
        return own[-1] if own else None

    return await until(look)


async def test_a_broker_that_refuses_for_good_stops_nothing_but_its_casus(
    bedrijf: Bedrijf,
) -> None:
    school, cjg = {"school": "het-baken"}, REGIE_CJG
    async with bedrijf.draait() as keten:
        bedrijf.broker.admin.set_size(POSTBUS, TE_KLEIN)
        groot = await keten.als(ZAT).meldt_aan(**school, verzuim="é" * 4000)
        await groot.besproken("overdragen")
        await groot.draag_over(CJG)
        for _ in range(2):
            klein = await keten.als(ZAT).meldt_aan(**school)
            await klein.besproken("overdragen")
            await klein.draag_over(CJG)
            daar = await keten.als(cjg).vindt(CJG, klein.naam)
            await daar.doe("accepteer")
            await klein.tot(houder="cjg-tilburg")
        assert groot.naam not in {c["naam"] for c in await keten.als(cjg).user.cases(CJG)}
        await groot.tot(houder="het-baken", fase="Wacht op acceptatie")

    found = await asyncio.to_thread(bedrijf.nagelezen)
    assert (found.broken, found.figures["tegengehouden"]) == ({"tegengehouden"}, 1)
    assert any("MessageSizeTooLargeError" in text for text in found.faults)

    bedrijf.broker.start()
    async with bedrijf.draait() as keten:
        daar = await keten.als(cjg).vindt(CJG, groot.naam)
        await daar.doe("accepteer")
        await groot.voor(keten.als(ZAT)).tot(houder="cjg-tilburg")
    found = await asyncio.to_thread(bedrijf.nagelezen)
    assert (found.broken, found.faults) == (set(), [])
