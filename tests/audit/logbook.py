"""A small log of one's own making, for the auditor to judge; written without the kernel."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

START = "0" * 64


def urn(topic: str, partition: int) -> str:
    return f"urn:nld:oin:{'0' * 20}:systeem:{topic.replace('.', '-')}-{partition}"


@dataclass
class Logbook:
    """Events in the order in which they were said, each at its place in its source."""

    rows: list[tuple[str, int, bytes]] = field(default_factory=list)
    heads: dict[tuple[str, int], tuple[int, str]] = field(default_factory=dict)

    def say(
        self,
        topic: str,
        kind: str,
        data: dict[str, Any],
        *,
        cause: str = "cmd-someone",
        partition: int = 0,
        id_: str | None = None,
        after: str = "",
    ) -> str:
        """Add an event; gives its id."""
        sequence, previous = self.heads.get((topic, partition), (0, START))
        number = len(self.rows) + 1
        body = {
            "source": urn(topic, partition),
            "sequence": str(sequence + 1),
            "sequencetype": "Integer",
            "previoushash": previous,
            "specversion": "1.0",
            "id": id_ or f"event{number:06}",
            "type": f"nl.jeugdketen.owner.{kind}.v1",
            "subject": data.get("casus", "x"),
            "time": f"2010-09-01T09:{number // 60 % 60:02}:{number % 60:02}.000000Z",
            "causationid": cause,
            "after": after,
            "data": data,
        }
        raw = json.dumps(body).encode()
        self.heads[topic, partition] = sequence + 1, hashlib.sha256(raw).hexdigest()
        self.rows.append((topic, partition, raw))
        return str(body["id"])

    def write(self, path: Path) -> Path:
        """The log as the embedded chain would have left it."""
        offsets: dict[tuple[str, int], int] = {}
        with closing(sqlite3.connect(path)) as database:
            database.execute(
                "create table record (id integer primary key, topic text, partition int,"
                " offset int, subject text, sequence int, raw blob)"
            )
            for topic, partition, raw in self.rows:
                offset = offsets.get((topic, partition), 0)
                offsets[topic, partition] = offset + 1
                body = json.loads(raw)
                database.execute(
                    "insert into record (topic, partition, offset, subject, sequence, raw)"
                    " values (?, ?, ?, ?, ?, ?)",
                    (topic, partition, offset, body["subject"], int(body["sequence"]), raw),
                )
            database.commit()
        return path
