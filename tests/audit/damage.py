"""What can befall the file of any chain's log: records lost, doubled, altered, orphaned."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from chain.audit.databases import known
from chain.audit.reading import AuditedChain
from chain.audit.records import LogFile

Body = dict[str, Any]
START = "0" * 64


def chain_at(log: Path, *, ordered: bool = True) -> AuditedChain:
    """What an auditor finds at a log and beside it."""
    return AuditedChain(LogFile(log), log.parent, known(log.parent / "db"), ordered=ordered)


@contextmanager
def _loosened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, without the constraints that would keep it whole."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table if not exists loose as select * from record")
        database.execute("drop table record")
        database.execute("alter table loose rename to record")
        yield database
        database.commit()


def bodies(path: Path) -> list[tuple[int, Body]]:
    """Every row with its event, in order."""
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("select id, raw from record order by id").fetchall()
    return [(row, json.loads(raw)) for row, raw in found]


def rows(path: Path) -> list[int]:
    """Every row, in order."""
    return [row for row, _ in bodies(path)]


def find(path: Path, kind: str, **fields: object) -> list[int]:
    """The rows of events of a kind whose data has these values, in order."""
    return [
        row
        for row, body in bodies(path)
        if body["type"].split(".")[-2] == kind
        and all(body["data"].get(name) == value for name, value in fields.items())
    ]


def delete(path: Path, row: int) -> None:
    """A record is gone."""
    with _loosened(path) as database:
        database.execute("delete from record where id = ?", (row,))


def alter(path: Path, row: int) -> None:
    """A record tells another time."""
    change(path, row, lambda body: body.update(time="1999" + body["time"][4:]))


def change(path: Path, row: int, how: Callable[[Body], None]) -> None:
    """A record says something else."""
    with _loosened(path) as database:
        (raw,) = database.execute("select raw from record where id = ?", (row,)).fetchone()
        body = json.loads(raw)
        how(body)
        _put(database, row, body)


def again(path: Path, row: int, change: Callable[[Body], None] | None = None) -> None:
    """A record stands in the log once more, at the same number; changed, if so wished."""
    with _loosened(path) as database:
        topic, partition, subject, sequence, raw = database.execute(
            "select topic, partition, subject, sequence, raw from record where id = ?", (row,)
        ).fetchone()
        if change:
            body = json.loads(raw)
            change(body)
            raw = json.dumps(body).encode()
        _append(database, (topic, partition, subject, sequence, raw))


def append_copy(path: Path, row: int, change: Callable[[Body], None] = lambda body: None) -> None:
    """The event is said a second time, neatly at the end of its source."""
    with _loosened(path) as database:
        topic, partition, subject, raw = database.execute(
            "select topic, partition, subject, raw from record where id = ?", (row,)
        ).fetchone()
        last, sequence = database.execute(
            "select raw, sequence from record where topic = ? and partition = ?"
            " order by sequence desc limit 1",
            (topic, partition),
        ).fetchone()
        body = json.loads(raw)
        body["sequence"] = str(sequence + 1)
        body["previoushash"] = hashlib.sha256(last).hexdigest()
        change(body)
        _append(database, (topic, partition, subject, sequence + 1, json.dumps(body).encode()))


def rewrite(path: Path, without: set[int]) -> None:
    """The log without some records, numbered and chained anew: no gap, no broken hash."""
    heads: dict[tuple[str, int], tuple[int, str]] = {}
    with _loosened(path) as database:
        for row in without:
            database.execute("delete from record where id = ?", (row,))
        rows = database.execute("select id, topic, partition, raw from record order by id")
        for row, topic, partition, raw in rows.fetchall():
            sequence, previous = heads.get((topic, partition), (0, START))
            body = json.loads(raw)
            body |= {"sequence": str(sequence + 1), "previoushash": previous}
            changed = _put(database, row, body)
            heads[topic, partition] = sequence + 1, hashlib.sha256(changed).hexdigest()


def _append(database: sqlite3.Connection, values: tuple[str, int, str, int, bytes]) -> None:
    row, offset = database.execute(
        "select (select max(id) from record) + 1,"
        " (select max(offset) from record where topic = ? and partition = ?) + 1",
        values[:2],
    ).fetchone()
    topic, partition, subject, sequence, raw = values
    database.execute(
        "insert into record (id, topic, partition, offset, subject, sequence, raw)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        (row, topic, partition, offset, subject, sequence, raw),
    )


def _put(database: sqlite3.Connection, row: int, body: Body) -> bytes:
    raw = json.dumps(body).encode()
    database.execute(
        "update record set raw = ?, sequence = ? where id = ?", (raw, int(body["sequence"]), row)
    )
    return raw
