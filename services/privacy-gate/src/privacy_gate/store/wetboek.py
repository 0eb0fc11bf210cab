"""The rule files that come with this service."""

from functools import cache
from pathlib import Path

from privacy_gate.domain.beslissen import Wet
from privacy_gate.domain.lezen import lees

REGELS = Path(__file__).parent.parent / "rules"


@cache
def wetboek() -> Wet:
    """The law as this version of the product knows it.

    Raises:
        RegelsOngeldig: the rule files have faults; the gate does not start.
    """
    files = sorted(REGELS.glob("*.md"))
    return Wet(lees({file.name: file.read_text(encoding="utf-8") for file in files}))
