"""The mail sink is a real SMTP server that keeps everything it gets."""

from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest

from infra.mail import MailSink, received

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def mail(subject: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "keten@voorbeeld.test"
    made["To"] = "iemand@voorbeeld.test"
    made["Subject"] = subject
    made["Message-ID"] = "<een@voorbeeld.test>"
    made.set_content("Er staat een bericht voor u klaar, coördinator.")
    return made


async def test_what_is_sent_is_kept_as_it_came(tmp_path: Path) -> None:
    async with MailSink(tmp_path / "mail") as sink:
        assert sink.port > 0
        await aiosmtplib.send(mail("Eén"), hostname=sink.host, port=sink.port)
    (kept,) = received(tmp_path / "mail")
    assert kept["Subject"] == "Eén"
    assert kept["Message-ID"] == "<een@voorbeeld.test>"
    assert "coördinator" in kept.get_content()


async def test_a_mail_that_comes_twice_is_kept_twice(tmp_path: Path) -> None:
    async with MailSink(tmp_path / "mail") as sink:
        for _ in range(2):
            await aiosmtplib.send(mail("Zelfde"), hostname=sink.host, port=sink.port)
    assert [kept["Message-ID"] for kept in received(tmp_path / "mail")] == [
        "<een@voorbeeld.test>",
        "<een@voorbeeld.test>",
    ]


async def test_mails_outlive_the_sink_and_a_stopped_sink_takes_none(tmp_path: Path) -> None:
    async with MailSink(tmp_path / "mail") as first:
        await aiosmtplib.send(mail("Voor"), hostname=first.host, port=first.port)
    with pytest.raises(aiosmtplib.SMTPConnectError):
        await aiosmtplib.send(mail("Dicht"), hostname=first.host, port=first.port)
    async with MailSink(tmp_path / "mail") as second:
        await aiosmtplib.send(mail("Na"), hostname=second.host, port=second.port)
    assert [kept["Subject"] for kept in received(tmp_path / "mail")] == ["Voor", "Na"]
