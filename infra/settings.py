"""The settings of a service that runs by itself; they come from the environment, once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from contracts.topics import BEHEER, DOMAIN_SERVICES, instance
from contracts.vocabulary import Domein
from infra.parts import MailSettings


class SettingsWrong(Exception):
    """A setting is missing or cannot be read; the message names it."""


@dataclass(frozen=True)
class Settings:
    """What an instance needs to know of its surroundings.

    Attributes:
        name: the instance.
        domein: KETEN_DOMEIN; a service without a domain has none.
        database: KETEN_DATABASE, a URL.
        keys: KETEN_KEYS, the URL of the key store.
        addressbook: KETEN_ADDRESSBOOK, a URL.
        log: KETEN_LOG, `kafka://host:port` or `sqlite:////path`.
        session_public: what KETEN_SESSION_PUBLIC_FILE holds: the front's key to verify with.
        session_key: what KETEN_SESSION_KEY_FILE holds: its key to sign with; for the front only.
        kafka_password: what KETEN_KAFKA_PASSWORD_FILE holds; for Kafka only.
        sites: KETEN_SITES, JSON: the base URL per instance, its own among them.
        gate: KETEN_GATE, base URL of the gate as this process reaches it; else that of `sites`.
        vault: KETEN_VAULT, a URL; for intake only.
        vault_keys: KETEN_VAULT_KEYS, the URL of the key store of the vault; for intake only.
        matching: KETEN_MATCHING_KEYS, the URL of the intakes' own key store; for intake only.
        index_seal: KETEN_INDEX_KEYS, a URL: seals for the verwijsindex; for intake and gate only.
        tables: KETEN_TABLES, likewise of the tables of its domain; for the notifier.
        gate_keys: KETEN_GATE_KEYS, JSON: a key store per domain; for the gate only.
        mail: KETEN_SMTP, `host:port`; without it nothing is mailed. With it go KETEN_MAIL_SENDER,
            KETEN_MAIL_TLS (`verplicht` or nothing), KETEN_MAIL_USER, KETEN_MAIL_PASSWORD_FILE and
            KETEN_MAIL_BOUNCES.
        host: KETEN_HOST.
        hosts: KETEN_HOSTS, names with their ports, with commas between: by which else it is called.
        port: KETEN_PORT; 0 takes a free one.
        traces: KETEN_TRACES, a file for traces.
    """

    name: str
    domein: Domein | None
    database: str
    keys: str
    addressbook: str
    log: str
    session_public: bytes
    session_key: bytes = field(default=b"", repr=False)
    kafka_password: str = field(default="", repr=False)
    sites: Mapping[str, str] = field(default_factory=dict)
    gate: str = ""
    tables: str = ""
    vault: str | None = None
    vault_keys: str | None = None
    matching: str | None = None
    index_seal: str | None = None
    gate_keys: Mapping[Domein, str] = field(default_factory=dict)
    mail: MailSettings | None = None
    host: str = "127.0.0.1"
    hosts: tuple[str, ...] = ()
    port: int = 0
    traces: Path | None = None

    @property
    def base(self) -> str:
        """The path of its own site."""
        return urlsplit(self.sites.get(self.name, "")).path.rstrip("/")


def read_settings(service: str, environment: Mapping[str, str]) -> Settings:
    """The settings of a service.

    Raises:
        SettingsWrong: see there.
    """
    found = _Reader(environment)
    domein = Domein(found.needed("KETEN_DOMEIN")) if service in DOMAIN_SERVICES else None
    return Settings(
        name=instance(service, domein) if domein else service,
        domein=domein,
        database=found.needed("KETEN_DATABASE"),
        keys=found.needed("KETEN_KEYS"),
        addressbook=found.needed("KETEN_ADDRESSBOOK"),
        log=found.needed("KETEN_LOG"),
        session_public=found.content("KETEN_SESSION_PUBLIC_FILE"),
        session_key=found.content("KETEN_SESSION_KEY_FILE") if service == BEHEER else b"",
        kafka_password=found.password("KETEN_KAFKA_PASSWORD_FILE"),
        sites=found.mapping("KETEN_SITES"),
        gate=environment.get("KETEN_GATE", ""),
        tables=environment.get("KETEN_TABLES", ""),
        vault=environment.get("KETEN_VAULT"),
        vault_keys=environment.get("KETEN_VAULT_KEYS"),
        matching=environment.get("KETEN_MATCHING_KEYS"),
        index_seal=environment.get("KETEN_INDEX_KEYS"),
        gate_keys={Domein(key): url for key, url in found.mapping("KETEN_GATE_KEYS").items()},
        mail=found.mail(),
        host=environment.get("KETEN_HOST", "127.0.0.1"),
        hosts=found.names("KETEN_HOSTS"),
        port=int(environment.get("KETEN_PORT", "0")),
        traces=found.path("KETEN_TRACES"),
    )


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def needed(self, name: str) -> str:
        value = self._environment.get(name, "")
        if not value:
            raise SettingsWrong(f"{name} is not set")
        return value

    def path(self, name: str) -> Path | None:
        value = self._environment.get(name, "")
        return Path(value) if value else None

    def content(self, name: str) -> bytes:
        return _content(name, Path(self.needed(name)))

    def password(self, name: str) -> str:
        path = self.path(name)
        return _content(name, path).decode().strip() if path else ""

    def mapping(self, name: str) -> dict[str, str]:
        try:
            value = json.loads(self._environment.get(name) or "{}")
        except ValueError:
            raise SettingsWrong(f"{name} is not JSON") from None
        if not isinstance(value, dict):
            raise SettingsWrong(f"{name} is not a JSON object")
        return value

    def names(self, name: str) -> tuple[str, ...]:
        said = self._environment.get(name, "").split(",")
        return tuple(one.strip() for one in said if one.strip())

    def mail(self) -> MailSettings | None:
        server = self.address("KETEN_SMTP")
        if server is None:
            return None
        tls, user = (self._environment.get(f"KETEN_MAIL_{name}", "") for name in ("TLS", "USER"))
        if tls not in ("", "verplicht"):
            raise SettingsWrong("KETEN_MAIL_TLS is neither empty nor 'verplicht'")
        if user and not tls:
            raise SettingsWrong("KETEN_MAIL_USER goes with KETEN_MAIL_TLS=verplicht")
        return MailSettings(
            *server,
            sender=self.needed("KETEN_MAIL_SENDER"),
            tls_required=bool(tls),
            user=user,
            password=self.password("KETEN_MAIL_PASSWORD_FILE"),
            bounces=self._environment.get("KETEN_MAIL_BOUNCES", ""),
        )

    def address(self, name: str) -> tuple[str, int] | None:
        host, _, port = self._environment.get(name, "").rpartition(":")
        if not host:
            return None
        if not port.isdigit():
            raise SettingsWrong(f"{name} is not host:port")
        return host, int(port)


def _content(name: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise SettingsWrong(f"{name}: {fault.strerror}") from None
