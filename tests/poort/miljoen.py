"""The long forms: `python -m tests.poort.miljoen orakel`, or `cedar`, or `tweeloop`.

A million decisions beside another engine; a hundred thousand pairs of runs.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from privacy_gate.domain.regels import Regelset
from privacy_gate.store.wetboek import wetboek
from tests.poort.motoren import met_cedar, met_orakel
from tests.poort.tweeloop import Tweeloop

DAGEN = (date(2010, 6, 15), date(2026, 3, 2))
PER_DAG = 500_000
PAREN = 100_000

_VERGELIJK: dict[str, Callable[[Regelset, date, int, int], int]] = {
    "cedar": met_cedar,
    "orakel": met_orakel,
}


def main() -> int:
    """Compare, and say what came of it."""
    which = sys.argv[1]
    began = time.process_time()
    if which == "tweeloop":
        asked = PAREN
        with tempfile.TemporaryDirectory() as folder:
            different = Tweeloop(Path(folder)).verschillen(asked, seed=1)
    else:
        asked = PER_DAG * len(DAGEN)
        compare, law = _VERGELIJK[which], wetboek().regelset
        different = sum(compare(law, op, PER_DAG, seed) for seed, op in enumerate(DAGEN))
    spent = round(time.process_time() - began)
    told = {"met": which, "aantal": asked, "verschillen": different, "cpu_seconden": spent}
    sys.stdout.write(json.dumps(told) + "\n")
    return min(different, 1)


if __name__ == "__main__":
    sys.exit(main())
