"""Prints one digest over the traces of many random requests: the same for every Python."""

import hashlib
import random
import sys

from privacy_gate.domain.beslissen import beslis
from privacy_gate.domain.kenmerken import Samenhang
from privacy_gate.store.wetboek import wetboek
from tests.poort.verzoeken import tilburg
from tests.poort.willekeur import Trekking

if __name__ == "__main__":
    draw, digest = Trekking(random.Random(11)), hashlib.sha256()
    for _ in range(120):
        for samenhang in Samenhang:
            digest.update(beslis(draw.verzoek(), tilburg(), samenhang, wetboek()).spoor)
    sys.stdout.write(digest.hexdigest())
