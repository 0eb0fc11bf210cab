"""A schema for every store, and a role that may use that schema and no other.

Whoever has the password of a role opens its store: an instance has its own database, the keys of
its domain and the address book; only intake has its domain's vault and the keys of that, only the
gate has the keys of all domains.
The key that matches children is the intakes' alone; what they seal for it, the gate opens too.
"""

from collections.abc import Mapping

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal
from sqlalchemy import make_url

from contracts.topics import BEHEER, GATE, INSTANCES
from contracts.vocabulary import Domein
from infra.parts import INDEX_SEAL, MATCHING, vault_of

_ADDRESSBOOK = "addressbook"


def _keys(owner: str) -> str:
    return f"{owner}-keys"


def _vault(domein: Domein) -> str:
    return f"{domein}-vault"


STORES: tuple[str, ...] = (
    *INSTANCES,
    *(_keys(owner) for owner in (*Domein, GATE, BEHEER, MATCHING, INDEX_SEAL)),
    *(_keys(vault_of(domein)) for domein in Domein),
    *(_vault(domein) for domein in Domein),
    _ADDRESSBOOK,
)
"""Every store: the name of its schema and of its role."""


class PostgresStores:
    """The URLs of the stores on one server.

    Args:
        server: a URL of the database; user and password in it are not used.
        passwords: of every role in `STORES`.
    """

    def __init__(self, server: str, passwords: Mapping[str, str]) -> None:
        self._server = make_url(server).set(drivername="postgresql+psycopg")
        self._passwords = passwords

    @property
    def addressbook(self) -> str:
        """Names and mail addresses of professionals."""
        return self._url(_ADDRESSBOOK)

    def database(self, instance: str) -> str:
        """The database of one instance."""
        return self._url(instance)

    def keys(self, owner: Domein | str) -> str:
        """The key store of a domain, or of an instance without one."""
        return self._url(_keys(owner))

    def vault(self, domein: Domein) -> str:
        """Intake's vault of a domain."""
        return self._url(_vault(domein))

    def _url(self, store: str) -> str:
        url = self._server.set(username=store, password=self._passwords[store])
        return url.render_as_string(hide_password=False)


def govern(server: str, passwords: Mapping[str, str]) -> None:
    """Make schemas and roles on a server; doing it again changes passwords only.

    Args:
        server: a URL of the database, of someone who may make roles.
        passwords: of every role in `STORES`.
    """
    url = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        for store in STORES:
            known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [store])
            if known.rowcount == 0:
                connection.execute(SQL("CREATE ROLE {}").format(Identifier(store)))
            for statement in _statements(store, passwords[store]):
                connection.execute(statement)


def _statements(store: str, password: str) -> tuple[Composed, ...]:
    name = Identifier(store)
    return (
        SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, Literal(password)),
        SQL("ALTER ROLE {} SET search_path = {}").format(name, name),
        SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(name, name),
    )
