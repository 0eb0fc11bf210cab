"""The log as it lies there: records with their place and their raw bytes, not interpreted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple


class NoLog(RuntimeError):
    """There is no log to read. The message is a Dutch sentence for the user."""


class Record(NamedTuple):
    """One record of a log. A topic has one writer, so (topic, partition) is a source."""

    topic: str
    partition: int
    offset: int
    raw: bytes


class LogFile:
    """A log in one SQLite file: the embedded chain's own, or what was copied from Kafka.

    It ends where it ended when it was opened, so that all that is read of it fits together.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            NoLog: there is no such file.
        """
        if not path.is_file():
            raise NoLog(f"Er is geen logboek in {path.parent}: {path.name} ontbreekt.")
        self._path = path
        with closing(self._connect()) as connection:
            (self._end,) = connection.execute("select max(id) from record").fetchone()

    @property
    def end(self) -> int:
        """Where it ended when it was opened: a number that grows with the log."""
        return self._end or 0

    def records(self, topic: str | None = None) -> Iterator[Record]:
        """Every record in the order of writing, or those of one topic."""
        where, values = ("", ()) if topic is None else ("and topic = ? ", (topic,))
        yield from self._select(f"{where}order by id", values)

    def sources(self) -> list[Iterator[Record]]:
        """One stream per (topic, partition), each in the order of its offsets."""
        with closing(self._connect()) as connection:
            found = connection.execute(
                "select distinct topic, partition from record order by topic, partition"
            ).fetchall()
        return [
            self._select("and topic = ? and partition = ? order by offset", (topic, partition))
            for topic, partition in found
        ]

    def _select(self, tail: str, values: tuple[str | int, ...]) -> Iterator[Record]:
        with closing(self._connect()) as connection:
            rows = connection.execute(
                f"select topic, partition, offset, raw from record where id <= ? {tail}",  # noqa: S608 - our own words
                (self._end, *values),
            )
            for topic, partition, offset, raw in rows:
                yield Record(topic, partition, offset, bytes(raw))

    def _connect(self) -> sqlite3.Connection:
        return read_only(self._path)


def read_only(path: Path) -> sqlite3.Connection:
    """Open a database so that reading it cannot change it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
