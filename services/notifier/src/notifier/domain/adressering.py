"""Where feedback that waits at its carrier goes, as it stands today."""

from datetime import date

from contracts.covenant import Convenant
from notifier.domain.bericht import TERUG_TE_KOPPELEN, Bericht, Route
from notifier.domain.casus import Casus
from notifier.domain.wegwijzer import Adres, Onduidelijk, geadresseerde


def geadresseerd(bericht: Bericht, casus: Casus, convenant: Convenant, op: date) -> Bericht:
    """The message with the address of today; what is no feedback, or was passed on, stays so."""
    feedback = bericht.inhoud.terugkoppeling
    waits = bericht.staat_open and bericht.inhoud.soort in TERUG_TE_KOPPELEN
    if feedback is None or not waits:
        return bericht
    if bericht.voor is not None:
        found: Adres | Onduidelijk | None = Adres(
            casus.overleg, bericht.voor.rol, bericht.voor.organisatie
        )
    else:
        found = geadresseerde(casus, convenant, op)
    route = None
    if isinstance(found, Adres):
        route = Route(
            naar=found.naar,
            terugkoppeling=feedback,
            aan_rol=found.rol,
            aan_organisatie=found.organisatie,
        )
    unclear = isinstance(found, Onduidelijk)
    return bericht.model_copy(update={"route": route, "school_onduidelijk": unclear})
