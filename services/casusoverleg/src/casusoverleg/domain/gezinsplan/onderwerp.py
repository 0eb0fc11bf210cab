"""What this subject registers."""

from casusoverleg.domain.gezinsplan.decide import decide
from casusoverleg.domain.gezinsplan.feiten import fold, vertel
from casusoverleg.domain.stappen.onderwerp import Onderwerp

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
