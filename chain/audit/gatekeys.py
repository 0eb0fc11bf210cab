"""The gate's own key store, opened with own hands: what the gate sealed for itself alone."""

import base64
import hashlib
import hmac
import json
from contextlib import closing
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from chain.audit.records import read_only

_NONCE = 12
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghjkmnpqrstvwxyz")
_LENGTH = 26


class GateKeys:
    """The keys and the secret of the gate, as they lie in its store."""

    def __init__(self, path: Path) -> None:
        with closing(read_only(path)) as store:
            keys = store.execute("select id, material from datakey where material is not null")
            self._keys: dict[str, bytes] = dict(keys.fetchall())
            secrets = store.execute("select name, value from storedsecret")
            self._secrets: dict[str, bytes] = dict(secrets.fetchall())

    def open(self, key: str, sealed: str, context: str) -> str | None:
        """A value that the gate sealed; None where the key was destroyed.

        Raises:
            ValueError: it is not what was sealed.
        """
        material = self._keys.get(key)
        if material is None:
            return None
        raw = base64.urlsafe_b64decode(sealed)
        bound = f"{key}|{context}".encode()
        try:
            plain = AESGCMSIV(material).decrypt(raw[:_NONCE], raw[_NONCE:], bound)
        except InvalidTag:
            raise ValueError(f"a seal under {key} is broken") from None
        return str(json.loads(plain))

    def holds(self, key: str) -> bool:
        """Could something that was sealed under this key be opened here?"""
        return key in self._keys

    def token(self, topic: str, cause: str) -> str:
        """How an event of the gate on this topic names the event that it follows from."""
        message = json.dumps(["cause", topic, cause]).encode()
        digest = hmac.digest(self._secrets["id"], message, hashlib.sha256)
        return base64.b32encode(digest[:20]).decode()[:_LENGTH].translate(_CROCKFORD)
