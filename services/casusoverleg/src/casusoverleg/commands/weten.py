"""What must be known beside a casus to decide on a command."""

from typing import Any

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.steps import (
    BenoemZorgcoordinatorGezin,
    HaalUitGezin,
    NeemOpInGezin,
    StemInMetAfsluiten,
)
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.vernietigen.steps import BereidVernietigingVoor, Vernietig
from infra.keys import KeyStore


def wie_erbij_horen(session: Session, casus: Casus, commando: Commando) -> dict[str, Any]:
    """Look up what a command must know of brothers and sisters."""
    match commando:
        case BenoemZorgcoordinatorGezin() | StemInMetAfsluiten():
            return {"gezin": store.gezin_van(session, casus)}
        case HaalUitGezin():
            return {"gezin": store.broers_en_zussen(session, casus)}
        case NeemOpInGezin():
            ander = store.load_dossier(session, commando.met).casus
            hier = ander is not None and ander.open and ander.overleg == casus.overleg
            andere = (ander, *store.broers_en_zussen(session, ander)) if ander and hier else ()
            return {"gezin": store.broers_en_zussen(session, casus), "andere": andere}
        case _:
            return {}


def wat_er_over_is(
    session: Session, casus: Casus, commando: Commando, keys: KeyStore
) -> dict[str, Any]:
    """Look up what erasure must know: the other casussen, and which keys there are."""
    if not isinstance(commando, BereidVernietigingVoor | Vernietig):
        return {}
    return {"andere": store.andere_casussen(session, casus.id), "sleutels": keys.about}
