"""What this subject registers."""

from casusoverleg.domain.opschalen.decide import decide
from casusoverleg.domain.opschalen.feiten import fold, vertel
from casusoverleg.domain.stappen.onderwerp import Onderwerp

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
