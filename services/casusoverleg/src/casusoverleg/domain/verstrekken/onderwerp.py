"""What this subject registers."""

from casusoverleg.domain.stappen.onderwerp import Onderwerp
from casusoverleg.domain.verstrekken.decide import decide
from casusoverleg.domain.verstrekken.feiten import fold, vertel

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
