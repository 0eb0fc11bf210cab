"""Which processes the chain is made of on Kafka, and the environment that each of them gets.

Whoever starts them, the supervisor or a container engine, takes it from here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Protocol

from chain.run import sites
from chain.run.sites import PATHS, PICKER
from contracts.topics import AUDITOR, BEHEER, DOMAIN_SERVICES, GATE, INSTANCES, instance
from contracts.vocabulary import Domein
from infra.parts import INDEX_SEAL, MATCHING, MailSettings, vault_of
from infra.web.hosts import hosts_of
from infra.web.pages import FIGURES, WORK

FRONT_PORT = 8700
"""Of the front page, unless another is chosen; the instances have the ports that follow."""

_PACKAGES = {GATE: "privacy_gate", BEHEER: "chain.front.serve"}

OF_MAILSERVER = "mailserver"
"""The file among the passwords that holds the one for the mail server."""


class Stores(Protocol):
    """Where the stores are: URLs of files, or of schemas."""

    @property
    def addressbook(self) -> str:
        """Names and mail addresses of professionals."""

    def database(self, instance: str) -> str:
        """The database of one instance."""

    def keys(self, owner: Domein | str) -> str:
        """The key store of a domain, a vault, an instance without a domain, or the verwijsindex."""

    def vault(self, domein: Domein) -> str:
        """Intake's vault of a domain."""


@dataclass(frozen=True)
class Surroundings:
    """What is the same for every process.

    Attributes:
        stores: where the databases are.
        broker: host and port of Kafka.
        passwords: the directory with a file per principal, with its password for Kafka, and one
            with its passwords for PostgreSQL.
        session_public: the file with the key that verifies sessions.
        session_key: the file with the key that signs them; for the front only.
        inrichting: the file with covenants and people; for the register's writer only.
        host: where the web of a process listens.
        port: of the front page.
        figures: the file in which the figures are counted, for the front page.
        inside: base URL per instance, as the other processes reach it; none where that is as a
            browser on this machine does.
        public: address of the proxy through which browsers come; none where they come themselves.
        mail: the mail server, for the notifiers; none without a server.
    """

    stores: Stores
    broker: str
    passwords: PurePath
    session_public: PurePath
    session_key: PurePath
    inrichting: PurePath
    figures: PurePath
    host: str = "127.0.0.1"
    port: int = FRONT_PORT
    inside: Mapping[str, str] = field(default_factory=dict)
    public: str = ""
    mail: MailSettings | None = None


def port_of(name: str, front: int = FRONT_PORT) -> int:
    """The port of an instance; `front` is that of the front page."""
    return front if name == BEHEER else front + 1 + INSTANCES.index(name)


def urls(front: int = FRONT_PORT) -> dict[str, str]:
    """The base URL of every site, as a browser on this machine sees it."""
    servers = {name: BEHEER if name in (PICKER, FIGURES, WORK) else name for name in PATHS}
    return {
        name: f"http://127.0.0.1:{port_of(servers[name], front)}{path}"
        for name, path in PATHS.items()
    }


def of_instances(sites: Mapping[str, str]) -> dict[str, str]:
    """Of these sites, those that are of an instance."""
    return {name: site for name, site in sites.items() if name in INSTANCES}


def module_of(name: str) -> str:
    """The Python module that runs an instance."""
    for domein in Domein:
        for service in DOMAIN_SERVICES:
            if name == instance(service, domein):
                return service
    return _PACKAGES[name]


def passfile_of(name: str) -> str:
    """The name of the file with the passwords of an instance for PostgreSQL."""
    return f"{name}.pgpass"


def environment(name: str, around: Surroundings) -> Mapping[str, str]:
    """The settings of one instance: its own stores, its own password, and nobody else's."""
    domein = next((one for one in Domein if name.startswith(f"{one}-")), None)
    stores = around.stores
    settings = {
        "KETEN_DATABASE": stores.database(name),
        "KETEN_KEYS": stores.keys(domein or name),
        "KETEN_ADDRESSBOOK": stores.addressbook,
        "KETEN_LOG": f"kafka://{around.broker}",
        "KETEN_KAFKA_PASSWORD_FILE": str(around.passwords / name),
        "KETEN_SESSION_PUBLIC_FILE": str(around.session_public),
        "KETEN_SITES": _json(sites.urls(around.public) if around.public else urls(around.port)),
        "KETEN_HOSTS": ",".join(_hosts(name, around)),
        "KETEN_HOST": around.host,
        "KETEN_PORT": str(port_of(name, around.port)),
    }
    if settings["KETEN_DATABASE"].startswith("postgresql"):
        settings["PGPASSFILE"] = str(around.passwords / passfile_of(name))
    if domein:
        settings["KETEN_DOMEIN"] = domein
    if domein and name == instance("intake", domein):
        settings["KETEN_VAULT"] = stores.vault(domein)
        settings["KETEN_VAULT_KEYS"] = stores.keys(vault_of(domein))
        settings["KETEN_MATCHING_KEYS"] = stores.keys(MATCHING)
        settings["KETEN_INDEX_KEYS"] = stores.keys(INDEX_SEAL)
    inside = around.inside or of_instances(urls(around.port))
    if module_of(name) == "casusoverleg":
        settings["KETEN_GATE"] = inside[GATE]
    if domein and module_of(name) == "notifier":
        settings["KETEN_TABLES"] = inside[instance("casusoverleg", domein)]
    if name == GATE:
        settings["KETEN_GATE_KEYS"] = _json({one: stores.keys(one) for one in Domein})
        settings["KETEN_INDEX_KEYS"] = stores.keys(INDEX_SEAL)
    if name == BEHEER:
        settings["KETEN_SESSION_KEY_FILE"] = str(around.session_key)
        settings["KETEN_INRICHTING"] = str(around.inrichting)
        settings["KETEN_FIGURES"] = str(around.figures)
        settings["KETEN_INSIDE"] = _json(inside)
    if around.mail and module_of(name) == "notifier":
        settings |= _mailing(around.mail, around.passwords)
    return settings


def _mailing(mail: MailSettings, passwords: PurePath) -> Mapping[str, str]:
    settings = {"KETEN_SMTP": f"{mail.host}:{mail.port}", "KETEN_MAIL_SENDER": mail.sender}
    if mail.tls_required:
        settings["KETEN_MAIL_TLS"] = "verplicht"
    if mail.user:
        settings["KETEN_MAIL_USER"] = mail.user
        settings["KETEN_MAIL_PASSWORD_FILE"] = str(passwords / OF_MAILSERVER)
    if mail.bounces:
        settings["KETEN_MAIL_BOUNCES"] = mail.bounces
    return settings


def _hosts(name: str, around: Surroundings) -> tuple[str, ...]:
    """By which else than its own address a process is called: a proxy's, or inside the chain."""
    asked_at = (around.public, around.inside.get(name, ""))
    return tuple(host for url in asked_at if url for host in hosts_of(url))


def counting(around: Surroundings) -> Mapping[str, str]:
    """The settings of `chain.front.cijfers_teller`: it reads as the auditor, and has no keys."""
    return {
        "KETEN_LOG": f"kafka://{around.broker}",
        "KETEN_KAFKA_PASSWORD_FILE": str(around.passwords / AUDITOR),
        "KETEN_FIGURES": str(around.figures),
    }


def _json(value: Mapping[str, str]) -> str:
    """Without spaces: env files of container engines differ in how they read those."""
    return json.dumps(value, separators=(",", ":"))
