"""Closing asks for the evidence that was asked for, or for the reason why other evidence serves."""

from casusoverleg.domain.overdragen.nieuws import stap_zetten
from casusoverleg.domain.overdragen.overdracht import Overdracht, Stand
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from contracts.events.bewijs import AnderBewijsAanvaard
from contracts.events.verstrekking import Stap
from contracts.overdracht import Bewijsreden
from contracts.words import in_sentence


def sluit_bevestigde(s: Situatie, waarom: Bewijsreden | None) -> Vervolg:
    """Close every hand-off of this table whose action was confirmed, as its casus closes."""
    feiten: Feiten = ()
    for overdracht in s.casus.overdragen.uitgaand:
        if overdracht.stand is Stand.ACTIE_BEVESTIGD:
            gesloten = sluit(s, overdracht, waarom)
            if isinstance(gesloten, Weigering):
                return gesloten
            feiten = (*feiten, *gesloten)
    return feiten


def sluit(s: Situatie, overdracht: Overdracht, waarom: Bewijsreden | None) -> Vervolg:
    """Close a hand-off whose action was confirmed; other evidence than asked needs its reason."""
    gesloten = stap_zetten(s, overdracht, Stap.AFGESLOTEN)
    gevraagd, gegeven = overdracht.gewenst_bewijs, overdracht.bewijs
    if gegeven is None or gegeven is gevraagd:
        return gesloten
    if waarom is None:
        return Weigering(
            f"Gevraagd was '{in_sentence(gevraagd)}', bevestigd is '{in_sentence(gegeven)}'. "
            "Zeg waarom dat volstaat, of heropen de overdracht."
        )
    aanvaard = AnderBewijsAanvaard(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        overdracht=overdracht.id,
        gevraagd=gevraagd,
        gegeven=gegeven,
        waarom=waarom,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (aanvaard, *gesloten)
