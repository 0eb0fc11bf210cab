"""Ages: whom a table discusses, by the covenant; an exception needs a recorded reason.

An age that is not known for certain meets no condition.
"""

from dataclasses import replace
from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import Omstandigheden
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.covenant import Convenant
from contracts.covenant_wegen import JAREN
from contracts.dagen import bezwaar_tegen_geboortedatum, lees_dag
from contracts.elements import Veld
from contracts.vocabulary import leeftijd_op, leeftijdsband


def jaren(casus: Casus, omst: Omstandigheden) -> tuple[int, int] | None:
    """The youngest and the oldest that the young person can be; None if that is not known."""
    if omst.leeftijd is not None:
        return omst.leeftijd, omst.leeftijd
    return JAREN.get(omst.leeftijdsband or casus.leeftijdsband)


def buiten_leeftijd(
    casus: Casus, omst: Omstandigheden, naar: str, *, met_reden: bool
) -> Weigering | None:
    """Why the young person is too young or too old for a table; a recorded reason may lift it."""
    tafel = omst.convenant.overleggen[naar]
    kan = jaren(casus, omst)
    if kan and all(map(tafel.bespreekt, kan)):
        return None
    wat = "De leeftijd past niet bij dat overleg" if kan else "De leeftijd is niet bekend"
    past = _waar_wel(casus.overleg, kan, omst.convenant) if kan else ""
    if tafel.leeftijden.uitzondering == "nooit":
        return Weigering(f"{wat}; het convenant laat niets anders toe.{past}")
    if (kan[0] if kan else 0) < tafel.nooit_onder:
        return Weigering(f"{wat}; onder {tafel.nooit_onder} jaar mag daar niemand.{past}")
    if met_reden:
        return None
    return Weigering(f"{wat}; leg vast waarom dit een uitzondering is.{past}")


def _waar_wel(overleg: str, kan: tuple[int, int], convenant: Convenant) -> str:
    """Say to which table of this age the casus can go from here, with a space before it."""
    hier = convenant.overleggen[overleg]
    naar = dict.fromkeys((*hier.brengt_in_bij, *hier.draagt_over_aan))
    tafels = (convenant.overleggen[naam] for naam in naar)
    past = [tafel.naam for tafel in tafels if all(map(tafel.bespreekt, kan))]
    return f" Wel bij {' of '.join(past)}." if past else ""


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
