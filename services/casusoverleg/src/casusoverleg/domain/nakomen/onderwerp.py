"""What this subject registers."""

from casusoverleg.domain.nakomen.decide import decide
from casusoverleg.domain.nakomen.feiten import fold, vertel
from casusoverleg.domain.stappen.onderwerp import Onderwerp

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
