"""What lies inside a file: rows of a database, members of an archive, compressed streams."""

import bz2
import lzma
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

SQLITE = b"SQLite format 3\x00"
OPAQUE = {b"\x28\xb5\x2f\xfd": "zstd", b"\x04\x22\x4d\x18": "lz4", b"\x82SNAPPY\x00": "snappy"}
"""Compression that this tool cannot look into; Kafka's producers know them."""

_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_GZIP = b"\x1f\x8b\x08"
_LARGEST = 1 << 28
"""No stream is unpacked beyond 256 MiB."""


def opaque(data: bytes) -> str | None:
    """The name of a compression that hides what is in the data, if it begins with one."""
    return next((name for magic, name in OPAQUE.items() if data.startswith(magic)), None)


def inside(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What can be unpacked from bytes, wherever in them it begins."""
    for magic, bits in ((_GZIP, 31), *((magic, 15) for magic in _ZLIB)):
        for start in _places(data, magic):
            unpacked = _inflate(data, start, bits)
            if unpacked:
                yield f"{'gzip' if bits == 31 else 'zlib'} at {start}", unpacked
    streams: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
        (b"BZh", bz2.decompress),
        (b"\xfd7zXZ\x00", lzma.decompress),
    )
    for magic, unpack in streams:
        if data.startswith(magic):
            yield magic[:3].decode("latin-1"), unpack(data)
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)


def _places(data: bytes, magic: bytes) -> Iterator[int]:
    start = data.find(magic)
    while start >= 0:
        yield start
        start = data.find(magic, start + 1)


def _inflate(data: bytes, start: int, bits: int) -> bytes:
    """As much as can be unpacked from here: a stream may be cut off or run into other bytes."""
    stream, out = zlib.decompressobj(bits), bytearray()
    try:
        for at in range(start, len(data), 4096):
            out += stream.decompress(data[at : at + 4096], _LARGEST - len(out))
            if stream.eof or len(out) >= _LARGEST:
                break
    except zlib.error:
        pass
    return bytes(out)


def rows(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each value of an SQLite file: a long one lies spread over pages, where bytes miss it."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        tables = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        for (table,) in tables:
            lines = []
            for row in database.execute(f'select * from "{table}"'):
                for value in row:
                    if isinstance(value, bytes):
                        yield f"table {table}", value
                    elif value is not None:
                        lines.append(str(value))
            yield f"table {table}", "\n".join(lines).encode(errors="surrogateescape")
