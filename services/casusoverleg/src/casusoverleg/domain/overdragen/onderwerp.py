"""What this subject registers."""

from casusoverleg.domain.overdragen.decide import decide
from casusoverleg.domain.overdragen.feiten import fold, vertel
from casusoverleg.domain.stappen.onderwerp import Onderwerp

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
