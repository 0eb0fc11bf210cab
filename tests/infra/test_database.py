import threading
from pathlib import Path

import pytest
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session

from infra import documents
from infra.database import Database, DatabaseDamaged, DiskFull, InUse
from infra.documents import DOCUMENTS
from infra.statements import execute, savepoint
from infra.testing.postgres import Postgres


class Note(BaseModel):
    text: str


def _put(session: Session, key: str, words: str = "") -> None:
    documents.put(session, "note", key, Note(text=words))


def _put_and_fail(session: Session) -> None:
    _put(session, "b", "undone")
    raise LookupError


def _put_much(session: Session) -> None:
    session.connection().execute(text("PRAGMA max_page_count = 10"))
    for number in range(100):
        _put(session, str(number), "x" * 2000)


def _keys(database: Database) -> list[str]:
    with database.reading() as session:
        return [note.text for note in documents.all_of(session, "note", Note)]


def test_what_is_committed_is_there_and_what_failed_is_not(database: Database) -> None:
    database.create(DOCUMENTS)
    with database.transaction() as session:
        _put(session, "a", "kept")
    with pytest.raises(LookupError), database.transaction() as session:
        _put_and_fail(session)
    assert _keys(database) == ["kept"]


def test_a_savepoint_undoes_its_own_work_only(database: Database) -> None:
    database.create(DOCUMENTS)
    with database.transaction() as session:
        _put(session, "a", "kept")
        with pytest.raises(LookupError), savepoint(session):
            _put_and_fail(session)
        _put(session, "c", "kept too")
    assert _keys(database) == ["kept", "kept too"]


def test_a_reader_does_not_see_what_is_not_committed(database: Database) -> None:
    database.create(DOCUMENTS)
    with database.transaction() as session:
        _put(session, "a")
        assert _keys(database) == []
    assert len(_keys(database)) == 1


def test_transactions_of_many_threads_come_one_after_the_other(database: Database) -> None:
    database.create(DOCUMENTS)

    def add() -> None:
        for _ in range(5):
            with database.transaction() as session:
                found = documents.get(session, "note", "count", Note)
                _put(session, "count", str(int(found.text) + 1) if found else "1")

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _keys(database) == ["20"]


def test_a_transaction_inside_a_transaction_is_refused(database: Database) -> None:
    with database.transaction(), pytest.raises(RuntimeError), database.transaction():
        pass
    with database.transaction():
        pass


def test_one_process_at_a_time_has_the_lease(database: Database, database_url: str) -> None:
    other = Database(database_url)
    with database.lock(), pytest.raises(InUse):
        other.lock()
    other.lock().release()
    other.close()


def test_documents_are_found_by_key_and_by_lookup(database: Database) -> None:
    database.create(DOCUMENTS)
    with database.transaction() as session:
        for key, where in (("b", "north"), ("a", "north"), ("c", "south")):
            documents.put(session, "note", key, Note(text=key), lookup=where)
        documents.put(session, "note", "c", Note(text="moved"), lookup="north")
        documents.put(session, "other", "a", Note(text="of another kind"))
        documents.remove(session, "note", "b")
    with database.reading() as session:
        assert documents.get(session, "note", "z", Note) is None
        found = documents.all_of(session, "note", Note, lookup="north")
        assert [note.text for note in found] == ["a", "moved"]
        assert documents.all_of(session, "note", Note, lookup="south") == []


def test_a_list_of_documents_is_read_a_page_at_a_time(database: Database) -> None:
    database.create(DOCUMENTS)
    with database.transaction() as session:
        for key in "abcd":
            documents.put(session, "note", key, Note(text=key), lookup="north")
        documents.put(session, "note", "e", Note(text="e"), lookup="south")
    with database.reading() as session:
        assert documents.count(session, "note", lookup="north") == 4
        assert documents.count(session, "note", lookup="west") == 0
        for skip, texts in ((0, ["d", "c"]), (2, ["b", "a"]), (4, [])):
            found = documents.latest(session, "note", Note, lookup="north", most=2, skip=skip)
            assert [note.text for note in found] == texts


def test_a_damaged_file_is_told_from_other_faults(tmp_path: Path) -> None:
    file = tmp_path / "damaged.sqlite"
    file.write_bytes(b"no database, but long enough to be read as one" * 100)
    with pytest.raises(DatabaseDamaged):
        Database(f"sqlite:///{file}").create(DOCUMENTS)


def test_a_full_disk_stores_nothing_and_says_so(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/small.sqlite")
    database.create(DOCUMENTS)
    with pytest.raises(DiskFull), database.transaction() as session:
        _put_much(session)
    assert _keys(database) == []


def test_sqlite_syncs_on_every_commit_and_overwrites_what_is_deleted(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/instance.sqlite")
    with database.reading() as session:
        asked = {
            name: session.connection().execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def test_after_scrubbing_an_erased_value_is_in_no_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/instance.sqlite")
    database.create(DOCUMENTS)
    with database.transaction() as session:
        _put(session, "a", "a-secret-to-erase")
    with database.transaction() as session:
        documents.remove(session, "note", "a")
    assert _holding(tmp_path, b"a-secret-to-erase")
    database.scrub("document")
    assert not _holding(tmp_path, b"a-secret-to-erase")


def _holding(folder: Path, words: bytes) -> list[str]:
    return [file.name for file in folder.iterdir() if words in file.read_bytes()]


def test_a_fault_does_not_repeat_the_values_of_a_row(database: Database) -> None:
    database.create(DOCUMENTS)
    add = text("INSERT INTO document (kind, key, lookup, body) VALUES ('k', 'k', '', :body)")
    row = {"body": "something personal"}
    with database.transaction() as session:
        session.connection().execute(add, row)
    with pytest.raises(IntegrityError) as fault, database.transaction() as session:
        session.connection().execute(add, row)
    assert "something personal" not in str(fault.value)


@pytest.mark.postgres
def test_a_connection_that_the_server_ended_is_replaced(postgres: Postgres) -> None:
    url = postgres.fresh_url("ended")
    database, other = Database(url), Database(url)
    database.create(DOCUMENTS)
    end = "SELECT pg_terminate_backend(:process)"

    def put_too_late(session: Session) -> None:
        (process,) = execute(session, "SELECT pg_backend_pid()").fetchone() or (0,)
        with other.transaction() as ending:
            execute(ending, end, {"process": process})
        _put(session, "a")

    with pytest.raises(OperationalError), database.transaction() as session:
        put_too_late(session)
    with database.transaction() as session:
        _put(session, "a", "after all")
    assert _keys(database) == ["after all"]
    database.close()
    other.close()
