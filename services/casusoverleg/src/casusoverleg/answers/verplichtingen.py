"""Obligations without values, and how many there are, for who guards privacy."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from casusoverleg.domain.nakomen.plichten import WOORDEN
from casusoverleg.views.naleven import Lopend, van_domein
from casusoverleg.views.toezien import Bezien
from contracts.events.naleving import Plichtsoort
from infra.web.shown import Shown, shown


class VerplichtingUit(Shown):
    """An obligation: what, on which article, whose, and how it stands."""

    casus: str
    overleg: str
    plicht: str
    soort: Plichtsoort
    wat: str
    artikel: str
    eigenaar: str
    naar_overleg: str | None
    sinds: date
    uiterlijk: date
    stand: str
    afgehandeld_op: date | None
    belang: str | None
    te_laat: bool


class PlichttellingUit(Shown):
    """How many obligations of a kind are open, too late, met or dropped with a reason."""

    soort: Plichtsoort
    wat: str
    open: int
    te_laat: int
    gedaan: int
    vervallen: int


def verplichting_uit(lopend: Lopend) -> VerplichtingUit:
    """An obligation as the API gives it."""
    plicht = lopend.plicht
    return shown(
        VerplichtingUit,
        plicht,
        casus=lopend.casus.id,
        overleg=lopend.casus.overleg,
        plicht=plicht.naam,
        wat=WOORDEN[plicht.soort],
        eigenaar=str(lopend.eigenaar),
        uiterlijk=lopend.uiterlijk,
        te_laat=lopend.te_laat,
    )


def tellingen(bezien: Iterable[Bezien]) -> tuple[PlichttellingUit, ...]:
    """All obligations of a domain, counted by kind."""
    alle = [lopend for een in bezien for lopend in van_domein(een)]
    stand = Counter((een.plicht.soort, een.plicht.stand) for een in alle)
    laat = Counter(een.plicht.soort for een in alle if een.te_laat)
    return tuple(
        PlichttellingUit(
            soort=soort,
            wat=WOORDEN[soort],
            open=stand[soort, "open"],
            te_laat=laat[soort],
            gedaan=stand[soort, "gedaan"],
            vervallen=stand[soort, "vervallen"],
        )
        for soort in Plichtsoort
        if any(een.plicht.soort is soort for een in alle)
    )


def openstaand(bezien: Iterable[Bezien]) -> tuple[VerplichtingUit, ...]:
    """What is still to be done in a domain, and what was dropped; dates that just come left out."""
    alle = (lopend for een in bezien for lopend in van_domein(een))
    return tuple(
        verplichting_uit(een)
        for een in alle
        if een.plicht.stand != "gedaan" and een.plicht.soort is not Plichtsoort.BEWAREN
    )
