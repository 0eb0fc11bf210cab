"""Who carries feedback: the first of those in order who is there today, or somebody for them."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from contracts.covenant import Convenant
from contracts.covenant_text import functie_van
from contracts.covenant_wegen import JAREN, Over
from contracts.vervanging import Vervanging, wie_draagt
from contracts.vocabulary import Functie
from notifier.domain.bericht import Bericht
from notifier.domain.casus import Casus

Bezet: TypeAlias = Callable[[Functie], bool]
"""Is anybody there today who has this capacity?"""


def iedereen_is_er(_functie: Functie) -> bool:
    """Nobody is away."""
    return True


def dragers_van(casus: Casus, convenant: Convenant) -> Sequence[Functie]:
    """Who carry what became of it, in order: as the table said, else as its road says.

    Without a road, who directs the table does.
    """
    if casus.dragers:
        return casus.dragers
    road = casus.langs(convenant)
    if road is None:
        return (convenant.regie_van(casus.overleg),)
    over = Over(JAREN.get(casus.leeftijdsband), casus.school, casus.van)
    return [functie_van(seat) for seat in road.terugkoppeling.volgorde(over, None)]


def overbrenger(casus: Casus, convenant: Convenant, bezet: Bezet = iedereen_is_er) -> Functie:
    """The seat that carries it today, whoever acts for that seat."""
    return wie_draagt(dragers_van(casus, convenant), convenant.vervanging, bezet).zetel


def bij_drager(bericht: Bericht, vervanging: Vervanging, bezet: Bezet) -> Bericht:
    """Feedback that waits, at the seat that carries it today."""
    if not (bericht.staat_open and bericht.dragers):
        return bericht
    told = bericht.inhoud
    seat = wie_draagt(bericht.dragers, vervanging, bezet).zetel
    acted = seat if told.door == told.aan else told.door
    moved = told.model_copy(update={"aan": seat, "door": acted})
    return bericht.model_copy(update={"inhoud": moved})
