"""Two families that are brought together by a command."""

from dataclasses import replace
from functools import partial

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.gezin import opgenomen
from casusoverleg.domain.stappen.circumstances import Omstandigheden
from casusoverleg.reactions.aansluiten import neem, sluit_aan
from casusoverleg.views.leeftijd import leeftijd_van
from infra.kernel import Emission
from infra.keys import KeyStore


def voeg_samen(
    session: Session, casus: Casus, omst: Omstandigheden, keys: KeyStore
) -> list[Emission]:
    """Two families are one from now on: in the files of all their children, closed ones too."""
    leden, gezegd = (*omst.gezin, *omst.andere), list[Emission]()
    for lid in leden:
        if casus.gezin and lid.gezin != casus.gezin:
            feit = opgenomen(
                lid, casus.gezin, casus.id, omst.convenant.regie_van(casus.overleg), omst
            )
            gezegd += neem(session, lid, (feit,), omst)
    for een in (casus, *(lid for lid in leden if lid.open)):
        nu = store.load_dossier(session, een.id).casus or een
        gezegd += sluit_aan(session, nu, _in_dossier(nu, omst, keys), keys)
    return gezegd


def _in_dossier(casus: Casus, omst: Omstandigheden, keys: KeyStore) -> Omstandigheden:
    """The circumstances as they are for one of several files in which one deed is recorded."""
    band, leeftijd = leeftijd_van(casus, keys, omst.op) or (None, None)
    nieuw = partial(omst.nieuw, casus.id)
    return replace(omst, nieuw=nieuw, leeftijdsband=band, leeftijd=leeftijd)
