"""Ages: whom a table discusses, by the covenant; an exception needs a recorded reason.

An age that is not known for certain meets no condition.
"""

from dataclasses import replace
from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import Omstandigheden
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.covenant_text import Leeftijden
from contracts.dagen import bezwaar_tegen_geboortedatum, lees_dag
from contracts.elements import Veld
from contracts.vocabulary import Leeftijdsband, leeftijd_op, leeftijdsband

_JAREN: dict[Leeftijdsband, tuple[int, int]] = {
    Leeftijdsband.ONDER_12: (0, 11),
    Leeftijdsband.VAN_12_TOT_16: (12, 15),
    Leeftijdsband.VANAF_16: (16, 27),
}
"""Bands in whole years, both ends included."""


def jaren(casus: Casus, omst: Omstandigheden) -> tuple[int, int] | None:
    """The youngest and the oldest that the young person can be; None if that is not known."""
    if omst.leeftijd is not None:
        return omst.leeftijd, omst.leeftijd
    return _JAREN.get(omst.leeftijdsband or casus.leeftijdsband)


def buiten_leeftijd(
    casus: Casus, omst: Omstandigheden, naar: str, *, met_reden: bool
) -> Weigering | None:
    """Why the young person is too young or too old for a table; a recorded reason may lift it."""
    grens = omst.convenant.overleggen[naar].leeftijden
    kan = jaren(casus, omst)
    if kan and _past(grens, *kan):
        return None
    wat = "De leeftijd past niet bij dat overleg" if kan else "De leeftijd is niet bekend"
    if grens.uitzondering == "nooit":
        return Weigering(f"{wat}; het convenant laat niets anders toe.")
    if met_reden:
        return None
    return Weigering(f"{wat}; leg vast waarom dit een uitzondering is.")


def _past(grens: Leeftijden, jongst: int, oudst: int) -> bool:
    return grens.van <= jongst and oudst <= grens.tot


def lees_geboortedatum(tekst: str, op: date, *, van_jeugdige: bool) -> date | Weigering:
    """Read a birth date that was typed at a table, as intake reads one."""
    try:
        geboren = lees_dag(tekst)
    except ValueError as onleesbaar:
        return Weigering(str(onleesbaar))
    bezwaar = bezwaar_tegen_geboortedatum(geboren, op, van_jeugdige=van_jeugdige)
    return Weigering(bezwaar) if bezwaar else geboren


def met_geboortedatum(omst: Omstandigheden, geboren: date) -> Omstandigheden:
    """The circumstances once the young person is known to be born on that day."""
    return replace(
        omst,
        leeftijdsband=leeftijdsband(geboren, omst.op),
        leeftijd=leeftijd_op(geboren, omst.op),
    )


def zoals_bewaard(veld: Veld | None, tekst: str) -> str | None:
    """A birth date as intake writes it, however it was typed; of what is none nothing is sealed."""
    if veld is not Veld.GEBOORTEDATUM:
        return tekst
    try:
        return lees_dag(tekst).isoformat()
    except ValueError:
        return None
