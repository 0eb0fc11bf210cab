"""Who is mailed about feedback is who carries it on the day of the mail."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contracts.events.beheer import AfwezigheidVastgesteld
from contracts.events.casusoverleg import UitkomstVastgesteld
from contracts.events.dragen import DragersBepaald
from contracts.topics import REGISTER, facts
from contracts.vocabulary import Domein, Functie
from infra.mail import MailSink, received
from infra.parts import MailSettings

pytestmark = pytest.mark.anyio

RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
MANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
PIET, ANNA, OP = "p" * 26, "a" * 26, "2026-03-02"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize(
    ("weg", "wie"), [((), "rmc-coordinator@rmc"), ((PIET,), "ketenmanager@veiligheidshuis")]
)
async def test_who_is_there_is_mailed(
    proef: Callable[..., Any],
    geopend: Callable[..., Any],
    tmp_path: Path,
    weg: tuple[str, ...],
    wie: str,
) -> None:
    async with MailSink(tmp_path / "mail") as sink:
        mail = MailSettings(sink.host, sink.port, "jeugdketen@voorbeeld.test")
        hco = proef(Domein.VEILIGHEID, {PIET: str(RMC), ANNA: str(MANAGER)}, mail)
        topic, opened = facts("casusoverleg", Domein.VEILIGHEID), geopend()
        by = {"casus": opened.casus, "overleg": "hco", "op": OP, "weg": "zat-naar-hco"}
        by |= {"door": MANAGER.model_dump()}
        order = {"dragers": [RMC.model_dump(), MANAGER.model_dump()]}
        outcome = {"uitkomst": "sluiten", "ingebracht_door": "zat", "school": "het-baken"}
        hco.hoor(topic, opened)
        hco.hoor(topic, DragersBepaald.model_validate(by | order))
        hco.hoor(topic, UitkomstVastgesteld.model_validate(by | outcome))
        for persoon in weg:
            away = {"medewerker": persoon, "van": OP, "tot": OP, "reden": "onverwacht"}
            hco.hoor(REGISTER, AfwezigheidVastgesteld.model_validate(away))
        await asyncio.to_thread(hco.mail)
        assert [one["To"] for one in received(sink.folder)] == [f"{wie}.test"]
