"""The rule files that come with this service."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from privacy_gate.domain.beslissen import Wet
from privacy_gate.domain.lezen import lees, lees_wetten
from privacy_gate.domain.wetten import Wettekst

REGELS = Path(__file__).parent.parent / "rules"


@cache
def wetboek() -> Wet:
    """The law as this version of the product knows it.

    Raises:
        RegelsOngeldig: the rule files have faults; the gate does not start.
    """
    return Wet(lees(_bestanden()))


@cache
def wetteksten() -> Mapping[str, Wettekst]:
    """The acts that those rules rest on, by name."""
    return lees_wetten(_bestanden())


def _bestanden() -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(REGELS.glob("*.md"))}
