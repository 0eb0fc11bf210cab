"""What happened to a plan, in Dutch sentences.

Which area of life a goal is on, and that a brother or sister lies here too, they do not say.
"""

from collections.abc import Callable
from types import MappingProxyType

from contracts.events import gezinsplan as feiten
from contracts.events.payload import Payload
from contracts.gezinsplan import Doeloordeel
from contracts.words import in_sentence

_HOEVER = MappingProxyType(
    {
        Doeloordeel.BEHAALD: "behaald",
        Doeloordeel.DEELS: "deels behaald",
        Doeloordeel.NIET: "niet behaald",
        Doeloordeel.VERVALLEN: "vervallen",
    }
)


def gezinsplan_in_woorden(feit: Payload, noem: Callable[[str], str]) -> str | None:
    """The sentence that tells this fact; None for another."""
    match feit:
        case feiten.DoelGesteld():
            return f"Doel gesteld, te behalen op {feit.streefdatum:%d-%m-%Y}"
        case feiten.DoelBijgesteld():
            return f"Doel bijgesteld, te behalen op {feit.streefdatum:%d-%m-%Y}"
        case feiten.DoelGeevalueerd():
            return f"Doel geëvalueerd: {_HOEVER[feit.oordeel]}"
        case feiten.GezinVastgesteld():
            return "Gezin vastgesteld"
        case feiten.ZorgcoordinatorGezinBenoemd(coordinator=None):
            return "Geen zorgcoördinator-gezin meer: Bureau Jeugdzorg coördineert"
        case feiten.ZorgcoordinatorGezinBenoemd(coordinator=wie) if wie:
            rol = in_sentence(wie.rol)
            return f"Zorgcoördinator-gezin benoemd: {rol} ({noem(wie.organisatie)})"
        case feiten.AfsluitingIngestemd():
            return f"Ingestemd met afsluiten: {in_sentence(feit.reden)}"
        case _:
            return None
