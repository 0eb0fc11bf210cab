"""What was destroyed at the tables, intake forgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from contracts.envelope import Envelope
from contracts.events.vernietiging import GegevensVernietigd
from infra.kernel import Emission, Moment, Reactions
from intake.store.vault import Vault
from intake.store.verwijstoken import Verwijstokens


@dataclass(frozen=True)
class Vergeten:
    """The reaction of one domain's intake.

    The vault and the keys of the verwijsindex are other databases than the inbox, and come first:
    once more changes nothing.
    """

    vault: Vault
    tokens: Verwijstokens | None = None

    def alle(self) -> Reactions:
        """The reaction, by the fact that it is about."""
        return {GegevensVernietigd: self.vergeet_on_gegevens_vernietigd}

    def vergeet_on_gegevens_vernietigd(
        self, _session: Session, _envelope: Envelope, feit: GegevensVernietigd, _moment: Moment
    ) -> Sequence[Emission]:
        """Forget the number, the token and the fingerprints; that there was a report stays known.

        Who was reported once more meanwhile, stays: the tables may not have heard of that yet.
        """
        self.vault.forget_melding(feit.casus)
        for persoon in feit.personen:
            if not self.vault.is_gemeld(persoon):
                self.vault.forget(persoon)
                if self.tokens:
                    self.tokens.forget(persoon)
        return ()
