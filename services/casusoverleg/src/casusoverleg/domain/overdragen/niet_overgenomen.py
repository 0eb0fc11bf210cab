"""A file that lay at a table to be offered, and is let go: it closes by itself."""

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.stappen.eisen import NIETS_LOOPT
from contracts.events.casusoverleg import CasusAfgesloten
from contracts.events.payload import Payload


def sluit_vanzelf(s: Situatie, na: Casus) -> tuple[Payload, ...]:
    """Close a casus that was only offered here, once nothing waits for this table any more.

    Who offered it is the holder all along, so nobody lets go of anything. `na`: the casus after
    what was decided.
    """
    if not (s.casus.alleen_aangeboden and s.casus.open):
        return ()
    if not (na.alleen_aangeboden and na.open) or na.aan_zet:
        return ()
    wacht = na.vastleggen.wachtende_navraag(None) or na.verwijsindex.open_matches
    if wacht or any(eis(na, s.zetel) for eis in NIETS_LOOPT):
        return ()
    gesloten = CasusAfgesloten(
        casus=na.id,
        overleg=na.overleg,
        reden="niet-overgenomen",
        houder=na.houder,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (gesloten,)
