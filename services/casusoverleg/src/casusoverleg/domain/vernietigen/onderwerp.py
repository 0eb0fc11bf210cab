"""What this subject registers."""

from casusoverleg.domain.stappen.onderwerp import Onderwerp
from casusoverleg.domain.vernietigen.decide import decide
from casusoverleg.domain.vernietigen.feiten import fold, vertel

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
