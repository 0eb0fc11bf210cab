"""The record batches in a broker's segment files: are they written without compression?"""

import struct
from collections.abc import Iterator
from pathlib import Path

_HEADER = struct.Struct(">qiibIh")
"""Base offset, length of the rest, leader epoch, magic, checksum, attributes."""

_BEFORE_LENGTH_COUNTS = 12
_COMPRESSION = 0b111
CODECS = ("none", "gzip", "snappy", "lz4", "zstd")


def codecs(segment: Path) -> Iterator[str]:
    """The compression of each batch of a segment (`*.log` in a partition's directory)."""
    data, start = segment.read_bytes(), 0
    while start + _HEADER.size <= len(data):
        _, length, _, magic, _, attributes = _HEADER.unpack_from(data, start)
        if length <= 0 or magic != 2:
            return
        yield CODECS[attributes & _COMPRESSION]
        start += _BEFORE_LENGTH_COUNTS + length


def compressed(root: Path) -> dict[str, set[str]]:
    """The segments below a broker's directory that hold compressed batches, with how."""
    found = {str(path): set(codecs(path)) - {"none"} for path in sorted(root.rglob("*.log"))}
    return {path: kinds for path, kinds in found.items() if kinds}
