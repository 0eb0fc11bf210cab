"""What people mostly do: how likely each step is, and what they leave."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from casusoverleg.domain.overdragen.steps import BrengIn
from casusoverleg.domain.stappen.command import Commando, Overdrachtscommando

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "accepteer": 9,
        "weiger": 1.5,
        "bevestig-actie": 5,
        "draag-over": 12,
        "breng-in": 9,
        "geef-tussenbericht": 2,
        "verwijs-door": 8,
        "geef-terug": 8,
        "bevestig-intrekking": 4,
        "bestrijd-intrekking": 3,
        "vraag-intrekking": 2,
        "vraag-terug": 3,
        "beantwoord-vraag": 10,
        "sluit-overdracht": 4,
        "meld-bevinding": 2,
        "heropen-overdracht": 2,
        "bespreek": 6,
        "stel-uitkomst-vast": 4,
        "leg-weging-vast": 0.7,
        "leg-toestemming-vast": 0.4,
        "trek-toestemming-in": 0.7,
        "stel-plan-vast": 1,
        "agendeer": 0.2,
        "meld-bekendheid": 0.3,
        "voeg-informatie-toe": 0.5,
        "heropen-casus": 0.5,
        "sluit-casus": 1,
        "stel-navraag": 0.4,
        "stel-doel": 12,
        "evalueer-doel": 3,
        "neem-op-in-gezin": 1.2,
        "haal-uit-gezin": 0.1,
        "volg-match-op": 3,
        "vraag-verwijsindex": 0.3,
        "verwijder-melding": 0.1,
        "leg-vernietigingsverzoek-vast": 0,
        "bereid-vernietiging-voor": 0,
        "vernietig": 0,
    }
)
"""How likely a step is that somebody can take; what was erased could not be looked at any more."""

NAMES = 0.3
"""How often it is the zorgregisseur who does something about a casus that he watches."""

OTHERS = 0.25
"""How likely the others are."""

IDLE = 4
"""How likely it is that somebody who looks at a casus leaves it at that."""

LOOKS = 0.6
"""How often somebody does something where there is news, if there is any."""

DIRECTS = 0.75
"""How often it is the seat that directs the table who does something."""

REFUSED = 0.02
"""How often somebody tries what cannot be done."""

NEW = 3
"""So much likelier is a step that nobody took yet in this seed: rare ones are not left out."""

_AGAIN = (Overdrachtscommando, BrengIn)
"""What is done as often as it can be: the steps of a hand-off, and bringing in once more."""


@dataclass
class Habits:
    """Remembers what was done; the rest is done once or twice in a casus, seldom more often."""

    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)

    def did(self, casus: str, stap: str) -> None:
        """Somebody took a step."""
        self.done[casus, stap] += 1
        self.taken.add(stap)

    def likely(self, casus: str, soort: type[Commando], weight: float) -> float:
        """How likely it is that a step is taken now, if it mostly is as likely as `weight`."""
        tired = 1 if issubclass(soort, _AGAIN) else 1 + 4 * self.done[casus, soort.stap]
        return weight / tired * (1 if soort.stap in self.taken else NEW)
