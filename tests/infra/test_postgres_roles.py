"""On PostgreSQL every store is a schema that one role may use."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contracts.vocabulary import Domein
from infra.database import Database
from infra.postgres import STORES, PostgresStores, govern
from infra.testing.postgres import Postgres

pytestmark = pytest.mark.postgres

PASSWORDS = {store: f"password-of-{store}" for store in STORES}


@pytest.fixture
def stores(postgres: Postgres) -> PostgresStores:
    govern(postgres.admin_url, PASSWORDS)
    govern(postgres.admin_url, PASSWORDS)
    return PostgresStores(postgres.admin_url)


def ask(url: str, statement: str) -> list[str]:
    database = Database(url)
    try:
        with database.transaction() as session:
            answer = session.connection().execute(text(statement))
            return [str(row[0]) for row in answer] if answer.returns_rows else []
    finally:
        database.close()


def test_a_store_is_the_schema_of_its_own_role(stores: PostgresStores) -> None:
    vault = stores.vault(Domein.ZORG)
    ask(vault, "CREATE TABLE IF NOT EXISTS number (value text)")
    ask(vault, "INSERT INTO number VALUES ('kept')")

    assert ask(vault, "SELECT current_schema()") == ["zorg-vault"]
    assert "kept" in ask(vault, "SELECT value FROM number")


@pytest.mark.parametrize("other", ["zorg-casusoverleg", "justitie-intake", "privacy-gate"])
def test_no_other_role_looks_into_it(stores: PostgresStores, other: str) -> None:
    ask(stores.vault(Domein.ZORG), "CREATE TABLE IF NOT EXISTS number (value text)")

    with pytest.raises(DBAPIError, match="permission denied for schema"):
        ask(stores.database(other), 'SELECT value FROM "zorg-vault".number')


def test_a_role_makes_nothing_outside_its_schema(stores: PostgresStores) -> None:
    with pytest.raises(DBAPIError, match="permission denied for schema public"):
        ask(stores.database("zorg-intake"), "CREATE TABLE public.leak (value text)")


def test_the_lease_is_of_one_store(stores: PostgresStores) -> None:
    one, other = (
        Database(stores.database("zorg-intake")),
        Database(stores.database("zorg-notifier")),
    )
    with one.lock(), other.lock():
        pass
    one.close()
    other.close()
