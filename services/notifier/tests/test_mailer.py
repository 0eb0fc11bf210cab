"""Mails: real SMTP, nothing about anybody, and the same mail again after a crash."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contracts.events.casusoverleg import CasusGeopend, UitkomstVastgesteld
from contracts.events.notifier import BerichtGemaild, Berichtsoort
from contracts.topics import facts
from contracts.vocabulary import Domein, Functie
from infra.mail import MailSink, received
from infra.parts import MailSettings
from notifier.domain.bericht import Handeling
from notifier.domain.brief import brief
from notifier.main import build
from notifier.worker.deeds import Loket
from notifier.worker.mailer import Backoff

pytestmark = pytest.mark.anyio

MENSEN = {"rmc0000000000001": "rmc/rmc-coordinator"}
RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
MaakProef = Callable[..., Any]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[MailSink]:
    async with MailSink(tmp_path / "mail") as listening:
        yield listening


def to(sink: MailSink) -> MailSettings:
    return MailSettings(sink.host, sink.port, "jeugdketen@voorbeeld.test")


def wacht(proef: Any, geopend: Callable[..., CasusGeopend], casus: str = "cas0s00000000000") -> str:
    """A message waits for the RMC-coordinator; gives its id."""
    topic = facts("casusoverleg", Domein.VEILIGHEID)
    proef.hoor(topic, geopend(casus=casus))
    given = {
        "casus": casus,
        "overleg": "hco",
        "uitkomst": "eigen-plan",
        "ingebracht_door": "zat",
        "weg": "zat-naar-hco",
        "school": "het-baken",
        "door": {"organisatie": "veiligheidshuis", "rol": "ketenmanager"},
        "op": "2026-03-02",
    }
    proef.hoor(topic, UitkomstVastgesteld.model_validate(given))
    (waiting,) = proef.gezegd()
    return str(waiting.bericht)


async def test_one_mail_goes_out_once(
    proef: MaakProef, geopend: Callable[..., CasusGeopend], sink: MailSink
) -> None:
    hco = proef(Domein.VEILIGHEID, MENSEN, to(sink))
    bericht = wacht(hco, geopend)
    for _ in range(3):
        await asyncio.to_thread(hco.mail)
    (mail,) = received(sink.folder)
    assert mail["To"] == "rmc-coordinator@rmc.test"
    assert mail["Subject"] == "Er staat een terugkoppeling voor u klaar"
    (sent,) = hco.gezegd()
    assert isinstance(sent, BerichtGemaild)
    assert (sent.bericht, sent.message_id) == (bericht, mail["Message-ID"])


async def test_a_crash_between_sending_and_recording_sends_the_same_mail_again(
    proef: MaakProef,
    geopend: Callable[..., CasusGeopend],
    sink: MailSink,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hco = proef(Domein.VEILIGHEID, MENSEN, to(sink))
    wacht(hco, geopend)

    def crash(*_: object) -> str:
        raise SystemError

    with monkeypatch.context() as broken:
        broken.setattr(hco.kernel, "act", crash)
        with pytest.raises(SystemError):
            await asyncio.to_thread(hco.mail)
    assert hco.gezegd() == []
    hco.instance = build(hco.parts)
    hco.kernel = hco.instance.kernel
    await asyncio.to_thread(hco.mail)
    first, second = received(sink.folder)
    assert first["Message-ID"] == second["Message-ID"]
    assert [type(said) for said in hco.gezegd()] == [BerichtGemaild]


async def test_a_mail_holds_nothing_about_anybody(
    proef: MaakProef, geopend: Callable[..., CasusGeopend], sink: MailSink
) -> None:
    hco = proef(Domein.VEILIGHEID, MENSEN, to(sink))
    wacht(hco, geopend)
    await asyncio.to_thread(hco.mail)
    (mail,) = received(sink.folder)
    opened = geopend()
    for canary in (opened.casus, opened.betrokkene, "Kanarie", "het-baken", "eigen-plan", "hco"):
        assert canary not in mail.as_string()
    assert "https://keten.voorbeeld.test/veiligheid/notifier/\n" in mail.get_content()


@pytest.mark.parametrize("soort", list(Berichtsoort))
async def test_every_kind_of_mail_says_only_that_something_waits(soort: Berichtsoort) -> None:
    letter = brief(soort, "https://keten.test/")
    what = letter.onderwerp.removeprefix("Er staat een ").removesuffix(" voor u klaar")
    assert what in ("terugkoppeling", "overdracht", "bericht")
    assert letter.tekst == brief(soort, "https://keten.test/").tekst
    assert (
        letter.tekst.replace(what, "bericht")
        == brief(Berichtsoort.ACTIE_BEVESTIGD, "https://keten.test/").tekst
    )


async def test_without_a_mail_server_the_chain_goes_on_and_the_mail_follows(
    proef: MaakProef, geopend: Callable[..., CasusGeopend], tmp_path: Path
) -> None:
    closed = MailSink(tmp_path / "mail")
    await closed.start()
    settings = to(closed)
    await closed.stop()
    hco = proef(Domein.VEILIGHEID, MENSEN, settings)
    wacht(hco, geopend)
    await asyncio.to_thread(hco.mail)
    other = wacht(hco, geopend, "andere0000000000")
    assert hco.gezegd() == []
    async with MailSink(tmp_path / "mail", port=settings.port):
        await asyncio.to_thread(hco.mail)
        assert [said.bericht for said in hco.gezegd()] == [other], "the first one rests a while"
        hco.clock.set(hco.clock.now() + timedelta(seconds=11))
        await asyncio.to_thread(hco.mail)
    assert len(hco.gezegd()) == 1
    assert len(received(tmp_path / "mail")) == 2


async def test_what_was_dealt_with_is_not_mailed_any_more(
    proef: MaakProef, geopend: Callable[..., CasusGeopend], sink: MailSink
) -> None:
    hco = proef(Domein.VEILIGHEID, MENSEN, to(sink))
    bericht = wacht(hco, geopend)
    loket = Loket(hco.kernel, Domein.VEILIGHEID, hco.clock)
    loket.handel(bericht, Handeling.DOORGEVEN, (RMC,), "1")
    await asyncio.to_thread(hco.mail)
    assert received(sink.folder) == ()


async def test_a_capacity_that_nobody_has_holds_up_no_other_mail(
    proef: MaakProef, geopend: Callable[..., CasusGeopend], sink: MailSink
) -> None:
    hco = proef(Domein.VEILIGHEID, {}, to(sink))
    wacht(hco, geopend)
    await asyncio.to_thread(hco.mail)
    assert received(sink.folder) == ()
    assert hco.gezegd() == []


def test_each_wait_is_twice_the_one_before_and_none_is_longer_than_an_hour() -> None:
    backoff, now = Backoff(), datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert not backoff.rests(now)
    waits = []
    for _ in range(12):
        backoff.failed(now)
        assert backoff.not_before is not None
        waits.append(backoff.not_before - now)
        assert backoff.rests(backoff.not_before - timedelta(microseconds=1))
        now = backoff.not_before
        assert not backoff.rests(now)
    assert waits[:4] == [timedelta(seconds=seconds) for seconds in (10, 20, 40, 80)]
    assert waits[-3:] == [timedelta(hours=1)] * 3
