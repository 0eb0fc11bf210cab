"""Who is asked to weigh what the gate left to a person: the seats that can."""

from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import zetel_aan
from casusoverleg.domain.verstrekken.weegpunten import te_vragen
from contracts.covenant import Convenant
from contracts.events.wegen import WegingGevraagd


def weging_gevraagd(
    session: Session, id_: str, was: Casus | None, convenant: Convenant, op: date
) -> tuple[WegingGevraagd, ...]:
    """What each seat is asked to weigh that it was not asked before."""
    casus = store.load_dossier(session, id_).casus
    if casus is None or casus.overleg not in convenant.overleggen:
        return ()
    eerder = was.te_wegen() if was else ()
    nieuw = [punt for punt in casus.te_wegen() if punt not in eerder]
    functies = convenant.overleggen[casus.overleg].functies()
    zetels = [z for f in functies if (z := zetel_aan(convenant, casus.overleg, f))]
    return tuple(
        WegingGevraagd(
            casus=casus.id,
            overleg=casus.overleg,
            verstrekking=verstrekking,
            elementen=tuple(punt.element for punt in samen),
            aan=functie,
            op=op,
        )
        for functie, punten in te_vragen(casus, nieuw, zetels).items()
        for verstrekking, samen in groupby(punten, attrgetter("verstrekking"))
    )
