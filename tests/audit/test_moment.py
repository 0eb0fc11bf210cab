"""An instance that goes on working is seen as it was at one moment."""

from pathlib import Path
from sqlite3 import Connection

import pytest

from chain.audit import databases
from infra.database import Database
from infra.kernel.tables import KERNEL
from infra.statements import execute

_SAID = (
    "INSERT INTO outbox (topic, partition, subject, sequence, raw) VALUES ('t', 0, 'c', 1, x'00')"
)


def test_what_an_instance_says_meanwhile_is_not_seen_by_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(f"sqlite:///{tmp_path}/one.sqlite")
    database.create(KERNEL)
    ask = databases._hashed

    def asked_while_it_works(opened: Connection, table: str) -> tuple[databases.Hashed, ...]:
        found = ask(opened, table)
        if table == "head":
            with database.transaction() as session:
                execute(session, _SAID)
        return found

    monkeypatch.setattr(databases, "_hashed", asked_while_it_works)
    (seen,) = databases.known(tmp_path)
    assert (seen.written, seen.waiting) == ((), frozenset())
    database.close()
