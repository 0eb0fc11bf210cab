"""A schema for every store, and a role that may use that schema and no other.

Whoever has the password of a role opens its store: an instance has its own database, the keys of
its domain and the address book; only intake has its domain's vault and the keys of that, only the
gate has the keys of all domains.
The key that matches children is the intakes' alone; what they seal for it, the gate opens too.
"""

from collections.abc import Mapping

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

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


_OF_THE_OWNER = ("user", "password", "passfile")
"""What a URL may say in its query of who gave it, and must not say to the roles."""


class PostgresStores:
    """The URLs of the stores on one server; none holds a password, see `passfile`.

    Args:
        server: a URL of the database; what it says of its user is not used.
    """

    def __init__(self, server: str) -> None:
        self._server = make_url(server).difference_update_query(_OF_THE_OWNER)

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
        server = self._server
        url = URL.create(
            "postgresql+psycopg",
            username=store,
            host=server.host,
            port=server.port,
            database=server.database,
            query=server.query,
        )
        return url.render_as_string()


def passfile(settings: Mapping[str, str], passwords: Mapping[str, str]) -> str:
    """What libpq's password file holds for a process: of the stores that its settings name."""
    named = " ".join(settings.values())
    return "".join(f"*:*:*:{store}:{passwords[store]}\n" for store in STORES if _at(store) in named)


def _at(store: str) -> str:
    return f"//{store}@"


def holds_password(server: str) -> bool:
    """Does a URL say a password, where everybody could read it?

    Raises:
        ArgumentError: it is no URL.
    """
    try:
        url = make_url(server)
    except ValueError:
        raise ArgumentError("no URL") from None
    return bool(url.password) or any("password" in name.lower() for name in url.query)


def govern(server: str, passwords: Mapping[str, str]) -> None:
    """Make schemas and roles on a server; doing it again changes passwords only.

    Args:
        server: a URL of the database, of someone who may make roles; his password is where libpq
            looks for it.
        passwords: of every role in `STORES`.
    """
    url = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        for store in STORES:
            known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [store])
            if known.rowcount == 0:
                connection.execute(SQL("CREATE ROLE {}").format(Identifier(store)))
            # The server logs statements: it gets what it compares a password with, and no password.
            proof = connection.pgconn.encrypt_password(
                passwords[store].encode(), store.encode(), b"scram-sha-256"
            )
            for statement in _statements(store, proof.decode()):
                connection.execute(statement)


def _statements(store: str, proof: str) -> tuple[Composed, ...]:
    name = Identifier(store)
    return (
        SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, Literal(proof)),
        SQL("ALTER ROLE {} SET search_path = {}").format(name, name),
        SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(name, name),
    )
