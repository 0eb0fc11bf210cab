"""PostgreSQL for the chain: every store a schema and a role of its own."""

from infra.postgres.roles import STORES, PostgresStores, govern

__all__ = ["STORES", "PostgresStores", "govern"]
