"""A question back that waits for an answer: what is asked, and who can read and answer it."""

from dataclasses import dataclass

from casusoverleg.domain.stappen.circumstances import zetel_aan
from casusoverleg.domain.stappen.hindernis import leest_vraag
from casusoverleg.views.zien import Blik
from contracts.vocabulary import Functie, Naam


@dataclass(frozen=True)
class VraagTerug:
    """A question back as this user sees it.

    Attributes:
        woorden: what is asked, where this user may open it.
        lezers: the seats that can read it, and so answer it.
    """

    van_overleg: Naam
    woorden: tuple[str, ...]
    lezers: tuple[Functie, ...]


def vragen_terug(blik: Blik) -> tuple[VraagTerug, ...]:
    """The questions back about what was offered from here that wait for an answer."""
    casus, convenant = blik.casus, blik.convenant
    functies = convenant.overleggen[casus.overleg].functies()
    zetels = [z for f in functies if (z := zetel_aan(convenant, casus.overleg, f))]
    return tuple(
        VraagTerug(
            van_overleg=o.ander_overleg,
            woorden=tuple(
                e.waarde
                for e in blik.elementen
                if e.waarde is not None and e.gedeeld.element.id in o.vraagwoorden
            ),
            lezers=tuple(z.functie for z in zetels if leest_vraag(casus, o, z)),
        )
        for o in casus.overdragen.uitgaand
        if o.open_vragen
    )
