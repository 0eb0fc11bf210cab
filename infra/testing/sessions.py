"""A front's key for tests, and what it signs."""

from infra.web.identity import token
from infra.web.session import Signer, Verifier, new_key

SIGNER = Signer(new_key())
SESSIONS = Verifier(SIGNER.public)


def bearer(medewerker: str, site: str) -> dict[str, str]:
    """The header by which a site knows who asks."""
    return {"Authorization": f"Bearer {token(SIGNER, medewerker, site)}"}
