"""What this subject registers."""

from casusoverleg.domain.school.decide import decide
from casusoverleg.domain.school.feiten import fold, vertel
from casusoverleg.domain.stappen.onderwerp import Onderwerp

ONDERWERP = Onderwerp(decide=(decide,), fold=fold, vertel=vertel)
