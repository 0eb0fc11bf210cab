"""Who has signed in, as a token: the front signs with its own key, every site only verifies.

A token says who someone is and at which sites he may show it. The key that verifies is public: with
all that a site has, nobody can make a token, not even for that site.
"""

import time
from collections.abc import Iterable
from typing import Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.jwt import JWTClaimsRegistry

from contracts.vocabulary import OpaqueId

VALID_SECONDS = 10 * 3600
"""A working day: after it one signs in again."""

ISSUER = "jeugdketen"
_ALGORITHM = "Ed25519"
_CURVE: Final = "Ed25519"


class Verifier:
    """Reads tokens with the front's public key.

    Args:
        public: that key, in PEM.

    Raises:
        ValueError: it is no public key of this kind.
    """

    def __init__(self, public: bytes) -> None:
        self._key = _key(public)
        if self._key.is_private:
            raise ValueError("the key that verifies sessions is not a public one")

    def medewerker(self, token: str, audiences: Iterable[str]) -> OpaqueId | None:
        """Return whose token this is; None for one that does not hold at any of these sites."""
        claims = JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            sub={"essential": True},
            aud={"essential": True, "values": list(audiences)},
            exp={"essential": True},
        )
        try:
            # The algorithm is ours to choose: what the token says of it decides nothing.
            read = jwt.decode(token, self._key, algorithms=[_ALGORITHM])
            claims.validate(read.claims)
        except (JoseError, ValueError, TypeError):
            return None
        return str(read.claims["sub"])


class Signer:
    """Makes tokens with the front's private key; whoever has it can be everybody.

    Args:
        private: that key, in PEM.

    Raises:
        ValueError: it is no private key of this kind.
    """

    def __init__(self, private: bytes) -> None:
        self._key = _key(private)
        if not self._key.is_private:
            raise ValueError("the key that signs sessions is not a private one")

    @property
    def public(self) -> bytes:
        """The key to verify with, in PEM."""
        return self._key.as_pem(private=False)

    def token(self, medewerker: str, *audiences: str, seconds: float = VALID_SECONDS) -> str:
        """Make a token by which this person is known at these sites, for so long."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "sub": medewerker,
            "aud": list(audiences),
            "iat": now,
            "exp": int(now + seconds),
        }
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key, algorithms=[_ALGORITHM])


def new_key() -> bytes:
    """Make a private key for a front, in PEM."""
    return OKPKey.generate_key(_CURVE).as_pem(private=True)


def _key(pem: bytes) -> OKPKey:
    try:
        key = OKPKey.import_key(pem)
    except (JoseError, ValueError, TypeError):
        raise ValueError("this is not a key of a front, in PEM") from None
    if key.curve_name != _CURVE:
        raise ValueError("the key of the front is not of the kind Ed25519")
    return key
