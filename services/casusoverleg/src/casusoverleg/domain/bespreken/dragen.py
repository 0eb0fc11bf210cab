"""Who carries back what a table decides: settled once, by who was there and whom it is about."""

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import Situatie, functie_van
from casusoverleg.domain.stappen.refusal import Feiten
from casusoverleg.domain.vastleggen.leeftijd import jaren
from contracts.covenant import Convenant
from contracts.covenant_wegen import Over
from contracts.events.dragen import DragersBepaald


def dragers_bepaald(s: Situatie) -> Feiten:
    """Say the order, where the road leaves any choice and it is not known already."""
    terug = _convenant(s).weg_van(s.casus.weg)
    if terug is None or len(terug.terugkoppeling.genoemd) == 1:
        return ()
    volgorde = terug.terugkoppeling.volgorde(_over(s), _aanwezig(s.casus))
    dragers = tuple(map(functie_van, volgorde))
    if s.casus.weg is None or dragers == s.casus.bespreken.dragers:
        return ()
    return (
        DragersBepaald(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            weg=s.casus.weg,
            dragers=dragers,
            door=s.zetel.functie,
            op=s.omst.op,
        ),
    )


def _convenant(s: Situatie) -> Convenant:
    """The version that the casus came under: what is told about it is told under that one."""
    toen = s.omst.bij(s.casus.overleg, s.casus.geopend_op)
    return toen if toen and toen.verwijzing == s.casus.convenant else s.omst.convenant


def _over(s: Situatie) -> Over:
    inbrenger = s.casus.overdragen.inbrenger
    return Over(
        jaren=jaren(s.casus, s.omst),
        school=s.casus.school_op(s.omst.op).school,
        van=inbrenger.overleg if inbrenger else None,
    )


def _aanwezig(casus: Casus) -> frozenset[str] | None:
    """Who was at the latest discussion; None where none was recorded."""
    besproken = casus.bespreken.besprekingen
    return frozenset(map(str, besproken[-1].aanwezig)) if besproken else None
