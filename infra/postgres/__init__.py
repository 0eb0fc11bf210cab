"""PostgreSQL for the chain: every store a schema and a role of its own."""

from infra.postgres.roles import STORES, PostgresStores, govern, holds_password, passfile

__all__ = ["STORES", "PostgresStores", "govern", "holds_password", "passfile"]
