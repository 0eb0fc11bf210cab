"""Mail that fails: each recipient for itself, and a dead address is somebody's task, once."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from contracts.events.casusoverleg import CasusGeopend, UitkomstVastgesteld
from contracts.events.notifier import BerichtGemaild, BerichtKlaargezet, Berichtsoort
from contracts.topics import facts
from contracts.vocabulary import Domein
from infra.parts import MailSettings
from infra.testing.mailserver import Mailserver, mailserver
from notifier import pages

pytestmark = pytest.mark.anyio

EEN, TWEE, REGIE = "rmc0000000000001", "rmc0000000000002", "reg0000000000001"
RMC, KETENMANAGER = "rmc/rmc-coordinator", "veiligheidshuis/ketenmanager"
MENSEN = {EEN: RMC, TWEE: RMC, REGIE: KETENMANAGER}
DOOD, GOED, BAAS = "dood@rmc.test", "goed@rmc.test", "ketenmanager@veiligheidshuis.test"
WEG, VOL = "550 5.1.1 onbekend", "452 4.2.2 vol"
MaakProef = Callable[..., Any]
Geopend = Callable[..., CasusGeopend]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def keten(proef: MaakProef, server: Mailserver, mensen: dict[str, str] = MENSEN) -> Any:
    """The notifier of a table where two people have the seat of who carries feedback."""
    made = proef(
        Domein.VEILIGHEID, mensen, MailSettings("127.0.0.1", server.port, "keten@keten.test")
    )
    made.parts.addressbook.add(EEN, "Kees Kanarie", DOOD)
    made.parts.addressbook.add(TWEE, "Kaat Kanarie", GOED)
    return made


def besproken(proef: Any, geopend: Geopend, casus: str = "cas0s00000000000") -> None:
    """A message waits for the carrier."""
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
    proef.gezegd()


async def mail(proef: Any, *, keer: int = 1) -> list[Any]:
    """Mail, each time after every wait; gives what was said."""
    for _ in range(keer):
        await asyncio.to_thread(proef.mail)
        proef.clock.set(proef.clock.now() + timedelta(hours=1, seconds=1))
    said: list[Any] = proef.gezegd()
    return said


def taken(said: list[Any]) -> list[BerichtKlaargezet]:
    """The tasks that a seat cannot be mailed."""
    own = [one for one in said if isinstance(one, BerichtKlaargezet)]
    return [one for one in own if one.soort is Berichtsoort.ZETEL_ONBEREIKBAAR]


async def test_who_was_reached_is_not_mailed_again_while_another_waits(
    proef: MaakProef, geopend: Geopend
) -> None:
    async with mailserver({DOOD: VOL}) as server:
        hco = keten(proef, server)
        besproken(hco, geopend)
        assert await mail(hco, keer=3) == [], "not mailed to all, and nobody is told of a full box"
        assert (server.asked.count(DOOD), server.asked.count(GOED)) == (3, 1)
        server.answers.clear()
        (sent,) = await mail(hco, keer=2)
        assert isinstance(sent, BerichtGemaild)
        assert [to for _, to, _ in server.taken] == [GOED, DOOD]


async def test_a_dead_address_is_tried_once_and_who_directs_the_table_has_a_task(
    proef: MaakProef, geopend: Geopend, caplog: pytest.LogCaptureFixture
) -> None:
    async with mailserver({DOOD: WEG}) as server:
        hco = keten(proef, server)
        besproken(hco, geopend)
        with caplog.at_level(logging.DEBUG):
            said = await mail(hco, keer=3)
            besproken(hco, geopend, "andere0000000000")
            later = await mail(hco, keer=3)
        (told,) = taken(said)
        assert (str(told.aan), str(told.contact)) == (KETENMANAGER, RMC)
        assert taken(later) == [], "once per seat, not per message"
        assert server.asked.count(DOOD) == 1
        assert [to for _, to, _ in server.taken] == [GOED, BAAS, GOED]
        ours = [one.getMessage() for one in caplog.records if not one.name.startswith("mail.log")]
        everything = str(ours) + told.model_dump_json() + str(server.taken)
        assert not [one for one in ("Kanarie", DOOD, EEN) if one in everything]
        assert RMC in caplog.text
        assert hco.parts.addressbook.undeliverable() == (EEN,)


async def test_another_address_is_tried_anew_and_a_new_fault_told_anew(
    proef: MaakProef, geopend: Geopend
) -> None:
    async with mailserver({DOOD: WEG, "ook@rmc.test": WEG}) as server:
        hco = keten(proef, server)
        besproken(hco, geopend)
        assert len(taken(await mail(hco, keer=2))) == 1
        hco.parts.addressbook.add(EEN, "Kees Kanarie", "nieuw@rmc.test")
        besproken(hco, geopend, "andere0000000000")
        assert taken(await mail(hco)) == []
        assert "nieuw@rmc.test" in [to for _, to, _ in server.taken]
        assert hco.parts.addressbook.undeliverable() == ()
        hco.parts.addressbook.add(EEN, "Kees Kanarie", "ook@rmc.test")
        besproken(hco, geopend, "derde00000000000")
        assert len(taken(await mail(hco, keer=2))) == 1


async def test_a_message_that_reaches_nobody_waits_for_another_address(
    proef: MaakProef, geopend: Geopend
) -> None:
    async with mailserver({DOOD: WEG}) as server:
        hco = keten(proef, server, {EEN: RMC, REGIE: KETENMANAGER})
        besproken(hco, geopend)
        said = await mail(hco, keer=3)
        assert [one.bericht for one in said if isinstance(one, BerichtGemaild)] == [
            one.bericht for one in taken(said)
        ]
        hco.parts.addressbook.add(EEN, "Kees Kanarie", GOED)
        (sent,) = await mail(hco, keer=2)
        assert isinstance(sent, BerichtGemaild)


async def test_who_directs_the_table_is_not_told_of_its_own_seat(
    proef: MaakProef, geopend: Geopend, caplog: pytest.LogCaptureFixture
) -> None:
    async with mailserver({DOOD: WEG, BAAS: WEG}) as server:
        hco = keten(proef, server)
        besproken(hco, geopend)
        (told,) = taken(await mail(hco, keer=4))
        assert str(told.aan) == KETENMANAGER
        assert server.asked.count(BAAS) == 1
        assert f"somebody cannot be mailed as {KETENMANAGER}" in caplog.text
        assert set(hco.parts.addressbook.undeliverable()) == {EEN, REGIE}


async def test_a_server_that_hangs_up_at_one_address_holds_up_no_other_mail(
    proef: MaakProef, geopend: Geopend
) -> None:
    async with mailserver({DOOD: "421 4.7.0 later"}) as server:
        hco = keten(proef, server)
        for nummer in range(3):
            besproken(hco, geopend, f"cas{nummer}s00000000000")
        await mail(hco)
        assert [to for _, to, _ in server.taken] == [GOED] * 3
        server.answers.clear()
        await mail(hco)
        assert [to for _, to, _ in server.taken] == [GOED] * 3 + [DOOD] * 3


async def test_a_server_that_hangs_up_twice_in_a_row_is_left_alone(
    proef: MaakProef, geopend: Geopend
) -> None:
    async with mailserver({DOOD: "421 4.3.2 busy", GOED: "421 4.3.2 busy"}) as server:
        hco = keten(proef, server)
        for nummer in range(3):
            besproken(hco, geopend, f"cas{nummer}s00000000000")
        await mail(hco)
        assert len(server.asked) == 2


async def test_a_server_that_takes_nothing_from_us_makes_no_address_dead(
    proef: MaakProef, geopend: Geopend
) -> None:
    refusal = "554 5.7.1 relay access denied"
    async with mailserver({DOOD: refusal, GOED: refusal}) as server:
        hco = keten(proef, server)
        besproken(hco, geopend)
        assert await mail(hco, keer=2) == []
        assert server.asked.count(DOOD) == 2
        assert hco.parts.addressbook.undeliverable() == ()


def test_the_task_says_whom_to_call_and_asks_for_a_call() -> None:
    assert Berichtsoort.ZETEL_ONBEREIKBAAR in pages.GEBELD
    assert "Bel" in pages.ZINNEN[Berichtsoort.ZETEL_ONBEREIKBAAR]
