"""What a service is built from: everything that it does not make itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contracts.vocabulary import Domein
from infra.clock import Clock
from infra.database import Database

if TYPE_CHECKING:
    from infra.addressbook import AddressBook
    from infra.keys import KeyStore
    from infra.web.session import Verifier


MATCHING, INDEX_SEAL = "matching", "verwijsindex"
"""Whose key stores these are: what the intakes share, and what they share with the gate."""


def vault_of(domein: Domein) -> str:
    """Whose key store it is that opens the vault of a domain; it lies apart from that vault."""
    return f"vault-{domein}"


@dataclass(frozen=True)
class MailSettings:
    """Where mails go out, and in whose name.

    Attributes:
        tls_required: send nothing without STARTTLS and a certificate that is trusted; else STARTTLS
            is used where it is offered.
        user: who logs in; empty: nobody does.
        bounces: the address that mail servers return mails to; empty: the sender.
    """

    host: str
    port: int
    sender: str
    tls_required: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    bounces: str = ""

    @property
    def envelope_sender(self) -> str:
        """Whom mail servers know as the sender."""
        return self.bounces or self.sender


@dataclass(frozen=True)
class Parts:
    """The parts of one instance of a service.

    Attributes:
        name: the instance: principal, database and consumer group in one.
        domein: its domain; the gate has none.
        keys: the keys of its own values.
        all_keys: of every domain; the gate only.
        sessions: tells who signed in at the front; it cannot sign anybody in.
        vault: where citizen service numbers stay; intake only.
        vault_keys: what opens them; intake only.
        matching: the key by which the intakes know a child again; intakes only.
        index_seal: what intakes seal for the verwijsindex; intakes and the gate only.
        sites: base URL per instance, for links.
        gate: base URL of the gate as this process reaches it, where a browser goes elsewhere.
        tables: likewise, of the tables of its domain; the notifier only.
        base: the path prefix of this service's own pages, such as `/zorg/casusoverleg`.
    """

    name: str
    domein: Domein | None
    database: Database
    keys: "KeyStore"
    addressbook: "AddressBook"
    clock: Clock
    sessions: "Verifier"
    base: str
    sites: Mapping[str, str] = field(default_factory=dict)
    gate: str = ""
    tables: str = ""
    all_keys: Mapping[Domein, "KeyStore"] = field(default_factory=dict)
    vault: Database | None = None
    vault_keys: "KeyStore | None" = None
    matching: "KeyStore | None" = None
    index_seal: "KeyStore | None" = None
    mail: MailSettings | None = None
