"""Mails that something waits: after the commit, again until it worked, under one id."""

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.mime.text import MIMEText
from email.utils import format_datetime

from sqlmodel import Session

from contracts.events.notifier import BerichtGemaild
from contracts.topics import facts
from contracts.vocabulary import Domein
from infra.addressbook import AddressBook
from infra.clock import Clock, today
from infra.kernel import Emission, Kernel, Moment
from infra.parts import MailSettings
from infra.register import Register, load_register
from notifier import store
from notifier.domain.bericht import Bericht
from notifier.domain.brief import brief, message_id

log = logging.getLogger(__name__)

TIMEOUT = 10.0
"""Seconds that a mail server gets for each answer."""

LONGEST_WAIT = timedelta(hours=1)
"""Between two attempts; the first waits are shorter, each twice the one before."""


@dataclass
class Backoff:
    """When to try again, after so many failures in a row."""

    failures: int = 0
    not_before: datetime | None = None

    def rests(self, now: datetime) -> bool:
        """Is it too early?"""
        return self.not_before is not None and now < self.not_before

    def failed(self, now: datetime) -> None:
        """Wait longer than the last time."""
        wait = min(timedelta(seconds=10 * 2 ** min(self.failures, 10)), LONGEST_WAIT)
        self.failures += 1
        self.not_before = now + wait


@dataclass
class Mailer:
    """Sends one mail per message to those who have its capacity.

    Sending and recording are two steps: after a crash between them the mail goes out again,
    under the same Message-ID.
    """

    kernel: Kernel
    domein: Domein
    addressbook: AddressBook
    clock: Clock
    settings: MailSettings
    inbox: str
    _backoffs: dict[str, Backoff] = field(default_factory=dict)

    def run(self) -> None:
        """Mail what waits. What fails is tried again later and holds up nothing else."""
        with self.kernel.database.reading() as session:
            waiting = store.te_mailen(session)
            register = load_register(session)
        due = [(one, self._addresses(one, register)) for one in waiting if self._is_due(one)]
        for bericht, addresses in due:
            if not addresses:
                self._failed(bericht)
        if reachable := [(bericht, addresses) for bericht, addresses in due if addresses]:
            self._send(reachable)

    def _is_due(self, bericht: Bericht) -> bool:
        backoff = self._backoffs.get(bericht.inhoud.bericht)
        return backoff is None or not backoff.rests(self.clock.now())

    def _failed(self, bericht: Bericht) -> None:
        self._backoffs.setdefault(bericht.inhoud.bericht, Backoff()).failed(self.clock.now())

    def _addresses(self, bericht: Bericht, register: Register) -> Sequence[str]:
        people = register.medewerkers_met(bericht.inhoud.aan, today(self.clock))
        found = (self.addressbook.get(person) for person in people)
        addresses = [entry.mail for entry in found if entry]
        if not addresses:
            log.warning("nobody to mail as %s", bericht.inhoud.aan)
        return addresses

    def _send(self, due: Sequence[tuple[Bericht, Sequence[str]]]) -> None:
        """Over one connection; at a fault the rest waits: the server may be down."""
        bericht = due[0][0]
        try:
            with smtplib.SMTP(self.settings.host, self.settings.port, timeout=TIMEOUT) as server:
                for bericht, addresses in due:
                    server.send_message(self._mail(bericht, addresses))
                    self._record(bericht)
                    self._backoffs.pop(bericht.inhoud.bericht, None)
        except (smtplib.SMTPException, OSError) as fault:
            # Only what kind: the answer of a mail server repeats addresses.
            log.warning("mail not sent: %s", type(fault).__name__)
            self._failed(bericht)

    def _mail(self, bericht: Bericht, addresses: Sequence[str]) -> MIMEText:
        letter = brief(bericht.inhoud.soort, self.inbox)
        # Not EmailMessage: it parses every header anew, which costs more than the sending.
        mail = MIMEText(letter.tekst)
        mail["From"] = self.settings.sender
        mail["To"] = ", ".join(addresses)
        mail["Subject"] = letter.onderwerp
        mail["Date"] = format_datetime(self.clock.now())
        mail["Message-ID"] = message_id(bericht.inhoud.bericht, self.settings.sender)
        mail["Auto-Submitted"] = "auto-generated"
        return mail

    def _record(self, bericht: Bericht) -> None:
        key = bericht.inhoud.bericht

        def deed(session: Session, _moment: Moment) -> tuple[Sequence[Emission], str]:
            current = store.load_bericht(session, key) or bericht
            store.save_bericht(session, current.gemaild())
            sent = BerichtGemaild(
                bericht=key,
                casus=bericht.inhoud.casus,
                message_id=message_id(key, self.settings.sender),
            )
            return [Emission(facts("notifier", self.domein), sent.casus, sent)], ""

        self.kernel.act(f"gemaild-{key}", deed)
