"""Derived ids and stable shards: the same cause gives the same id, and nobody else can guess it."""

import hashlib
import hmac
import json
import secrets

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(one + two for one in CROCKFORD for two in CROCKFORD)

LENGTH = 26
"""Characters of an id: 130 bits."""

_SHIFTS = tuple(reversed(range(0, 5 * LENGTH, 10)))


def derived_id(key: bytes, *parts: str) -> str:
    """An opaque id out of the parts, by HMAC-SHA256 under a secret key; Crockford's base32."""
    digest = hmac.digest(key, json.dumps(parts).encode(), hashlib.sha256)
    number = int.from_bytes(digest) >> (256 - 5 * LENGTH)
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def random_id() -> str:
    """An id of which nothing else can be derived."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(LENGTH))


def shard_of(subject: str, shards: int) -> int:
    """The partition of a subject; it never changes as long as the number of shards does not."""
    return int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8]) % shards
