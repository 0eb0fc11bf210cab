"""Ages: whom a table discusses, by the covenant; an exception needs a recorded reason."""

from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.omstandigheden import Omstandigheden
from casusoverleg.domain.weigering import Weigering
from contracts.covenant import Leeftijden
from contracts.vocabulary import Leeftijdsband

_JAREN: dict[Leeftijdsband, tuple[int, int]] = {
    Leeftijdsband.ONDER_12: (0, 11),
    Leeftijdsband.VAN_12_TOT_16: (12, 15),
    Leeftijdsband.VANAF_16: (16, 27),
}
"""Bands in whole years, both ends included."""


def buiten_leeftijd(
    casus: Casus, omst: Omstandigheden, naar: str, *, met_reden: bool
) -> Weigering | None:
    """Why the young person is too young or too old for a table; a recorded reason may lift it."""
    band = omst.leeftijdsband or casus.leeftijdsband
    jongst, oudst = _JAREN[band] if omst.leeftijd is None else (omst.leeftijd, omst.leeftijd)
    grens = omst.convenant.overleggen[naar].leeftijden
    if _past(grens, jongst, oudst):
        return None
    if grens.uitzondering == "nooit":
        return Weigering(
            "De leeftijd past niet bij dat overleg; het convenant laat niets anders toe."
        )
    if met_reden:
        return None
    return Weigering(
        "De leeftijd past niet bij dat overleg; leg vast waarom dit een uitzondering is."
    )


def _past(grens: Leeftijden, jongst: int, oudst: int) -> bool:
    return jongst <= grens.tot and oudst >= grens.van


def leeftijd_op(geboortedatum: date, op: date) -> int:
    """The age in years on a day."""
    jarig_geweest = (op.month, op.day) >= (geboortedatum.month, geboortedatum.day)
    return op.year - geboortedatum.year - (0 if jarig_geweest else 1)
