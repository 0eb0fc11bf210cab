"""Mails that something waits: after the commit, again until it worked, under one id."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib
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
    """Sends one mail per message to those who have its function.

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
        for bericht in waiting:
            key = bericht.inhoud.bericht
            backoff = self._backoffs.setdefault(key, Backoff())
            if backoff.rests(self.clock.now()):
                continue
            addresses = self._addresses(bericht, register)
            if not addresses:
                backoff.failed(self.clock.now())
            elif self._sent(bericht, addresses):
                self._record(bericht)
                del self._backoffs[key]
            else:
                backoff.failed(self.clock.now())
                return  # The server may be down: the others need not wait for it one by one.

    def _addresses(self, bericht: Bericht, register: Register) -> Sequence[str]:
        people = register.medewerkers_met(bericht.inhoud.aan, today(self.clock))
        found = (self.addressbook.get(person) for person in people)
        addresses = [entry.mail for entry in found if entry]
        if not addresses:
            log.warning("nobody to mail as %s", bericht.inhoud.aan)
        return addresses

    def _sent(self, bericht: Bericht, addresses: Sequence[str]) -> bool:
        mail = self._mail(bericht, addresses)
        try:
            asyncio.run(
                aiosmtplib.send(
                    mail, hostname=self.settings.host, port=self.settings.port, timeout=TIMEOUT
                )
            )
        except (aiosmtplib.SMTPException, OSError) as fault:
            # Only what kind: the answer of a mail server repeats addresses.
            log.warning("mail not sent: %s", type(fault).__name__)
            return False
        return True

    def _mail(self, bericht: Bericht, addresses: Sequence[str]) -> EmailMessage:
        letter = brief(bericht.inhoud.soort, self.inbox)
        mail = EmailMessage()
        mail["From"] = self.settings.sender
        mail["To"] = ", ".join(addresses)
        mail["Subject"] = letter.onderwerp
        mail["Date"] = format_datetime(self.clock.now())
        mail["Message-ID"] = message_id(bericht.inhoud.bericht, self.settings.sender)
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(letter.tekst)
        return mail

    def _record(self, bericht: Bericht) -> None:
        key = bericht.inhoud.bericht

        def deed(session: Session, _moment: Moment) -> tuple[Sequence[Emission], str]:
            current = store.bericht_of(session, key) or bericht
            store.keep_bericht(session, current.gemaild())
            sent = BerichtGemaild(
                bericht=key,
                casus=bericht.inhoud.casus,
                message_id=message_id(key, self.settings.sender),
            )
            return [Emission(facts("notifier", self.domein), sent.casus, sent)], ""

        self.kernel.act(f"gemaild-{key}", deed)
