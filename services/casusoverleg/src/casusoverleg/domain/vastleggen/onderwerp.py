"""What this subject registers."""

from casusoverleg.domain.stappen.onderwerp import Onderwerp
from casusoverleg.domain.vastleggen.decide import decide
from casusoverleg.domain.vastleggen.feiten import fold, vertel

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
