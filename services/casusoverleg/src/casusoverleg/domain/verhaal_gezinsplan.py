"""What happened to a plan, in Dutch sentences; which area of life a goal is on, they do not say."""

from collections.abc import Callable

from contracts.events import gezinsplan as feiten
from contracts.events.payload import Payload
from contracts.gezinsplan import Doeloordeel


def gezinsplan_in_woorden(feit: Payload, noem: Callable[[str], str]) -> str | None:
    """The sentence that tells this fact; None for another."""
    match feit:
        case feiten.DoelGesteld():
            return f"Doel gesteld, te behalen op {feit.streefdatum:%d-%m-%Y}"
        case feiten.DoelBijgesteld():
            return f"Doel bijgesteld, te behalen op {feit.streefdatum:%d-%m-%Y}"
        case feiten.DoelGeevalueerd():
            hoever = "" if feit.oordeel is Doeloordeel.BEHAALD else f"{feit.oordeel} "
            return f"Doel geëvalueerd: {hoever}behaald"
        case feiten.ZorgcoordinatorGezinBenoemd(coordinator=None):
            return "Geen zorgcoördinator-gezin meer: Bureau Jeugdzorg coördineert"
        case feiten.ZorgcoordinatorGezinBenoemd(coordinator=wie) if wie:
            rol = wie.rol.replace("-", " ")
            return f"Zorgcoördinator-gezin benoemd: {rol} ({noem(wie.organisatie)})"
        case feiten.AfsluitingIngestemd():
            return f"Ingestemd met afsluiten: {feit.reden.replace('-', ' ')}"
        case _:
            return None
