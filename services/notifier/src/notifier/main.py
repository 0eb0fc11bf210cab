"""The notifier of one domain, put together."""

from contracts.topics import REGISTER, read_by
from infra.instance import Instance, Timer
from infra.kernel import Kernel
from infra.parts import Parts
from infra.register_reactions import REGISTER_REACTIONS, rebuild_register
from infra.state import State
from infra.web.site import make_site
from notifier import api, pages
from notifier.store import archiveer_alles
from notifier.worker.deeds import Loket
from notifier.worker.mailer import Mailer
from notifier.worker.reactions import Notifying

GEVOUWEN = 2
"""The version of what is kept. Messages follow from no log: in which order the notifier heard its
topics, and on which day, stands nowhere. Another form of them takes a migration.
"""

MAIL_SECONDS = 5.0
"""How often is looked for something to mail."""


def build(parts: Parts) -> Instance:
    """The instance of a domain.

    Raises:
        ValueError: no domain was given.
    """
    if parts.domein is None:
        raise ValueError("a notifier belongs to a domain")
    kernel = Kernel(
        parts.name,
        parts.database,
        {**REGISTER_REACTIONS, **Notifying(parts.domein).all()},
        parts.clock,
        parts.keys.secret("id"),
    )
    loket = Loket(kernel, parts.domein, parts.clock)
    return Instance(
        name=parts.name,
        kernel=kernel,
        state=State(GEVOUWEN, rebuild_register, (REGISTER,), {1: archiveer_alles}),
        reads=read_by(parts.name),
        base=parts.base,
        site=lambda: make_site(
            parts,
            title="Berichten",
            api=api.router(loket, parts.clock),
            pages=pages.router(loket, parts),
            templates=pages.TEMPLATES,
        ),
        timers=_timers(parts, loket),
    )


def _timers(parts: Parts, loket: Loket) -> tuple[Timer, ...]:
    """Without a mail server people look into their inbox by themselves."""
    if parts.mail is None:
        return ()
    inbox = f"{parts.sites.get(parts.name, parts.base)}/"
    mailer = Mailer(loket.kernel, loket.domein, parts.addressbook, parts.clock, parts.mail, inbox)
    return (Timer("mail", MAIL_SECONDS, mailer.run),)
