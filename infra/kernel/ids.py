"""Derived ids and stable shards: the same cause gives the same id, and nobody else can guess it."""

import base64
import hashlib
import hmac
import json

_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghjkmnpqrstvwxyz")

LENGTH = 26
"""Characters of an id: 130 bits."""


def derived_id(key: bytes, *parts: str) -> str:
    """An opaque id out of the parts, by HMAC-SHA256 under a secret key; Crockford's base32."""
    digest = hmac.digest(key, json.dumps(parts).encode(), hashlib.sha256)
    return base64.b32encode(digest[:20]).decode()[:LENGTH].translate(_CROCKFORD)


def shard_of(subject: str, shards: int) -> int:
    """The partition of a subject; it never changes as long as the number of shards does not."""
    return int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8]) % shards
