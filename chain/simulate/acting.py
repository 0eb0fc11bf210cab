"""Who does something for a seat today: whoever holds it, or who stands in for it."""

from dataclasses import dataclass
from datetime import date
from random import Random

from chain.simulate.world import Node
from contracts.vervanging import Waarneming
from contracts.vocabulary import Functie
from infra.register import load_register


@dataclass(frozen=True)
class Acting:
    """Somebody at work, in all that he acts as today, as his session has it."""

    functies: tuple[Functie, ...]
    neemt_waar: tuple[Waarneming, ...]


def acting(node: Node, seat: Functie, day: date, chance: Random) -> Acting | None:
    """Find somebody who acts for a seat, as the instance knows it; None where nobody does."""
    with node.kernel.database.reading() as session:
        register = load_register(session)
    found = register.wie_handelen(seat, day)
    if not found:
        return None
    person = found[0] if len(found) == 1 else chance.choice(found)
    return Acting(register.handelt_als(person, day), register.waarnemingen(person, day))
