"""Who may do something about an obligation, and which elements a seat may correct."""

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.nakomen.plichten import Plicht
from casusoverleg.domain.overdragen.overdracht import Wie
from casusoverleg.domain.stappen.circumstances import Zetel
from contracts.elements import Element
from contracts.events.naleving import Plichtsoort


def plichten_van(casus: Casus, zetel: Zetel) -> tuple[Plicht, ...]:
    """The obligations that this seat must see to."""
    return tuple(
        p
        for p in casus.nakomen.plichten
        if (p.eigenaar == zetel.functie if p.eigenaar else zetel.wie is Wie.REGIE)
    )


def na_te_komen(casus: Casus, zetel: Zetel) -> tuple[Plicht, ...]:
    """What this seat can say that it was met: its own, and for who directs, everybody's."""
    alle = casus.nakomen.plichten if zetel.wie is Wie.REGIE else plichten_van(casus, zetel)
    return tuple(p for p in alle if p.open and p.met_de_hand)


def te_beoordelen(casus: Casus) -> tuple[Plicht, ...]:
    """Objections of this table that wait for a decision."""
    eigen = {v.id for v in casus.nakomen.verzetten}
    verzet = (p for p in casus.nakomen.plichten if p.open and p.soort is Plichtsoort.VERZET)
    return tuple(p for p in verzet if p.uit in eigen)


def te_corrigeren(casus: Casus, zetel: Zetel) -> tuple[Element, ...]:
    """What this seat's organisation recorded here, as far as the seat may open it."""
    open_ = {g.element.id for g in casus.te_openen(zetel.functie, zetel.soort)}
    return tuple(
        e
        for e in casus.elementen
        if e.id in open_ and e.vastgelegd_door.organisatie == zetel.functie.organisatie
    )
