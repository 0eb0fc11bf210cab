"""Keys that lie beside what they open get a place of their own, and nothing is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from infra.database import Database, DatabaseDamaged
from infra.keys import KeyDestroyed, KeyStore
from infra.testing.postgres import Postgres

ABOUT, OTHER, CONTEXT = "b" * 26, "c" * 26, "d" * 26

Made = Callable[[str], Database]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    """Makes a database of each kind."""
    if request.param == "sqlite":
        return lambda name: Database(f"sqlite:///{tmp_path}/{name}.sqlite")
    server: Postgres = request.getfixturevalue("postgres")
    return lambda name: Database(server.fresh_url(name))


def test_keys_and_secrets_move_and_open_what_they_opened(made: Made) -> None:
    shared, apart = made("vault"), made("apart")
    before, after = KeyStore(shared), KeyStore(apart)
    sealed, gone = before.seal("123456782", ABOUT, CONTEXT), before.seal("x", OTHER, CONTEXT)
    secret = before.secret("index")
    before.destroy(OTHER)

    after.take_over(shared)
    after.take_over(shared)

    assert after.open(sealed, CONTEXT) == "123456782"
    assert after.secret("index") == secret
    assert after.about(OTHER) == (gone.sleutel,)
    with pytest.raises(KeyDestroyed):
        KeyStore(shared).open(sealed, CONTEXT)


def test_cut_off_between_the_two_places_it_goes_on(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, apart = made("vault"), made("apart")
    sealed = KeyStore(shared).seal("123456782", ABOUT, CONTEXT)
    secret = KeyStore(shared).secret("index")

    def die(*_given: object) -> None:
        raise SystemError("het licht viel uit")

    for step in ("transaction", "scrub"):
        with monkeypatch.context() as broken:
            broken.setattr(shared, step, die)
            with pytest.raises(SystemError):
                KeyStore(apart).take_over(shared)
    KeyStore(apart).take_over(shared)

    assert KeyStore(apart).open(sealed, CONTEXT) == "123456782"
    assert KeyStore(apart).secret("index") == secret


def test_what_was_destroyed_stays_so_when_an_older_copy_is_put_beside_it(made: Made) -> None:
    shared, apart = made("vault"), made("apart")
    older = KeyStore(shared)
    sealed = older.seal("123456782", ABOUT, CONTEXT)
    after = KeyStore(apart)
    after._add(*_rows(shared))
    after.destroy(ABOUT)

    after.take_over(shared)

    with pytest.raises(KeyDestroyed):
        after.open(sealed, CONTEXT)


def test_the_secrets_of_another_chain_are_refused_and_stay(made: Made) -> None:
    shared, apart = made("vault"), made("apart")
    sealed = KeyStore(shared).seal("123456782", ABOUT, CONTEXT)
    KeyStore(shared).secret("index")
    KeyStore(apart).secret("index")

    with pytest.raises(DatabaseDamaged):
        KeyStore(apart).take_over(shared)

    assert KeyStore(shared).open(sealed, CONTEXT) == "123456782"


def test_no_byte_of_a_key_stays_behind(tmp_path: Path) -> None:
    file = tmp_path / "vault.sqlite"
    shared = Database(f"sqlite:///{file}")
    keys = KeyStore(shared)
    keys.seal("123456782", ABOUT, CONTEXT)
    secrets = [keys.secret("index")]
    with closing(sqlite3.connect(file)) as look:
        secrets += [material for (material,) in look.execute("select material from datakey")]
    assert all(secret in _bytes(tmp_path) for secret in secrets)

    KeyStore(Database(f"sqlite:///{tmp_path}/elsewhere/apart.sqlite")).take_over(shared)

    assert not [secret for secret in secrets if secret in _bytes(tmp_path)]


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("vault.sqlite*"))


def _rows(shared: Database) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    with shared.reading() as session:
        found = session.connection().exec_driver_sql("select * from datakey").mappings().all()
    return [dict(row) for row in found], []
