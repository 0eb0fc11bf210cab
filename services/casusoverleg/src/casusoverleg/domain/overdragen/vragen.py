"""What a receiver may answer to each typed question of a hand-off."""

from collections.abc import Mapping
from types import MappingProxyType

from contracts.events.verstrekking import Overdrachtsvraag
from contracts.overdracht import Bevinding

BEVINDINGEN: Mapping[Overdrachtsvraag, tuple[Bevinding, ...]] = MappingProxyType(
    {
        Overdrachtsvraag.HULP_STARTEN: (
            Bevinding.HULP_PAST,
            Bevinding.ANDERE_HULP_NODIG,
            Bevinding.GEEN_HULP_NODIG,
        ),
        Overdrachtsvraag.ADVIES: (Bevinding.ADVIES_GEGEVEN, Bevinding.GEEN_ADVIES),
        Overdrachtsvraag.REGIE_OVERNEMEN: (Bevinding.REGIE_OVERGENOMEN, Bevinding.REGIE_NIET_NODIG),
        Overdrachtsvraag.TERUG_NAAR_SCHOOL: (
            Bevinding.VOLLEDIG_TERUG,
            Bevinding.DEELS_TERUG,
            Bevinding.ANDERE_SCHOOL,
        ),
        Overdrachtsvraag.ONDERZOEK_BESCHERMING: (
            Bevinding.MAATREGEL_HAALBAAR,
            Bevinding.MAATREGEL_NIET_HAALBAAR,
            Bevinding.VRIJWILLIG_VOLSTAAT,
        ),
        Overdrachtsvraag.BESPREKEN: (Bevinding.BESPROKEN, Bevinding.ANDERE_HULP_NODIG),
    }
)
"""The answers to each question. The Raad is asked whether a measure is feasible, not for one."""
