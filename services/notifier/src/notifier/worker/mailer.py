"""Mails that something waits: after the commit, to each until it worked, under one id."""

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
from contracts.vocabulary import Domein, OpaqueId
from infra.addressbook import AddressBook, Addressee
from infra.clock import Clock, today
from infra.kernel import Emission, Kernel, Moment
from infra.parts import MailSettings
from infra.post import Outcome, Post
from infra.register import Register, load_register
from notifier import store
from notifier.domain.bericht import Bericht
from notifier.domain.brief import brief, message_id
from notifier.worker.dragen import bij_wie
from notifier.worker.onbereikbaar import Onbereikbaar

log = logging.getLogger(__name__)

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
class Letter:
    """A message that is to be mailed, and how far that is."""

    bericht: Bericht
    people: Sequence[Addressee]
    unreachable: bool
    reached: list[OpaqueId] = field(default_factory=list)
    later: bool = False


@dataclass
class Mailer:
    """Sends one mail per message to each who has its capacity.

    Who was mailed is not mailed again; a refusal for now is tried again, one for good is not until
    the address is another. Then who directs the table is told that mail does not get there.

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
            op = today(self.clock)
            waiting = [bij_wie(session, one, op) for one in store.te_mailen(session)]
            register = load_register(session)
        due = [self._letter(one, register) for one in waiting if self._is_due(one)]
        for letter in due:
            self._tell(letter)
            if not letter.people:
                self._done(letter)
        if reachable := [letter for letter in due if letter.people]:
            self._send(reachable)

    def _is_due(self, bericht: Bericht) -> bool:
        backoff = self._backoffs.get(bericht.inhoud.bericht)
        return backoff is None or not backoff.rests(self.clock.now())

    def _failed(self, bericht: Bericht) -> None:
        self._backoffs.setdefault(bericht.inhoud.bericht, Backoff()).failed(self.clock.now())

    def _letter(self, bericht: Bericht, register: Register) -> Letter:
        """Find who is still to be mailed, and whether somebody cannot be."""
        having = register.wie_handelen(bericht.inhoud.aan, today(self.clock))
        if not having:
            log.warning("nobody to mail as %s", bericht.inhoud.aan)
        found = [self.addressbook.get(person) for person in having]
        known = [entry for entry in found if entry]
        open_ = [one for one in known if not self.addressbook.refused(one, self._server)]
        people = [entry for entry in open_ if entry.medewerker not in bericht.bereikt]
        return Letter(bericht, people, unreachable=len(open_) < len(having))

    @property
    def _onbereikbaar(self) -> Onbereikbaar:
        return Onbereikbaar(self.kernel, self.domein)

    @property
    def _server(self) -> str:
        return f"{self.settings.host}:{self.settings.port}"

    def _tell(self, letter: Letter) -> None:
        """Say once per seat that somebody there cannot be mailed, until everybody can."""
        functie = letter.bericht.inhoud.aan
        with self.kernel.database.reading() as session:
            told = store.load_onbereikbaar(session, functie)
        if told == letter.unreachable:
            return
        self._onbereikbaar.tell(letter.bericht, self.clock.now(), cannot=letter.unreachable)

    def _send(self, due: Sequence[Letter]) -> None:
        """Over one connection; at a fault the rest waits: the server may be down."""
        letter = due[0]
        try:
            with Post(self.settings) as post:
                for letter in due:
                    self._deliver(post, letter)
                    self._tell(letter)
        except (smtplib.SMTPException, OSError) as fault:
            # Only what kind: the answer of a mail server repeats addresses.
            log.warning("mail not sent: %s", type(fault).__name__)
            self._failed(letter.bericht)

    def _deliver(self, post: Post, letter: Letter) -> None:
        """Send it to each; what was reached is recorded, also when the connection breaks."""
        mail = self._mail(letter.bericht)
        try:
            for entry in letter.people:
                match post.send(mail, entry.mail):
                    case Outcome.TAKEN:
                        letter.reached.append(entry.medewerker)
                        self.addressbook.accept(entry)
                    case Outcome.NEVER:
                        letter.unreachable = True
                        self.addressbook.refuse(entry, self._server)
                    case Outcome.LATER:
                        letter.later = True
        except (smtplib.SMTPException, OSError):
            if letter.reached:
                self._record(letter, finished=False)
            raise
        self._done(letter)

    def _done(self, letter: Letter) -> None:
        """Record who was reached; what is not finished rests a while."""
        bericht = letter.bericht
        finished = not letter.later and bool(letter.reached or bericht.bereikt)
        if letter.reached or finished:
            self._record(letter, finished=finished)
        if finished:
            self._backoffs.pop(bericht.inhoud.bericht, None)
        else:
            self._failed(bericht)

    def _mail(self, bericht: Bericht) -> MIMEText:
        """The mail, to nobody yet."""
        letter = brief(bericht.inhoud.soort, self.inbox)
        # Not EmailMessage: it parses every header anew, which costs more than the sending.
        mail = MIMEText(letter.tekst)
        mail["From"] = self.settings.sender
        mail["Subject"] = letter.onderwerp
        mail["Date"] = format_datetime(self.clock.now())
        mail["Message-ID"] = message_id(bericht.inhoud.bericht, self.settings.sender)
        mail["Auto-Submitted"] = "auto-generated"
        return mail

    def _record(self, letter: Letter, *, finished: bool) -> None:
        key = letter.bericht.inhoud.bericht

        def deed(session: Session, _moment: Moment) -> tuple[Sequence[Emission], str]:
            current = store.load_bericht(session, key)
            if current is None:
                return (), ""
            current = current.bereikte(letter.reached)
            store.save_bericht(session, current.gemaild() if finished else current)
            if not finished:
                return (), ""
            sent = BerichtGemaild(
                bericht=key,
                casus=current.inhoud.casus,
                message_id=message_id(key, self.settings.sender),
            )
            return [Emission(facts("notifier", self.domein), sent.casus, sent)], ""

        part = "" if finished else f"-{len(letter.bericht.bereikt) + len(letter.reached)}"
        self.kernel.act(f"gemaild-{key}{part}", deed)
