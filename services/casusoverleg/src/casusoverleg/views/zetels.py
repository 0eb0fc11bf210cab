"""The seats of somebody at a table, and the steps that can be taken from them."""

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.stappen.circumstances import Zetel, zetel_aan
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.hindernis import hindernis
from contracts.covenant import Convenant
from contracts.vocabulary import Functie


def aan_tafel(
    convenant: Convenant, overleg: str, functies: tuple[Functie, ...]
) -> tuple[Functie, ...]:
    """With which capacities someone sits at a table, the one that directs it first."""
    tafel = convenant.overleggen.get(overleg)
    return tuple(functie for functie in tafel.functies() if functie in functies) if tafel else ()


def mogelijke_stappen(
    casus: Casus, convenant: Convenant, functies: tuple[Functie, ...]
) -> tuple[type[Commando], ...]:
    """The steps that someone with these capacities can take now."""
    zetels = [zetel_aan(convenant, casus.overleg, functie) for functie in functies]
    return tuple(
        soort for soort in STAPPEN.values() if any(kan_nu(casus, zetel, soort) for zetel in zetels)
    )


def kan_nu(casus: Casus, zetel: Zetel | None, soort: type[Commando]) -> bool:
    """Tell whether nothing prevents a step from this seat."""
    return zetel is not None and hindernis(casus, soort, zetel) is None
