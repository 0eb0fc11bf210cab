"""What this subject registers."""

from casusoverleg.domain.stappen.onderwerp import Onderwerp
from casusoverleg.domain.verwijsindex.decide import decide
from casusoverleg.domain.verwijsindex.feiten import fold, vertel

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
