"""Hands mails to a mail server, one recipient at a time, and tells what came of each."""

import smtplib
import ssl
from email.mime.text import MIMEText
from enum import Enum
from types import TracebackType
from typing import Self

import idna

from infra.parts import MailSettings

TIMEOUT = 10.0
"""Seconds that a mail server gets for each answer."""

_FOR_EVER = range(500, 600)
_OF_US = (530, 535, 538)
"""These say that the server does not take mail from us: no address is wrong."""
_PASSES = (b"5.7.", b"5.2.2")
"""Policy, which says nothing of the address either, and a full mailbox (RFC 3463): tried again."""
_NO_SUCH_ADDRESS = b"5.1."
"""By this class of answers a server refuses an address also after it has read the mail."""


class Outcome(Enum):
    """What came of a mail to one recipient."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"


class Post:
    """A connection to a mail server. Use it as `with Post(settings) as post:`.

    A fault of the connection, of the login or of the whole mail raises SMTPException or OSError.
    """

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._server: smtplib.SMTP
        self._hung_up = False

    def __enter__(self) -> Self:
        """Connect, encrypt and log in, as far as the settings say so."""
        self._server = smtplib.SMTP(self._settings.host, self._settings.port, timeout=TIMEOUT)
        try:
            self._encrypt()
            if self._settings.user:
                self._server.login(self._settings.user, self._settings.password)
        except BaseException:
            self._server.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Say goodbye, if the other side still listens."""
        self._server.__exit__(kind, error, trace)

    def _encrypt(self) -> None:
        """Where TLS is required the certificate counts; else TLS only keeps out who listens in."""
        context = ssl.create_default_context()
        self._server.ehlo_or_helo_if_needed()
        if not self._settings.tls_required:
            if not self._server.has_extn("starttls"):
                return
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        self._server.starttls(context=context)

    def send(self, mail: MIMEText, address: str) -> Outcome:
        """Send a mail that names no recipient yet to this address.

        A server that hangs up at one address (421) is called once more for the next: it can be
        about that address. At two in a row it wants rest, and that is a fault of the connection.
        """
        outcome = self._sent(mail, address)
        if self._server.sock is not None:
            self._hung_up = False
        elif self._hung_up:
            raise smtplib.SMTPServerDisconnected("the server hung up twice in a row")
        else:
            self._hung_up = True
            self.__enter__()
        return outcome

    def _sent(self, mail: MIMEText, address: str) -> Outcome:
        target = deliverable(address)
        if target is None:
            return Outcome.NEVER
        body = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
        content = b"To: " + target.encode() + b"\r\n" + body
        options = () if target.isascii() else ("SMTPUTF8", "BODY=8BITMIME")
        try:
            self._server.sendmail(self._settings.envelope_sender, [target], content, options)
        except smtplib.SMTPRecipientsRefused as refused:
            return _outcome(*refused.recipients[target])
        except smtplib.SMTPDataError as refused:
            answer = refused.smtp_error
            said = answer if isinstance(answer, bytes) else answer.encode()
            return Outcome.NEVER if said.startswith(_NO_SUCH_ADDRESS) else Outcome.LATER
        except smtplib.SMTPNotSupportedError:
            return Outcome.NEVER
        return Outcome.TAKEN


def deliverable(address: str) -> str | None:
    """The address as servers know it, the domain in ASCII; None: no mail can ever go there."""
    local, _, domain = address.rpartition("@")
    if not local or not address.isprintable() or any(sign in " ,;<>@" for sign in local):
        return None
    if domain.isascii():
        return address if domain and " " not in domain else None
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        return None


def _outcome(code: int, answer: bytes) -> Outcome:
    of_the_address = code in _FOR_EVER and code not in _OF_US and not answer.startswith(_PASSES)
    return Outcome.NEVER if of_the_address else Outcome.LATER
