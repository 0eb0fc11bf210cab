"""Handing mail to a server: STARTTLS, a login, addresses beyond ASCII, and what is refused."""

import asyncio
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.mime.text import MIMEText
from ipaddress import ip_address
from pathlib import Path
from smtplib import SMTPAuthenticationError

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from infra.parts import MailSettings
from infra.post import Outcome, Post, deliverable
from infra.testing.mailserver import Mailserver, mailserver

pytestmark = pytest.mark.anyio

SENDER, TO = "keten@keten.test", "iemand@x.test"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A file with a key and a certificate of 127.0.0.1 that signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path / "server.pem"
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def send(server: Mailserver, *addresses: str, **settings: str | bool) -> list[Outcome]:
    """Send one mail to each over one connection."""
    to = MailSettings("127.0.0.1", server.port, SENDER, **settings)  # type: ignore[arg-type]  # each its own

    def sending() -> list[Outcome]:
        mail = MIMEText("Er staat iets klaar.\n.\nEinde.\n")
        mail["Subject"] = "Proef"
        with Post(to) as post:
            return [post.send(mail, address) for address in addresses]

    return await asyncio.to_thread(sending)


async def test_starttls_with_a_trusted_certificate_and_a_login(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with mailserver(tls=tls, login=True) as server:
        told = await send(server, TO, tls_required=True, user="keten", password="geheim")
        assert told == [Outcome.TAKEN]
        assert server.logins == [(b"keten", b"geheim")]
        with pytest.raises(SMTPAuthenticationError):
            await send(server, TO, tls_required=True, user="keten", password="fout")


async def test_what_requires_tls_sends_nothing_without_it(tls: ssl.SSLContext) -> None:
    async with mailserver() as plain:
        with pytest.raises(OSError, match="STARTTLS"):
            await send(plain, TO, tls_required=True)
        assert plain.taken == []
    async with mailserver(tls=tls) as unknown:
        with pytest.raises(ssl.SSLCertVerificationError):
            await send(unknown, TO, tls_required=True)
        assert unknown.taken == []


async def test_otherwise_tls_is_used_where_it_is_offered(tls: ssl.SSLContext) -> None:
    async with mailserver(tls=tls) as server:
        assert await send(server, TO) == [Outcome.TAKEN], "this server takes nothing in the clear"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("250 OK", Outcome.TAKEN),
        ("450 later", Outcome.LATER),
        ("452 4.2.2 vol", Outcome.LATER),
        ("550 5.1.1 onbekend", Outcome.NEVER),
        ("553 kan niet", Outcome.NEVER),
        ("554 5.7.1 relay denied", Outcome.LATER),
        ("530 5.5.1 login", Outcome.LATER),
        ("552 5.2.2 vol", Outcome.LATER),
    ],
)
async def test_each_recipient_has_an_outcome_of_its_own(answer: str, outcome: Outcome) -> None:
    answers: Mapping[str, str] = {TO: answer}
    async with mailserver(answers) as server:
        assert await send(server, TO, "ander@x.test") == [outcome, Outcome.TAKEN]
        assert server.taken[-1][2].endswith(b"\r\nEr staat iets klaar.\r\n.\r\nEinde.\r\n")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("550 5.1.1 onbekend", Outcome.NEVER),
        ("450 later", Outcome.LATER),
        ("554 inhoud geweigerd", Outcome.LATER),
    ],
)
async def test_who_is_refused_once_the_mail_was_read_holds_up_nobody(
    answer: str, outcome: Outcome
) -> None:
    async with mailserver(after={TO: answer}) as server:
        assert await send(server, TO, "ander@x.test") == [outcome, Outcome.TAKEN]


async def test_an_address_that_is_not_ascii_goes_where_the_server_can() -> None:
    async with mailserver() as server:
        assert await send(server, "jos\u00e9@b\u00fccher.test", "jan@b\u00fccher.test", TO) == 3 * [
            Outcome.TAKEN
        ]
        assert server.asked == ["jos\u00e9@xn--bcher-kva.test", "jan@xn--bcher-kva.test", TO]
    async with mailserver(utf8=False) as old:
        told = await send(old, "jos\u00e9@b\u00fccher.test", "jan@b\u00fccher.test", TO)
        assert told == [Outcome.NEVER, Outcome.TAKEN, Outcome.TAKEN]


async def test_bounces_come_back_where_the_settings_say() -> None:
    async with mailserver() as server:
        await send(server, TO, bounces="retour@keten.test")
        await send(server, TO)
        assert [sender for sender, _, _ in server.taken] == ["retour@keten.test", SENDER]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "iemand",
        "@x.test",
        "iemand@",
        "a b@x.test",
        "a\r\nb@x.test",
        "a@x\n.test",
        "a@b@c",
        "a@-\u00fc.test",
    ],
)
def test_what_is_no_address_is_not_tried(address: str) -> None:
    assert deliverable(address) is None
