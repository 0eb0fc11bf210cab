"""What this subject registers."""

from casusoverleg.domain.bespreken import afspraken
from casusoverleg.domain.bespreken.decide import decide
from casusoverleg.domain.bespreken.feiten import fold, vertel
from casusoverleg.domain.stappen.onderwerp import Onderwerp

ONDERWERP = Onderwerp(decide=(decide, afspraken.decide), fold=fold, vertel=vertel)
