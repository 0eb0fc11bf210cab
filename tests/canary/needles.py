"""Every form in which a planted value could lie somewhere: what to look for, byte for byte."""

import base64
import hashlib
import html
import json
import quopri
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, quote_plus

CROCKFORD = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz"
)
"""From the alphabet of RFC 4648 base32 to the one that the chain's opaque ids are written in."""

HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s")
"""The unkeyed hashes that someone would think of; with them a BSN is found in a minute."""

DIGEST_PREFIX = 8
"""So much of a digest is looked for (bytes): a truncated one is found too."""

SHORTEST = 8
"""A value of fewer bytes cannot be planted: it would give false alarms."""


@dataclass(frozen=True)
class Canary:
    """A planted value. A BSN is also looked for as an unkeyed hash."""

    name: str
    value: str
    kind: Literal["tekst", "bsn"] = "tekst"

    def __post_init__(self) -> None:
        if len(self.value.encode()) < SHORTEST:
            raise ValueError(f"{self.name} is too short to look for")


@dataclass(frozen=True)
class Needle:
    """One form of a canary. `folded` ones are written in lower case and match any case."""

    canary: Canary
    form: str
    data: bytes
    folded: bool


def needles(canaries: Iterable[Canary]) -> list[Needle]:
    """All forms of all canaries, each once."""
    found = (needle for canary in canaries for needle in _forms(canary))
    return list({(needle.canary, needle.data, needle.folded): needle for needle in found}.values())


def _forms(canary: Canary) -> Iterator[Needle]:
    spellings = bsn_spellings(canary.value) if canary.kind == "bsn" else (canary.value,)
    for spelling in spellings:
        for form, data in _text_forms(spelling):
            yield Needle(canary, form, data.lower(), folded=True)
        for charset in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
            encoded = spelling.encode(charset, errors="replace")
            yield Needle(canary, charset, encoded.lower(), folded=True)
            yield from _binary_forms(canary, charset, encoded)
    if canary.kind == "bsn":
        yield from _hash_forms(canary)


def bsn_spellings(bsn: str) -> tuple[str, ...]:
    """How people and programs write a BSN."""
    a, b, c = bsn[:3], bsn[3:6], bsn[6:]
    parts = [(a, b, c), (bsn[:4], bsn[4:6], bsn[6:])]
    return (bsn, *(mark.join(part) for part in parts for mark in ". -"))


def _text_forms(value: str) -> Iterator[tuple[str, bytes]]:
    escaped = json.dumps(value)[1:-1]
    yield "json", escaped.encode()
    yield "json-in-json", json.dumps(escaped)[1:-1].encode()
    yield "url", quote(value).encode()
    yield "url-plus", quote_plus(value).encode()
    yield "html", html.escape(value).encode()
    yield "quoted-printable", quopri.encodestring(value.encode())


def _binary_forms(canary: Canary, name: str, data: bytes) -> Iterator[Needle]:
    yield Needle(canary, f"{name}, hex", data.hex().encode(), folded=True)
    for form, needle in _base64_forms(data):
        yield Needle(canary, f"{name}, {form}", needle, folded=False)


def _base64_forms(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Base64 of the data wherever it begins in a longer text: only whole known characters."""
    for before in range(3):
        padded = bytes(before) + data
        for name, encode in (
            ("base64", base64.b64encode),
            ("base64url", base64.urlsafe_b64encode),
        ):
            first = -(-before * 8 // 6)
            last = len(padded) * 8 // 6
            yield f"{name} at {before}", encode(padded)[first:last]


def _hash_forms(canary: Canary) -> Iterator[Needle]:
    for name in HASHES:
        for written in _hashed_spellings(canary.value):
            digest = hashlib.new(name, written, usedforsecurity=False).digest()
            head = digest[:DIGEST_PREFIX]
            form = f"{name} of {written!r}"
            yield Needle(canary, form, head, folded=False)
            yield from _binary_forms(canary, form, head)
            base32 = base64.b32encode(head)[: len(head) * 8 // 5]
            yield Needle(canary, f"{form}, base32", base32.lower(), folded=True)
            yield Needle(canary, f"{form}, crockford", base32.translate(CROCKFORD), folded=True)


def _hashed_spellings(bsn: str) -> Iterator[bytes]:
    for spelling in bsn_spellings(bsn):
        yield spelling.encode()
    yield json.dumps(bsn).encode()
    yield f"{bsn}\n".encode()
    yield bsn.encode("utf-16-le")
    for size in (4, 8):
        yield int(bsn).to_bytes(size, "big")
        yield int(bsn).to_bytes(size, "little")
