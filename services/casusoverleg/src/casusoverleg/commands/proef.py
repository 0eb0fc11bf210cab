"""Trying a provision out: the gate is asked what it would decide, over HTTP and without values."""

from dataclasses import dataclass

import httpx

from casusoverleg.commands.stappen import Tafels
from casusoverleg.domain.overdragen.naam import is_naam
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events.verstrekking import Houdermelding, Overdrachtstap, VerstrekkingGevraagd
from contracts.proef import Proefantwoord, Proefzetel, zonder_waarden
from contracts.topics import GATE
from contracts.vocabulary import Uitkomst
from infra.clock import today
from infra.parts import Parts
from infra.web.identity import Gebruiker

PATIENCE = 5.0
"""Seconds to wait for the gate; a person is waiting too."""

_MELDING = (Houdermelding, Overdrachtstap)
"""What a step tells others of itself, beside what it provides."""


class PoortOnbereikbaar(Exception):
    """The gate gave no answer. The step itself can be taken all the same: its request waits."""


@dataclass(frozen=True)
class Beproefd:
    """What was tried, and what the gate said of it."""

    verzoek: VerstrekkingGevraagd
    antwoord: Proefantwoord

    @property
    def naamloos(self) -> bool:
        """Would a name go along that nobody there gets to know?"""
        verzoek = self.verzoek
        namen = {e.id for e in verzoek.elementen if is_naam(e, verzoek.betrokkene)}
        gaan = {e.element for e in self.antwoord.elementen if any(map(_gaat_mee, e.zetels))}
        return bool(namen) and not namen & gaan


def _gaat_mee(zetel: Proefzetel) -> bool:
    return zetel.uitkomst in (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)


class Proeven:
    """Tries steps out on behalf of who would take them."""

    def __init__(self, tafels: Tafels, parts: Parts) -> None:
        self._tafels = tafels
        self._parts = parts
        self._client = httpx.Client(timeout=PATIENCE, trust_env=False)

    def beproef(self, casus: str, commando: Commando, gebruiker: Gebruiker) -> Beproefd | Weigering:
        """What the receiver would get if the step were taken now.

        Raises:
            NotFound: the casus does not lie at a table of this user.
            PoortOnbereikbaar: see there.
        """
        op = today(self._parts.clock)
        gevraagd = self._tafels.probeer(casus, commando, gebruiker.functies, op)
        if isinstance(gevraagd, Weigering):
            return gevraagd
        verzoek = next((v for v in gevraagd if not isinstance(v.inhoud, _MELDING)), None)
        if verzoek is None:
            return Weigering("Bij deze stap gaat er niets naar een ander overleg.")
        return Beproefd(verzoek, self._vraag(zonder_waarden(verzoek), gebruiker))

    def _vraag(self, verzoek: VerstrekkingGevraagd, gebruiker: Gebruiker) -> Proefantwoord:
        site = self._parts.gate or self._parts.sites.get(GATE)
        if not site:
            raise PoortOnbereikbaar
        try:
            answer = self._client.post(
                f"{site}/v1/proef",
                content=verzoek.model_dump_json(),
                headers={
                    "Authorization": f"Bearer {gebruiker.token}",
                    "Content-Type": "application/json",
                },
            )
            answer.raise_for_status()
        except httpx.HTTPError as fault:
            raise PoortOnbereikbaar from fault
        return Proefantwoord.model_validate_json(answer.content)
