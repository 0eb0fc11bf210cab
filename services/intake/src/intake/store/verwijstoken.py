"""By what the verwijsindex knows a child again: a token that intakes alone can make."""

from dataclasses import dataclass

from contracts.elements import Verzegeld
from contracts.vocabulary import OpaqueId
from infra.kernel import derived_id
from infra.keys import KeyStore
from infra.parts import Parts


@dataclass(frozen=True)
class Verwijstokens:
    """Makes the tokens of a domain.

    Attributes:
        matching: holds the key that the intakes of all domains share, and nobody else has.
        seal: seals for the gate, which compares tokens; no table can open it.
    """

    matching: KeyStore
    seal: KeyStore

    @classmethod
    def of(cls, parts: Parts) -> "Verwijstokens | None":
        """Out of the parts of an intake; one without these stores makes no tokens."""
        if parts.matching is None or parts.index_seal is None:
            return None
        return cls(parts.matching, parts.index_seal)

    def token_van(self, bsn: str, betrokkene: OpaqueId) -> Verzegeld:
        """The same child gives the same token in every domain; under seal no two are the same."""
        token = derived_id(self.matching.secret("bsn"), "bsn", bsn)
        return self.seal.seal(token, betrokkene, context=betrokkene)

    def forget(self, betrokkene: OpaqueId) -> None:
        """Destroy the keys: nobody, the gate neither, can open what was sealed about this child."""
        self.seal.destroy(betrokkene)
