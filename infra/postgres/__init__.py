"""PostgreSQL for the chain: a schema and a role for every store, and no other rights."""

from infra.postgres.stores import govern, url_of

__all__ = ["govern", "url_of"]
